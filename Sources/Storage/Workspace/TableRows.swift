/// Reads and writes rows as they stand in the tables, whatever they mean.
protocol TableRows {
    func count(_ table: Table) throws -> Int
    /// Rows in the table's order after a place in it, about so many; a value for each declared column.
    ///
    /// Rows at the same place, which a table without a key may have, are never torn apart.
    ///
    /// - Parameter counting: leaves out rows that do not count when projections are compared.
    func rows(of table: Table, after place: [SQLValue]?, limit: Int, counting: Bool) throws
        -> [[SQLValue]]
    func insert(_ rows: [[SQLValue]], into table: Table) throws
    /// Writes one column of a row that is there.
    func set(_ column: Int, of row: [SQLValue], in table: Table) throws
}

extension Table {
    /// Where a row stands in the table's order.
    func place(of row: [SQLValue]) -> [SQLValue] { order.map { row[place(of: $0)] } }
}

extension SQLTransaction: TableRows {
    func count(_ table: Table) throws -> Int {
        try connection.first("SELECT count(*) FROM \(table.name)", []) { Int($0.int(0)) } ?? 0
    }

    func rows(of table: Table, after place: [SQLValue]?, limit: Int, counting: Bool) throws
        -> [[SQLValue]]
    {
        let condition = counting ? table.condition : "1 = 1"
        let batch = try rows(of: table, condition, place.map { (">", $0) }, limit: limit)
        guard table.key.isEmpty, batch.count == limit, let last = batch.last else { return batch }
        let end = table.place(of: last)
        let before = batch.prefix { table.place(of: $0) != end }
        return try before + rows(of: table, condition, ("=", end), limit: nil)
    }

    func insert(_ rows: [[SQLValue]], into table: Table) throws {
        try insert(rows, into: table, onConflict: .fail)
    }

    func set(_ column: Int, of row: [SQLValue], in table: Table) throws {
        let key = table.key.map { "\($0) = ?" }.joined(separator: " AND ")
        try connection.run(
            "UPDATE \(table.name) SET \(table.columns[column].name) = ? WHERE \(key)",
            [row[column]] + table.place(of: row))
    }

    private func rows(
        of table: Table, _ condition: String, _ bound: (sign: String, place: [SQLValue])?,
        limit: Int?
    ) throws -> [[SQLValue]] {
        let order = table.order.joined(separator: ", ")
        let marks = table.order.map { _ in "?" }.joined(separator: ", ")
        let start = bound.map { "AND (\(order)) \($0.sign) (\(marks))" } ?? ""
        let end = limit == nil ? "" : "LIMIT ?"
        return try connection.rows(
            """
            SELECT \(table.list) FROM \(table.name) WHERE \(condition) \(start) \
            ORDER BY \(order)\(table.restOfOrder) \(end)
            """, (bound?.place ?? []) + (limit.map { [.integer(Int64($0))] } ?? [])
        ) { row in
            table.columns.enumerated().map { place, column in
                switch column.kind {
                case .integer: .optional(row.integer(place))
                case .real: .optional(row.real(place))
                case .text: .optional(row.text(place))
                }
            }
        }
    }
}

extension Table {
    /// Orders rows at the same place the same way on every engine: each has its own opinion of where
    /// nothing stands.
    fileprivate var restOfOrder: String {
        guard key.isEmpty else { return "" }
        return columns.filter { !order.contains($0.name) }.map { column in
            column.isNullable
                ? ", (\(column.name) IS NULL), \(column.name)" : ", \(column.name)"
        }.joined()
    }
}
