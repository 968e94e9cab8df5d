import LeadRules

/// The form that says which part the numbers are about.
enum NumbersForm {
    static func view(
        _ filter: NumbersFilter, _ tab: NumbersTab, _ teller: NumbersTeller, campaigns: [String]
    ) -> View {
        let (words, playbook) = (teller.words, teller.playbook)
        let sources = playbook.intake.sources.map { ($0.id, teller.source($0.id)) }
        let segments = playbook.segments.map { ($0.id, teller.segment($0.id)) }
        let teams = Set(teller.members.map(\.profile.team)).filter { !$0.isEmpty }.sorted()
        let people = teller.members.sorted { $0.profile.name < $1.profile.name }.map { member in
            (
                member.id.description,
                "\(member.profile.name) (\(words["role.\(member.profile.role.rawValue)"]))"
            )
        }
        let isWeekly = tab == .weekly
        return [
            "action": tab.path, "shown": filter.period.rawValue, "hasPeriod": !isWeekly,
            "week": isWeekly ? teller.filter.from?.description : nil,
            "kept": isWeekly && filter.period != .fourWeeks ? filter.period.rawValue : nil,
            "periods": Views.options(
                NumbersFilter.Period.self, chosen: filter.period.rawValue
            ) { words["numbers.period-\($0.rawValue)"] },
            "from": filter.period == .dates ? filter.from?.description : nil,
            "to": filter.period == .dates ? filter.to?.description : nil,
            "sources": options(sources, filter.source),
            "groups": Views.options(SourceGroup.self, chosen: filter.group?.rawValue) {
                words["source-group.\($0.rawValue)"]
            },
            "segments": options(segments, filter.segment),
            "campaigns": options(campaigns.map { ($0, $0) }, filter.campaign),
            "teams": options(teams.map { ($0, $0) }, filter.team),
            "people": options(people, filter.member?.description),
            "isNarrow": filter.fields.contains { $0.name != "period" && $0.name != "source" },
            "isSet": !filter.fields.isEmpty, "clear": tab.path,
        ]
    }

    /// A choice that came by address and is not among the usual ones stays visible.
    private static func options(_ known: [(String, String)], _ chosen: String?) -> View {
        let isKnown = chosen.map { chosen in known.contains { $0.0 == chosen } } ?? true
        let all = isKnown ? known : known + [(chosen ?? "", chosen ?? "")]
        return Views.options(all, chosen: chosen)
    }

    /// The weeks before and after the one that is shown.
    static func weeks(_ filter: NumbersFilter, _ teller: NumbersTeller) -> View? {
        guard let monday = teller.filter.from else { return nil }
        func address(_ day: CivilDate) -> String {
            filter.address(NumbersTab.weekly.path, [("week", day.description)])
        }
        return [
            "name": teller.described, "before": address(monday + -7),
            "after": monday + 7 <= filter.today ? address(monday + 7) : nil,
        ]
    }
}
