package import LeadEngine

/// Copies a whole workspace from one store into another, empty one, whatever engines they are.
package struct WorkspaceCopy {
    package let source: any Store
    package let target: any Store

    package init(from source: any Store, to target: any Store) {
        self.source = source
        self.target = target
    }

    /// Copies every row of every table, as of one moment of the source, in one transaction.
    ///
    /// - Parameter progress: told the table and how many rows of it are done.
    /// - Returns: the number of rows by table, the same on both sides.
    /// - Throws: `StoreProblem` when the target is not empty or holds other rows afterwards.
    @discardableResult
    package func run(progress: @escaping @Sendable (String, Int) -> Void = { _, _ in }) async throws
        -> [String: Int]
    {
        let target = target
        return try await source.read { from in
            let reader = try Self.rows(of: from)
            var totals: [String: Int] = [:]
            try target.write { to, _ in
                let writer = try Self.rows(of: to)
                for table in Schema.tables where try writer.count(table) > 0 {
                    throw StoreProblem(
                        kind: .other,
                        message: "The target holds rows already (\(table.name)). Name an empty one."
                    )
                }
                totals = [:]
                for table in Schema.tables {
                    totals[table.name] = try Self.copy(table, reader, writer, progress)
                }
                for table in Schema.tables where try writer.count(table) != totals[table.name] {
                    throw StoreProblem(
                        kind: .other, message: "The copy of \(table.name) is not complete.")
                }
            }
            return totals
        }
    }

    private static func rows(of transaction: any Transaction) throws -> any RowCopying {
        guard let rows = transaction as? any RowCopying else {
            throw StoreProblem(kind: .other, message: "This store cannot be copied.")
        }
        return rows
    }

    private static func copy(
        _ table: Schema.Table, _ reader: any RowCopying, _ writer: any RowCopying,
        _ progress: (String, Int) -> Void
    ) throws -> Int {
        var last: SQLValue?
        var done = 0
        /// Rows that point into their own table wait until all of it is there.
        var pointing: [(column: Int, row: [SQLValue])] = []
        let own = table.columns.firstIndex { $0.target == table.name }
        while true {
            let batch = try reader.rows(of: table, after: last, limit: 2_000)
            for row in batch {
                var row = row
                if let own, row[own] != .null {
                    pointing.append((own, row))
                    row[own] = .null
                }
                try writer.insert(row, into: table)
            }
            done += batch.count
            progress(table.name, done)
            guard table.hasSingleKey, let end = batch.last else { break }
            last = end[0]
        }
        for (column, row) in pointing { try writer.set(column, of: row, in: table) }
        return done
    }
}

/// Reads and writes rows as they stand in the tables.
private protocol RowCopying {
    func count(_ table: Schema.Table) throws -> Int
    /// Rows by their first column; all of them when it does not tell them apart.
    func rows(of table: Schema.Table, after key: SQLValue?, limit: Int) throws -> [[SQLValue]]
    func insert(_ row: [SQLValue], into table: Schema.Table) throws
    func set(_ column: Int, of row: [SQLValue], in table: Schema.Table) throws
}

extension SQLTransaction: RowCopying {
    fileprivate func count(_ table: Schema.Table) throws -> Int {
        try connection.first("SELECT count(*) FROM \(table.name)", []) { Int($0.int(0)) } ?? 0
    }

    fileprivate func rows(of table: Schema.Table, after key: SQLValue?, limit: Int) throws
        -> [[SQLValue]]
    {
        let names = table.columns.map(\.name).joined(separator: ", ")
        let order = table.columns[0].name
        let start = key == nil ? "" : "WHERE \(order) > ?"
        let end = table.hasSingleKey ? "LIMIT ?" : ""
        return try connection.rows(
            "SELECT \(names) FROM \(table.name) \(start) ORDER BY \(order) \(end)",
            (key.map { [$0] } ?? []) + (table.hasSingleKey ? [.integer(Int64(limit))] : [])
        ) { row in
            table.columns.indices.map { index in
                switch table.columns[index].kind {
                case .integer: .optional(row.integer(index))
                case .real: .optional(row.real(index))
                case .text: .optional(row.text(index))
                }
            }
        }
    }

    fileprivate func insert(_ row: [SQLValue], into table: Schema.Table) throws {
        let names = table.columns.map(\.name).joined(separator: ", ")
        let marks = Array(repeating: "?", count: row.count).joined(separator: ", ")
        try connection.run("INSERT INTO \(table.name) (\(names)) VALUES (\(marks))", row)
    }

    fileprivate func set(_ column: Int, of row: [SQLValue], in table: Schema.Table) throws {
        try connection.run(
            "UPDATE \(table.name) SET \(table.columns[column].name) = ? "
                + "WHERE \(table.columns[0].name) = ?", [row[column], row[0]])
    }
}
