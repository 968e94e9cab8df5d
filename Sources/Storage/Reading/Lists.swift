package import LeadEngine
package import LeadRules

/// Conditions of a query, collected one by one.
struct Conditions {
    var parts: [String] = []
    var values: [SQLValue] = []
    /// Whether the rows are few enough to be sorted, rather than looked for in the order of ids.
    var areFew = false

    mutating func add(_ part: String, _ values: SQLValue...) {
        parts.append(part)
        self.values += values
    }

    mutating func add(_ column: String, in names: [String]) {
        guard !names.isEmpty else { return }
        let marks = Array(repeating: "?", count: names.count).joined(separator: ", ")
        parts.append("\(column) IN (\(marks))")
        values += names.map(SQLValue.text)
    }

    /// What is told of leads that have to do with some people; nil is everybody.
    mutating func add(leadsOf people: Set<MemberID>?, orUnowned: Bool) {
        guard let people else { return }
        var leads = Conditions()
        leads.add(people: people, orUnowned: orUnowned)
        parts.append("lead_id IN (SELECT id FROM leads \(leads.clause))")
        values += leads.values
    }

    /// Leads that have to do with some people.
    mutating func add(people: Set<MemberID>, orUnowned: Bool) {
        let ids = people.map(\.number).sorted()
        let marks = "(\(Array(repeating: "?", count: ids.count).joined(separator: ", ")))"
        parts.append(
            """
            (owner_id IN \(marks) OR sdr_id IN \(marks) OR ae_id IN \(marks) \
            \(orUnowned ? "OR owner_id IS NULL" : "") OR id IN (SELECT lead_id FROM handoffs \
            WHERE receiver_id IN \(marks) OR giver_id IN \(marks)))
            """)
        for _ in 0..<5 { values += ids.map(SQLValue.integer) }
    }

    /// `WHERE …`, or nothing.
    var clause: String { parts.isEmpty ? "" : "WHERE " + parts.joined(separator: " AND ") }

    /// ` WHERE … ORDER BY id LIMIT ?` for a page.
    func tail(_ page: Page) -> (String, [SQLValue]) {
        var all = self
        if let after = page.after {
            all.add(page.newestFirst ? "id < ?" : "id > ?", .integer(after))
        }
        let order = (areFew ? "+id " : "id ") + (page.newestFirst ? "DESC" : "ASC")
        return (
            "\(all.clause) ORDER BY \(order) LIMIT ?", all.values + [.integer(Int64(page.limit))]
        )
    }
}

extension SQLTransaction {
    package func leads(_ filter: LeadFilter, _ page: Page) throws -> [Lead] {
        if let text = filter.search {
            var others = filter
            others.search = nil
            return try sought(text, conditions(others), page)
        }
        let (tail, values) = conditions(filter).tail(page)
        return try connection.rows("SELECT \(LeadRows.columns) FROM leads \(tail)", values) {
            try LeadRows.read($0, json)
        }
    }

    func conditions(_ filter: LeadFilter) -> Conditions {
        var conditions = Conditions()
        conditions.addHistory(of: filter)
        if !filter.merged { conditions.add("merged_into IS NULL") }
        if let stage = filter.stage { conditions.add("stage = ?", .text(stage.rawValue)) }
        if let owner = filter.owner { conditions.add("owner_id = ?", .integer(owner.number)) }
        if let state = filter.verification {
            conditions.add("verification = ?", .text(state.rawValue))
        }
        if let source = filter.source { conditions.add("source = ?", .text(source)) }
        if let segment = filter.segment { conditions.add("segment = ?", .text(segment)) }
        if let account = filter.account {
            conditions.add("account_id = ?", .integer(account.number))
        }
        if filter.held {
            conditions.add("held_in IS NOT NULL")
            conditions.areFew = true
        }
        if filter.won { conditions.add("won_at IS NOT NULL") }
        if let people = filter.people {
            conditions.add(people: people, orUnowned: filter.includesUnowned)
        }
        if let email = filter.email { conditions.add("email_key = ?", .text(email)) }
        if let search = filter.search {
            let like = SQLValue.text(pattern(search))
            conditions.add(
                """
                (lower(name) LIKE ? ESCAPE '!' OR lower(company) LIKE ? ESCAPE '!' \
                OR email_key LIKE ? ESCAPE '!')
                """, like, like, like)
        }
        return conditions
    }

    func pattern(_ search: String) -> String {
        var escaped = ""
        for character in search.lowercased() {
            if "!%_".contains(character) { escaped.append("!") }
            escaped.append(character)
        }
        return "%\(escaped)%"
    }

    package func accounts(search: String?, _ page: Page) throws -> [Account] {
        var conditions = Conditions()
        if let search {
            let like = SQLValue.text(pattern(search))
            conditions.add(
                "(lower(name) LIKE ? ESCAPE '!' OR domain LIKE ? ESCAPE '!')", like, like)
        }
        let (tail, values) = conditions.tail(page)
        return try states("SELECT state FROM accounts \(tail)", values)
    }

    package func handoffs(_ filter: HandoffFilter, _ page: Page) throws -> [Handoff] {
        let (tail, values) = conditions(filter).tail(page)
        return try states("SELECT state FROM handoffs \(tail)", values)
    }

    package func count(_ filter: HandoffFilter, upTo limit: Int) throws -> Int {
        let conditions = conditions(filter)
        return try connection.first(
            "SELECT count(*) FROM (SELECT 1 FROM handoffs \(conditions.clause) LIMIT ?) AS few",
            conditions.values + [.integer(Int64(limit))]
        ) { Int($0.int(0)) } ?? 0
    }

    private func conditions(_ filter: HandoffFilter) -> Conditions {
        var conditions = Conditions()
        conditions.add("handoff_state", in: filter.states.map(\.rawValue))
        if let id = filter.receiver { conditions.add("receiver_id = ?", .integer(id.number)) }
        if let id = filter.giver { conditions.add("giver_id = ?", .integer(id.number)) }
        if let id = filter.lead { conditions.add("lead_id = ?", .integer(id.number)) }
        if filter.uncontacted { conditions.add("first_contact_at IS NULL") }
        conditions.add(leadsOf: filter.people, orUnowned: filter.includesUnowned)
        return conditions
    }

    package func clocks(_ filter: ClockFilter, _ page: Page) throws -> [Clock] {
        let (tail, values) = conditions(filter).tail(page)
        return try states("SELECT state FROM clocks \(tail)", values)
    }

    package func events(_ filter: EventFilter, _ page: Page) throws -> [Recorded] {
        var conditions = Conditions()
        if let lead = filter.lead { conditions.add("lead_id = ?", .integer(lead.number)) }
        if let actor = filter.actor { conditions.add("actor = ?", .text(actor.description)) }
        // So that the index of what people did, which is a small part of the journal, can be used.
        if case .member? = filter.actor { conditions.add("actor LIKE 'M%'") }
        conditions.add(leadsOf: filter.people, orUnowned: filter.includesUnowned)
        if let from = filter.from { conditions.add("at >= ?", .time(from)) }
        if let to = filter.to { conditions.add("at < ?", .time(to)) }
        let exact = filter.names.filter { !$0.hasSuffix("*") }
        let prefixes = filter.names.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
        if !filter.names.isEmpty {
            let tests =
                exact.map { _ in "name = ?" } + prefixes.map { _ in "substr(name, 1, ?) = ?" }
            conditions.parts.append("(\(tests.joined(separator: " OR ")))")
            conditions.values += exact.map(SQLValue.text)
            conditions.values += prefixes.flatMap {
                [SQLValue.integer(Int64($0.count)), .text($0)]
            }
        }
        let (tail, values) = conditions.tail(page)
        return try events(tail, values)
    }

    package func merges(state: MergeProposal.State?, of leads: LeadFilter?, _ page: Page) throws
        -> [MergeProposal]
    {
        var conditions = Conditions()
        if let leads = leads.map({ self.conditions($0) }) {
            for column in ["keep_id", "absorb_id"] {
                conditions.parts.append("\(column) IN (SELECT id FROM leads \(leads.clause))")
                conditions.values += leads.values
            }
        }
        if let state { conditions.add("merge_state = ?", .text(state.rawValue)) }
        let (tail, values) = conditions.tail(page)
        return try states("SELECT state FROM merges \(tail)", values)
    }

    package func messages(endpoint: Int64?, state: OutgoingMessage.State?, _ page: Page) throws
        -> [OutgoingMessage]
    {
        var conditions = Conditions()
        if let endpoint { conditions.add("endpoint_id = ?", .integer(endpoint)) }
        if let state { conditions.add("message_state = ?", .text(state.rawValue)) }
        let (tail, values) = conditions.tail(page)
        return try messages(tail, values)
    }

    package func attempts(of message: Int64) throws -> [DeliveryAttempt] {
        try connection.rows(
            "SELECT at, status, error, milliseconds FROM attempts WHERE message_id = ? ORDER BY at",
            [.integer(message)]
        ) { row in
            DeliveryAttempt(
                message: message, at: Instant(milliseconds: row.int(0)),
                status: row.integer(1).map(Int.init), error: row.text(2),
                milliseconds: Int(row.int(3)))
        }
    }

    package func queue(of member: MemberID) throws -> [(lead: Lead, dueAt: Instant?)] {
        let leads = try connection.rows(
            """
            SELECT \(LeadRows.columns) FROM leads WHERE owner_id = ? AND merged_into IS NULL \
            AND stage IN ('new', 'working-untouched', 'working-connected') ORDER BY id
            """, [.integer(member.number)]
        ) { try LeadRows.read($0, json) }
        let clocks = try connection.rows(
            """
            SELECT lead_id, min(due_at) FROM clocks WHERE owner_id = ? AND clock_state = 'running' \
            AND ended_at IS NULL GROUP BY lead_id
            """, [.integer(member.number)]
        ) { (LeadID($0.int(0)), Instant(milliseconds: $0.int(1))) }
        let due = Dictionary(uniqueKeysWithValues: clocks)
        return leads.map { ($0, due[$0.id]) }
    }
}
