package import LeadEngine

/// A table that is a projection of the journal, and the columns that are compared.
package enum ProjectedTable: String, CaseIterable, Sendable {
    case members, accounts, leads, qualifications, handoffs, clocks, seats, visitors, merges

    /// What orders the rows and names one.
    var key: String {
        switch self {
        case .seats: "pool || '/' || member_id"
        case .qualifications: "lead_id"
        default: "id"
        }
    }

    /// The key as it is bound.
    func bound(_ key: String) -> SQLValue {
        switch self {
        case .seats, .visitors: .text(key)
        default: Int64(key).map(SQLValue.integer) ?? .text(key)
        }
    }

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
            var last: String?
            while true {
                let key = last
                let left = try await a.read { try rows($0, table, after: key) }
                let right = try await b.read { try rows($0, table, after: key) }
                if let difference = difference(left, right, table) { return difference }
                guard let end = left.last else { break }
                last = end[0]
            }
        }
        return nil
    }

    private static func rows(
        _ transaction: any Transaction, _ table: ProjectedTable, after key: String?
    )
        throws -> [[String?]]
    {
        guard let reader = transaction as? any ProjectionReading else { return [] }
        return try reader.rows(of: table, after: key, limit: 2_000)
    }

    private static func difference(
        _ tables: [[String?]], _ folded: [[String?]], _ table: ProjectedTable
    ) -> String? {
        for (a, b) in zip(tables, folded) where a != b {
            let key = a[0] ?? "?"
            guard a[0] == b[0] else {
                return "\(table.rawValue): row \(key) stands where the journal has \(b[0] ?? "?")."
            }
            let names = table.columns
            let column = names.indices.first { a[$0 + 1] != b[$0 + 1] } ?? 0
            return "\(table.rawValue) \(key), column \(names[column]): the table has "
                + "\(a[column + 1] ?? "nothing"), the journal says \(b[column + 1] ?? "nothing")."
        }
        guard tables.count != folded.count else { return nil }
        let extra = tables.count > folded.count ? tables[folded.count] : folded[tables.count]
        let side = tables.count > folded.count ? "is not in the journal" : "is only in the journal"
        return "\(table.rawValue): row \(extra[0] ?? "?") \(side)."
    }
}

/// Reads projected tables as text.
protocol ProjectionReading {
    func rows(of table: ProjectedTable, after key: String?, limit: Int) throws -> [[String?]]
}

extension SQLTransaction: ProjectionReading {
    func rows(of table: ProjectedTable, after key: String?, limit: Int) throws -> [[String?]] {
        let columns = table.columns.joined(separator: ", ")
        let start = key == nil ? "" : "WHERE \(table.key) > ?"
        return try connection.rows(
            """
            SELECT \(table.key), \(columns) FROM \(table.rawValue) \(start) \
            ORDER BY \(table.key) LIMIT ?
            """, (key.map { [table.bound($0)] } ?? []) + [.integer(Int64(limit))]
        ) { row in
            // Engines write fractions in different ways; they are compared as numbers.
            [row.text(0)]
                + table.columns.enumerated().map { index, name in
                    table.fractions.contains(name)
                        ? row.real(index + 1).map { "\($0)" } : row.text(index + 1)
                }
        }
    }
}
