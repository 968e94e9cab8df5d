/// A table as a database has it.
package struct TableShape: Sendable {
    package let name: String
    package var columns: [ColumnShape] = []
    /// The columns of its primary key, in their order.
    package var key: [String] = []
}

/// A column as a database has it.
package struct ColumnShape: Sendable {
    package let name: String
    /// As the database writes it.
    package let type: String
    package let isNullable: Bool
    /// The table that it points into.
    package let target: String?

    /// What Baton keeps in a column of that type, if it has such columns.
    package var kind: Column.Kind? {
        switch type.lowercased() {
        case "bigint": .integer
        case "double precision": .real
        case "text": .text
        default: nil
        }
    }
}

extension SQLConnection {
    /// Every table of the workspace, as it is in the database.
    package func shapes() throws -> [TableShape] {
        let found = try rows(Self.columnsOfAllTables, []) { row in
            let place = row.integer(4)
            return (
                table: row.string(0),
                column: ColumnShape(
                    name: row.string(1), type: row.string(2),
                    // SQLite does not say of keys that they are never null.
                    isNullable: row.int(3) == 0 && place == nil, target: row.text(5)),
                place: place
            )
        }
        return Dictionary(grouping: found, by: \.table).map { name, columns in
            let key = columns.filter { $0.place != nil }.sorted { $0.place ?? 0 < $1.place ?? 0 }
            return TableShape(
                name: name, columns: columns.map(\.column), key: key.map(\.column.name))
        }.sorted { $0.name < $1.name }
    }
}
