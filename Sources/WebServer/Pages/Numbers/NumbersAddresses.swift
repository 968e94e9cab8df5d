import LeadRules

/// Addresses.
extension NumbersFilter {
    /// The fields that keep this filter on another page.
    var fields: [(name: String, value: String)] {
        var fields: [(String, String?)] = [
            ("period", period == .fourWeeks ? nil : period.rawValue), ("source", source),
            ("group", group?.rawValue), ("segment", segment), ("campaign", campaign),
            ("team", team), ("member", member?.description),
        ]
        if period == .dates {
            fields += [("from", from?.description), ("to", to?.description)]
        }
        return fields.compactMap { name, value in value.map { (name, $0) } }
    }

    /// The same numbers under another address.
    func address(_ path: String, _ more: [(String, String)] = []) -> String {
        Self.address(path, fields.map { ($0.name, $0.value) } + more)
    }

    /// The leads behind a figure; `more` goes before what the filter says of the same.
    func leads(_ more: [(String, String?)] = [], inPeriod: Bool = true) -> String {
        facts("/leads", more, inPeriod: inPeriod)
    }

    private func facts(_ path: String, _ more: [(String, String?)], inPeriod: Bool) -> String {
        let named = Set(more.map(\.0))
        let period: [(String, String?)] = [
            ("from", from.map { moment(of: $0, 0) }), ("to", to.map { moment(of: $0, 1) }),
        ]
        let own: [(String, String?)] =
            (inPeriod ? period : []) + [
                ("source", source),
                ("group", group?.rawValue), ("segment", segment), ("campaign", campaign),
                ("team", team), ("member", member?.description),
            ]
        let all = (own.filter { !named.contains($0.0) } + more).compactMap { name, value in
            value.map { (name, $0) }
        }
        return Self.address(path, all)
    }

    /// A list takes days as the reader's; those of another zone are named by their moments.
    private func moment(of day: CivilDate, _ days: Int) -> String {
        zone.name == readerZone.name ? day.description : start(of: day + days).rfc3339
    }

    /// Leads that count, without fake ones.
    func real(_ more: [(String, String?)] = [], inPeriod: Bool = true) -> String {
        leads(more + [("real", "true")], inPeriod: inPeriod)
    }

    /// The leads that a figure of the funnel counts; `more` says of which row.
    func behind(_ measure: FunnelMeasure, _ more: [(String, String?)] = []) -> String {
        switch measure {
        case .leads: real(more)
        case .fake: leads(more + [("verification", VerificationState.fake.rawValue)])
        default:
            leads(
                more
                    + zip(["milestone", "and"], measure.milestones).map { ($0, $1.rawValue) })
        }
    }

    /// The leads with a handoff that such a figure counts.
    func behind(_ measure: HandoffMeasure, _ more: [(String, String?)] = []) -> String {
        leads([("dated", "opened"), ("handoff", measure.slug)] + more)
    }

    /// The leads that were won or lost in the period.
    func behind(_ measure: ClosedMeasure, _ more: [(String, String?)] = []) -> String {
        leads([("dated", "closed"), ("milestone", measure.slug)] + more)
    }

    /// The leads of which a part of the way to the first touch was measured.
    func behind(_ measure: AnswerMeasure, _ more: [(String, String?)] = []) -> String {
        leads(more + [("timed", measure.slug)])
    }

    /// The clocks that such a figure counts, by when they started.
    func behind(
        _ measure: ClockMeasure, _ more: [(String, String?)] = [], inPeriod: Bool = true
    ) -> String {
        let named = measure == .breached ? ("breached", "true") : ("standing", measure.slug)
        return clocks([named] + more, inPeriod: inPeriod)
    }

    /// Clocks of the leads that the filter names; those of the period by when they started, or ran out.
    private func clocks(_ more: [(String, String?)], inPeriod: Bool) -> String {
        facts("/clocks", more, inPeriod: inPeriod)
    }

    /// What somebody was given in the period.
    func assignments(to owner: String) -> String {
        Self.address(
            "/assignments",
            [("owner", owner)]
                + [("from", from.map { moment(of: $0, 0) }), ("to", to.map { moment(of: $0, 1) })]
                .compactMap { name, value in value.map { (name, $0) } })
    }

    /// Leads that somebody works on now, whatever they are and wherever they come from.
    func working(_ owner: String? = nil) -> String {
        let members = owner == nil ? [("team", team), ("member", member?.description)] : []
        let all = [("owner", owner)] + members + [("working", "true")]
        return Self.address(
            "/leads", all.compactMap { name, value in value.map { (name, $0) } })
    }

    private static func address(_ path: String, _ fields: [(String, String)]) -> String {
        guard !fields.isEmpty else { return path }
        return path + "?"
            + fields.map { "\($0.0)=\(Query.escaped($0.1))" }.joined(separator: "&")
    }
}
