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
        return Array(found.prefix(limit))
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
        let accounts = try findAccounts(wanted.text, limit: 20).map(\.id.number)
        if !accounts.isEmpty {
            let marks = Array(repeating: "?", count: accounts.count).joined(separator: ", ")
            tests.append(("account_id IN (\(marks))", accounts.map(SQLValue.integer)))
        }
        let like = SQLValue.text(pattern(wanted.text))
        tests.append(
            (
                """
                id > (SELECT coalesce(max(id), 0) FROM leads) - ? AND (lower(name) LIKE ? ESCAPE \
                '!' OR lower(company) LIKE ? ESCAPE '!' OR email_key LIKE ? ESCAPE '!')
                """, [.integer(Self.reach), like, like, like]
            ))
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
