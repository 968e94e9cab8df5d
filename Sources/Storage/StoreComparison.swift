package import LeadEngine

/// A table that is a projection of the journal, and the columns that are compared.
package enum ProjectedTable: String, CaseIterable, Sendable {
    case members, accounts, leads, qualifications, handoffs, clocks, seats, visitors, merges,
        figures
    case leadWords = "lead_words"

    /// What orders the rows and names one.
    var keys: [String] {
        switch self {
        case .seats: ["pool", "member_id"]
        case .qualifications, .leadWords: ["lead_id"]
        case .figures: ["figure", "span", "at", "key"]
        default: ["id"]
        }
    }

    /// A key as it is bound.
    func bound(_ key: [String?]) -> [SQLValue] {
        zip(keys, key).map { column, text in
            let isText = self == .visitors || ["pool", "figure", "key"].contains(column)
            return isText ? .optional(text) : .optional(text.flatMap { Int64($0) })
        }
    }

    /// Which rows count: a sum of nothing is as good as none.
    var condition: String { self == .figures ? "n <> 0" : "1 = 1" }

    /// Columns that hold fractions.
    var fractions: Set<String> { ["amount", "score", "credit"] }

    var columns: [String] {
        switch self {
        case .leads:
            [
                "captured_at", "name", "name_key", "email_key", "phone", "company", "account_id",
                "source", "source_group", "campaign", "temperature", "ip", "external_id",
                "segment", "verification", "stage", "stage_since", "owner_id", "assigned_at",
                "held_in", "sdr_id", "ae_id", "mql_at", "pql_at", "sql_at", "sal_at", "won_at",
                "lost_at", "amount", "score", "first_assigned_at", "first_touch_at",
                "last_activity_at", "wake_at", "next_mail_at", "merged_into", "profile", "progress",
            ]
        case .seats: ["credit", "given"]
        case .leadWords: ["words"]
        case .figures: ["n", "units", "millionths"]
        case .members: ["email", "role", "load", "left_at", "state"]
        default: ["state"]
        }
    }
}

/// Compares the tables of two stores.
package enum StoreComparison {
    /// The first row that differs, in words; nil when every table is the same.
    package static func firstDifference(_ a: any Store, _ b: any Store) async throws -> String? {
        for table in ProjectedTable.allCases {
            var last: [String?]?
            while true {
                let key = last
                let left = try await a.read { try rows($0, table, after: key) }
                let right = try await b.read { try rows($0, table, after: key) }
                if let difference = difference(left, right, table) { return difference }
                guard let end = left.last else { break }
                last = Array(end.prefix(table.keys.count))
            }
        }
        return nil
    }

    private static func rows(
        _ transaction: any Transaction, _ table: ProjectedTable, after key: [String?]?
    )
        throws -> [[String?]]
    {
        guard let reader = transaction as? any ProjectionReading else { return [] }
        return try reader.rows(of: table, after: key, limit: 2_000)
    }

    private static func difference(
        _ tables: [[String?]], _ folded: [[String?]], _ table: ProjectedTable
    ) -> String? {
        let length = table.keys.count
        func key(_ row: [String?]) -> String {
            row.prefix(length).map { ($0 ?? "?").replacing("\u{1F}", with: " ") }
                .joined(separator: "/")
        }
        for (a, b) in zip(tables, folded) where a != b {
            guard a.prefix(length) == b.prefix(length) else {
                return "\(table.rawValue): row \(key(a)) stands where the journal has \(key(b))."
            }
            let names = table.columns
            let column = names.indices.first { a[$0 + length] != b[$0 + length] } ?? 0
            return "\(table.rawValue) \(key(a)), column \(names[column]): the table has "
                + "\(a[column + length] ?? "nothing"), "
                + "the journal says \(b[column + length] ?? "nothing")."
        }
        guard tables.count != folded.count else { return nil }
        let extra = tables.count > folded.count ? tables[folded.count] : folded[tables.count]
        let side = tables.count > folded.count ? "is not in the journal" : "is only in the journal"
        return "\(table.rawValue): row \(key(extra)) \(side)."
    }
}

/// Reads projected tables as text.
protocol ProjectionReading {
    func rows(of table: ProjectedTable, after key: [String?]?, limit: Int) throws -> [[String?]]
}

extension SQLTransaction: ProjectionReading {
    func rows(of table: ProjectedTable, after key: [String?]?, limit: Int) throws -> [[String?]] {
        let keys = table.keys.joined(separator: ", ")
        let columns = table.columns.joined(separator: ", ")
        let marks = Array(repeating: "?", count: table.keys.count).joined(separator: ", ")
        let start = key == nil ? "" : "AND (\(keys)) > (\(marks))"
        return try connection.rows(
            """
            SELECT \(keys), \(columns) FROM \(table.rawValue) WHERE \(table.condition) \(start) \
            ORDER BY \(keys) LIMIT ?
            """, (key.map { table.bound($0) } ?? []) + [.integer(Int64(limit))]
        ) { row in
            // Engines write fractions in different ways; they are compared as numbers.
            (table.keys + table.columns).enumerated().map { index, name in
                table.fractions.contains(name)
                    ? row.real(index).map { "\($0)" } : row.text(index)
            }
        }
    }
}
