package import LeadEngine
package import LeadRules

/// Finding by a few typed letters.
///
/// Prefixes of keys are looked up in all rows by their indexes. Parts of names cannot be, and are
/// looked for among the latest rows only, so that the work stays the same however many there are.
extension SQLTransaction {
    /// How many of the latest rows are looked through for a part of a name.
    private static var reach: Int64 { 20_000 }

    package func find(_ wanted: Wanted, _ filter: LeadFilter, limit: Int) throws -> [Lead] {
        var found: [Lead] = []
        for (condition, values) in try tests(wanted) where found.count < limit {
            var conditions = conditions(filter)
            conditions.parts.append(condition)
            conditions.values += values
            let more = try connection.rows(
                """
                SELECT \(LeadRows.columns) FROM leads \(conditions.clause) ORDER BY id DESC LIMIT ?
                """,
                conditions.values + [.integer(Int64(limit))]
            ) { try LeadRows.read($0, json) }
            let known = Set(found.map(\.id))
            found += more.filter { !known.contains($0.id) }
        }
        if found.count < limit {
            let latest = try connection.first("SELECT max(id) FROM leads", []) { $0.int(0) } ?? 0
            let page = Page(after: nil, limit: limit, newestFirst: true)
            let more = try sought(
                wanted.text, conditions(filter), page, after: latest - Self.reach)
            let known = Set(found.map(\.id))
            found += more.filter { !known.contains($0.id) }
        }
        return Array(found.prefix(limit))
    }

    /// Leads with a text in their name, company or mail address, by id.
    ///
    /// - Parameter least: only leads after this id are looked at.
    func sought(
        _ text: String, _ conditions: Conditions, _ page: Page, after least: Int64? = nil
    ) throws -> [Lead] {
        var words = Conditions()
        if let least { words.add("lead_id > ?", .integer(least)) }
        if let after = page.after {
            words.add(page.newestFirst ? "lead_id < ?" : "lead_id > ?", .integer(after))
        }
        words.add("words LIKE ? ESCAPE '!'", .text(pattern(text)))
        return try connection.rows(
            """
            SELECT \(LeadRows.columns) FROM (SELECT lead_id AS sought FROM lead_words \
            \(words.clause)) AS found JOIN leads ON id = sought \(conditions.clause) \
            ORDER BY sought \(page.newestFirst ? "DESC" : "ASC") LIMIT ?
            """, words.values + conditions.values + [.integer(Int64(page.limit))]
        ) { try LeadRows.read($0, json) }
    }

    func saveWords(of lead: Lead) throws {
        try upsert(.leadWords, [.integer(lead.id.number), .text(lead.soughtWords)])
    }

    /// Conditions, the most telling one first.
    private func tests(_ wanted: Wanted) throws -> [(String, [SQLValue])] {
        let text = wanted.text.lowercased()
        var tests: [(String, [SQLValue])] = []
        if let key = wanted.nameKey { tests.append(prefix("name_key", key)) }
        tests.append(prefix("email_key", text))
        let digits = text.filter(\.isNumber)
        if digits.count >= 4, !text.contains(where: \.isLetter) {
            tests.append(prefix("phone", "+" + digits))
        }
        let accounts = try wanted.accounts ?? findAccounts(wanted.text, limit: 20).map(\.id)
        if !accounts.isEmpty {
            let marks = Array(repeating: "?", count: accounts.count).joined(separator: ", ")
            tests.append(("account_id IN (\(marks))", accounts.map { .integer($0.number) }))
        }
        return tests
    }

    private func prefix(_ column: String, _ text: String) -> (String, [SQLValue]) {
        (
            "\(column) >= ? AND \(column) < ?",
            [.text(text), .text(text + "\u{10FFFF}")]
        )
    }

    package func findAccounts(_ text: String, limit: Int) throws -> [Account] {
        let (condition, values) = prefix("domain", text.lowercased())
        var found: [Account] = try states(
            "SELECT state FROM accounts WHERE \(condition) ORDER BY domain LIMIT ?",
            values + [.integer(Int64(limit))])
        guard found.count < limit else { return found }
        let known = Set(found.map(\.id))
        let more: [Account] = try states(
            """
            SELECT state FROM accounts WHERE id > (SELECT coalesce(max(id), 0) FROM accounts) - ? \
            AND lower(name) LIKE ? ESCAPE '!' ORDER BY id DESC LIMIT ?
            """, [.integer(Self.reach), .text(pattern(text)), .integer(Int64(limit))])
        found += more.filter { !known.contains($0.id) }
        return Array(found.prefix(limit))
    }
}

extension Lead {
    /// What it is looked up by, without regard to case. No search can span two of its parts.
    var soughtWords: String {
        [contact.name, contact.company, contact.emailKey].compactMap(\.self)
            .joined(separator: "\n").lowercased()
    }
}
