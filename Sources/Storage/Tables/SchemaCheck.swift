import LeadEngine

/// Holds the tables of a database against those that are declared.
package enum SchemaCheck {
    /// Refuses a database that lacks a table or a column: better when it is opened than at the first
    /// command that needs it. What others added is nobody's harm.
    ///
    /// - Throws: `StoreProblem`, naming what is missing and what to do.
    package static func refuseLack(in found: [TableShape]) throws {
        guard let missing = lack(of: Schema.tables, in: found) else { return }
        throw StoreProblem(
            kind: .damaged,
            message: "The workspace is damaged: it lacks the \(missing), which its schema "
                + "\(Schema.newest) has. Put back what is missing, or restore a backup: baton "
                + "restore FILE.")
    }

    private static func lack(of tables: [Table], in found: [TableShape]) -> String? {
        let known = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0) })
        for table in tables {
            guard let shape = known[table.name] else { return "table \(table.name)" }
            let names = Set(shape.columns.map(\.name))
            for column in table.columns where !names.contains(column.name) {
                return "column \(column.name) of the table \(table.name)"
            }
        }
        return nil
    }

    /// Every way in which a database is not as declared, a line each.
    ///
    /// - Parameter others: tables that are not declared and may be there.
    package static func differences(
        of found: [TableShape], from tables: [Table], others: Set<String>
    ) -> [String] {
        let known = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0) })
        let declared = Set(tables.map(\.name))
        let extra = found.map(\.name).filter { !declared.contains($0) && !others.contains($0) }
        return extra.map { "\($0) is not declared" }
            + tables.flatMap { table in
                known[table.name].map { differences(of: $0, from: table) }
                    ?? ["\(table.name) is missing"]
            }
    }

    private static func differences(of shape: TableShape, from table: Table) -> [String] {
        let known = Dictionary(uniqueKeysWithValues: shape.columns.map { ($0.name, $0) })
        let declared = Set(table.columns.map(\.name))
        let extra = shape.columns.map(\.name).filter { !declared.contains($0) }
        let columns = table.columns.flatMap { column in
            known[column.name].map { differences(of: $0, from: column) }
                ?? ["\(column.name) is missing"]
        }
        let key = shape.key == table.key ? [] : ["key \(shape.key), declared \(table.key)"]
        return (extra.map { "\($0) is not declared" } + columns + key)
            .map { "\(table.name): \($0)" }
    }

    private static func differences(of shape: ColumnShape, from column: Column) -> [String] {
        var lines: [String] = []
        if shape.kind != column.kind {
            lines.append("\(column.name) is \(shape.type), declared \(column.kind.rawValue)")
        }
        if shape.isNullable != column.isNullable {
            lines.append(
                "\(column.name) may \(shape.isNullable ? "" : "not ")be null, declared otherwise")
        }
        if shape.target != column.target {
            lines.append(
                "\(column.name) points into \(shape.target ?? "nothing"), "
                    + "declared \(column.target ?? "nothing")")
        }
        return lines
    }
}
