package import LeadEngine

/// Copies a whole workspace from one store into another, empty one, whatever engines they are.
package struct WorkspaceCopy {
    package let source: any Store
    package let target: any Store

    package init(from source: any Store, to target: any Store) {
        self.source = source
        self.target = target
    }

    /// Copies every row of every table, as of one moment of the source, in one transaction, and reads
    /// both sides again to compare them, value by value.
    ///
    /// - Parameter progress: told the table and how many rows of it are done.
    /// - Returns: the number of rows by table, the same on both sides.
    /// - Throws: `StoreProblem` when the target is not empty, or when a value of the copy is not what it
    ///   is in the source; then nothing is written.
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
                try Self.refuseRows(of: writer)
                totals = [:]
                for table in Schema.tables {
                    totals[table.name] = try Self.copy(table, reader, writer, progress)
                }
                try Self.compare(reader, writer)
            }
            return totals
        }
    }

    private static func rows(of transaction: any Transaction) throws -> any TableRows {
        guard let rows = transaction as? any TableRows else {
            throw StoreProblem(kind: .other, message: "This store cannot be copied.")
        }
        return rows
    }

    private static func refuseRows(of target: any TableRows) throws {
        for table in Schema.tables where try target.count(table) > 0 {
            throw StoreProblem(
                kind: .other,
                message: "The target holds rows already (\(table.name)). Name an empty one.")
        }
    }

    private static func compare(_ source: any TableRows, _ copy: any TableRows) throws {
        guard
            let difference = try StoreComparison.firstDifference(of: source, andItsCopy: copy)
        else { return }
        throw StoreProblem(
            kind: .other,
            message:
                "The copy differs from the workspace: \(difference) Nothing was written. Check "
                + "that nothing else changes the new database, and try again.")
    }

    private static func copy(
        _ table: Table, _ reader: any TableRows, _ writer: any TableRows,
        _ progress: (String, Int) -> Void
    ) throws -> Int {
        var last: [SQLValue]?
        var done = 0
        /// Rows that point into their own table wait until all of it is there.
        var pointing: [[SQLValue]] = []
        let own = table.columns.firstIndex { $0.target == table.name }
        while true {
            let batch = try reader.rows(of: table, after: last, limit: 2_000, counting: false)
            guard let end = batch.last else { break }
            var rows = batch
            if let own {
                pointing += batch.filter { $0[own] != .null }
                for place in rows.indices { rows[place][own] = .null }
            }
            try writer.insert(rows, into: table)
            last = table.place(of: end)
            done += batch.count
            progress(table.name, done)
        }
        if let own { for row in pointing { try writer.set(own, of: row, in: table) } }
        return done
    }
}
