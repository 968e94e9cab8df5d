import LeadRules

/// A playbook as rules in plain words, section by section, in the reader's language.
struct PlaybookSheet {
    /// One rule: what it is, what it says, and its figure.
    struct Row {
        var title: String
        var why: String?
        var side: String?

        init(_ title: String, _ why: [String?] = [], side: String? = nil) {
            self.title = title
            let clauses = why.compactMap(\.self).filter { !$0.isEmpty }
            self.why = clauses.isEmpty ? nil : clauses.joined(separator: " · ")
            self.side = side
        }
    }

    struct Group {
        var heading: String?
        var rows: [Row]
    }

    struct Section {
        let id: String
        /// Top-level keys of the YAML that say the same.
        let keys: [String]
        var notes: [String] = []
        var groups: [Group] = []

        init(
            _ id: String, _ keys: [String], notes: [String?] = [], _ groups: [Group] = []
        ) {
            self.id = id
            self.keys = keys
            self.notes = notes.compactMap(\.self)
            self.groups = groups.filter { !$0.rows.isEmpty }
        }
    }

    let playbook: Playbook
    let reader: Reader

    var words: Words { reader.words }

    var sections: [Section] {
        [
            calendars, sources, segments, activities, verification, scoring, bant, tenPoints,
            qualification, stages, pools, handoffs, clocks, recycling, goals,
        ].filter { !($0.notes.isEmpty && $0.groups.isEmpty) }
    }

    /// - Parameter parts: the YAML by its top-level keys.
    func view(beside parts: [String: String]) -> View {
        sections.map { section -> View in
            let yaml = section.keys.compactMap { parts[$0] }.joined(separator: "\n\n")
            return [
                "id": section.id, "title": say("section-\(section.id)"),
                "yaml": yaml.isEmpty ? nil : yaml, "notes": section.notes,
                "groups": section.groups.map { group -> View in
                    ["heading": group.heading, "rows": group.rows.map { view(of: $0) }]
                },
            ]
        }.view
    }

    private func view(of row: Row) -> View {
        ["title": row.title, "why": row.why, "side": row.side]
    }
}

/// How the sheet speaks.
extension PlaybookSheet {
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
        words("playbook-page.\(key)", values)
    }

    /// `key`, when it is so.
    func say(_ key: String, when isSo: Bool) -> String? { isSo ? say(key) : nil }

    /// `First contact, hot (4 h)`.
    func clock(_ id: String) -> String {
        guard let rule = playbook.clock(id) else { return id }
        return say("clock-ref", ["clock": title(rule), "time": reader.span(rule.time)])
    }

    /// What the team calls it; names of the shipped playbooks in the reader's language.
    func named(_ title: String, _ id: String) -> String {
        title.isEmpty ? id : words.translated(title)
    }

    func reads(_ track: String) -> String {
        say("reads", ["track": named(playbook.recycling.track(track)?.title ?? "", track)])
    }

    func title(_ rule: ClockRule) -> String { named(rule.title, rule.id) }

    func fields(_ fields: [QualificationField]) -> String {
        list(fields.map { words["field.\($0.rawValue)"] })
    }

    func roles(_ roles: [Role]) -> String {
        roles.map { words["role.\($0.rawValue)"] }.joined(separator: " / ")
    }

    func list(_ texts: [String]) -> String { texts.joined(separator: ", ") }

    func activity(_ id: String) -> String {
        playbook.activity(id).map { named($0.title, id) } ?? id
    }

    /// Nil for a condition that always holds.
    func condition(_ condition: Condition) -> String? {
        if case .all(let parts) = condition, parts.isEmpty { return nil }
        return say("when", ["condition": text(of: condition)])
    }

    func text(of condition: Condition) -> String {
        switch condition {
        case .all(let parts): return parts.map { text(of: $0) }.joined(separator: say("and"))
        case .any(let parts):
            let texts = parts.map { text(of: $0) }.joined(separator: say("or"))
            return parts.count > 1 ? "(\(texts))" : texts
        case .not(let part): return say("not", ["condition": text(of: part)])
        case .fact(let name, let test):
            return text(of: test, fact: words["playbook-page.fact-\(name)", ifAny: plain(name)])
        }
    }

    private func plain(_ name: String) -> String { name.replacing("-", with: " ") }

    private func text(of test: Condition.Test, fact: String) -> String {
        let choices = { (texts: [String]) in
            let shown = texts.prefix(8).joined(separator: say("or-value"))
            return texts.count > 8 ? shown + " …" : shown
        }
        let number = { (number: Double) in Figures.number(number, decimals: 2) }
        switch test {
        case .oneOf(let texts):
            // A flag reads better as a statement than as "is true".
            if texts == ["true"] { return say("test-true", ["fact": fact]) }
            if texts == ["false"] { return say("test-false", ["fact": fact]) }
            return say("test-is", ["fact": fact, "value": choices(texts)])
        case .contains(let texts):
            return say("test-contains", ["fact": fact, "value": choices(texts)])
        case .startsWith(let texts):
            return say("test-starts", ["fact": fact, "value": choices(texts)])
        case .atLeast(let limit):
            return say("test-at-least", ["fact": fact, "value": number(limit)])
        case .atMost(let limit):
            return say("test-at-most", ["fact": fact, "value": number(limit)])
        case .above(let limit):
            return say("test-above", ["fact": fact, "value": number(limit)])
        case .below(let limit):
            return say("test-below", ["fact": fact, "value": number(limit)])
        case .exists(let wanted):
            return say(wanted ? "test-known" : "test-unknown", ["fact": fact])
        }
    }

    /// `Monday – Friday 09:00-18:00, Saturday 09:00-12:00`: neighbouring days with equal hours
    /// together.
    func text(of hours: WeeklyHours) -> String {
        var runs: [(days: [Weekday], hours: [DayInterval])] = []
        for day in Weekday.allCases {
            if let last = runs.last, last.hours == hours[day] {
                runs[runs.count - 1].days.append(day)
            } else {
                runs.append(([day], hours[day]))
            }
        }
        return list(
            runs.filter { !$0.hours.isEmpty }.map { days, hours in
                let ends = [days.first, days.count > 1 ? days.last : nil].compactMap(\.self)
                let names = ends.map { words["time.weekday-\($0)"] }.joined(separator: " – ")
                return "\(names) " + hours.map(\.description).joined(separator: ", ")
            })
    }
}
