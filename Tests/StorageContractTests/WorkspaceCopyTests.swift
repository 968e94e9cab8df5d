import Foundation
import LeadEngine
import LeadRules
import Storage
import StorageSQLite
import TestStores
import Testing

/// A copy has every value of its workspace, and one that has not is told by table, row and column.
@Suite struct WorkspaceCopyTests {
    private static let shelf = PlaybookShelf { _ in Playbook() }

    @Test func `every value of every table arrives, and comes back`() async throws {
        let workspace = try Rows.fill(SQLiteStore(inMemory: Self.shelf))
        let copy = try TestStore.make(Self.shelf)
        let back = try SQLiteStore(inMemory: Self.shelf)
        let rows = try await WorkspaceCopy(from: workspace, to: copy).run()
        try await WorkspaceCopy(from: copy, to: back).run()
        #expect(Set(rows.keys) == Set(Schema.tables.map(\.name)))
        #expect(rows.values.allSatisfy { $0 == 2 })
        #expect(
            try await StoreComparison.firstDifference(of: workspace, andItsCopy: back) == nil)
    }

    @Test(arguments: Schema.tables.map(\.name))
    func `a value that is altered in the copy is told by its table, row and column`(
        _ name: String
    ) async throws {
        let table = try #require(Schema.tables.first { $0.name == name })
        let workspace = try Rows.fill(SQLiteStore(inMemory: Self.shelf))
        let copy = try Rows.fill(TestStore.make(Self.shelf))
        for column in table.columns where !table.order.contains(column.name) {
            let (was, other) = (Rows.value(column, 1, in: table), Rows.other(column))
            try Rows.set(column, to: other, in: table, of: copy)
            let told = try await StoreComparison.firstDifference(of: workspace, andItsCopy: copy)
            let row = table.order.map { Rows.words(Rows.value($0, 1, in: table)) }
                .joined(separator: "/")
            #expect(
                told == "\(name) \(row), column \(column.name): the workspace has "
                    + "\(Rows.words(was)), the copy has \(Rows.words(other)).")
            try Rows.set(column, to: was, in: table, of: copy)
        }
        #expect(
            try await StoreComparison.firstDifference(of: workspace, andItsCopy: copy) == nil)
    }

    @Test func `texts that only look the same differ`() async throws {
        let stores = try [
            Rows.fill(SQLiteStore(inMemory: Self.shelf)), Rows.fill(TestStore.make(Self.shelf)),
        ]
        for (store, name) in zip(stores, ["Ren\u{E9}", "Rene\u{301}"]) {
            try Rows.run("UPDATE leads SET name = ? WHERE id = 1", [.text(name)], in: store)
        }
        let told = try await StoreComparison.firstDifference(of: stores[0], andItsCopy: stores[1])
        #expect(told?.hasPrefix("leads 1, column name: ") == true)
    }

    @Test func `a zero in a text is no difference, for PostgreSQL keeps none`() async throws {
        let workspace = try Rows.fill(SQLiteStore(inMemory: Self.shelf))
        try Rows.run("UPDATE leads SET name = ? WHERE id = 1", [.text("a\0b")], in: workspace)
        try await WorkspaceCopy(from: workspace, to: TestStore.make(Self.shelf)).run()
    }

    @Test func `rows that one side lacks are told`() async throws {
        let workspace = try Rows.fill(SQLiteStore(inMemory: Self.shelf))
        let copy = try Rows.fill(TestStore.make(Self.shelf))
        func told() async throws -> String? {
            try await StoreComparison.firstDifference(of: workspace, andItsCopy: copy)
        }
        try Rows.run("DELETE FROM visitors WHERE id = 't1'", [], in: copy)
        #expect(try await told() == "visitors: row t1 is not in the copy.")
        try Rows.run("DELETE FROM visitors", [], in: workspace)
        #expect(try await told() == "visitors: row t2 is only in the copy.")
    }

    @Test func `a copy that is altered on its way is refused, and nothing of it stays`()
        async throws
    {
        let workspace = try Rows.fill(SQLiteStore(inMemory: Self.shelf))
        let target = try TestStore.make(Self.shelf)
        for statement in Self.spoiling { try Rows.run(statement, [], in: target) }
        let problem = await #expect(throws: StoreProblem.self) {
            try await WorkspaceCopy(from: workspace, to: target).run()
        }
        #expect(
            problem?.message.contains(
                "tokens 1, column name: the workspace has t1, the copy has spoiled.") == true)
        #expect(try await target.read { try $0.tokens().isEmpty })
    }

    private static let spoiling =
        TestStore.isPostgres
        ? [
            """
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            NEW.name = 'spoiled'; RETURN NEW; END $$
            """,
            "CREATE TRIGGER spoil BEFORE INSERT ON tokens FOR EACH ROW EXECUTE FUNCTION spoil()",
        ]
        : [
            """
            CREATE TRIGGER spoil AFTER INSERT ON tokens BEGIN
            UPDATE tokens SET name = 'spoiled' WHERE id = NEW.id; END
            """
        ]

    @Test func `tables longer than a batch arrive, with and without a key`() async throws {
        let workspace = try Rows.fill(SQLiteStore(inMemory: Self.shelf))
        try workspace.write { transaction, _ in
            for number in 10..<4_600 {
                // Three tries at each moment, two of them the same; each hour a figure.
                try TestStore.run(
                    "INSERT INTO attempts VALUES (1, ?, ?, NULL, 5)",
                    [
                        .integer(Int64(number / 3)),
                        number % 3 == 0 ? .null : .integer(500),
                    ], in: transaction)
                try TestStore.run(
                    "INSERT INTO figures VALUES ('lead', 1, ?, 'k', 0, 1, 1)",
                    [.integer(Int64(number))], in: transaction)
            }
        }
        let copy = try TestStore.make(Self.shelf)
        let rows = try await WorkspaceCopy(from: workspace, to: copy).run()
        #expect(rows["attempts"] == 4_592)
        #expect(rows["figures"] == 4_592)
        try Rows.run(
            "UPDATE attempts SET milliseconds = 6 WHERE at = 1200 AND status IS NULL", [], in: copy)
        #expect(
            try await StoreComparison.firstDifference(of: workspace, andItsCopy: copy)
                == "attempts 1/1200, column milliseconds: the workspace has 5, the copy has 6.")
    }

    @Test func `verify looks at projections alone, and a figure of nothing is as good as none`()
        async throws
    {
        let tables = try Rows.fill(SQLiteStore(inMemory: Self.shelf))
        let folded = try Rows.fill(TestStore.make(Self.shelf))
        try Rows.run("UPDATE tokens SET name = 'other' WHERE id = 1", [], in: folded)
        try Rows.run("INSERT INTO figures VALUES ('a', 1, 1, 'k', 0, 1, 1)", [], in: folded)
        #expect(try await StoreComparison.firstDifference(tables, folded) == nil)
        try Rows.run("UPDATE handoffs SET points = 8 WHERE id = 2", [], in: tables)
        #expect(
            try await StoreComparison.firstDifference(tables, folded)
                == "handoffs 2, column points: the table has 8.0, the journal says 2.5.")
    }
}

/// Two rows in every table, which mean nothing.
private enum Rows {
    static func fill(_ store: any Store) throws -> any Store {
        try store.write { transaction, _ in
            for table in Schema.tables {
                for number in 1...2 {
                    let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
                    try TestStore.run(
                        "INSERT INTO \(table.name) (\(table.list)) VALUES (\(marks))",
                        table.columns.map { value($0, number, in: table) }, in: transaction)
                }
            }
        }
        return store
    }

    static func value(_ name: String, _ number: Int, in table: Table) -> SQLValue {
        table.columns.first { $0.name == name }.map { value($0, number, in: table) } ?? .null
    }

    static func value(_ column: Column, _ number: Int, in table: Table) -> SQLValue {
        // No lead is merged into itself.
        if column.name == "merged_into" { return .null }
        if column.target != nil, !table.order.contains(column.name) { return .integer(1) }
        switch column.kind {
        case .integer: return .integer(Int64(number))
        case .real: return .real(Double(number) + 0.5)
        case .text: return .text("t\(number)")
        }
    }

    static func other(_ column: Column) -> SQLValue {
        switch column.kind {
        case .integer: .integer(column.target == nil ? 7 : 2)
        case .real: .real(9.25)
        case .text: .text("other")
        }
    }

    static func set(_ column: Column, to value: SQLValue, in table: Table, of store: any Store)
        throws
    {
        let row = table.order.map { "\($0) = ?" }.joined(separator: " AND ")
        try run(
            "UPDATE \(table.name) SET \(column.name) = ? WHERE \(row)",
            [value] + table.order.map { self.value($0, 1, in: table) }, in: store)
    }

    static func run(_ sql: String, _ values: [SQLValue], in store: any Store) throws {
        try store.write { transaction, _ in try TestStore.run(sql, values, in: transaction) }
    }

    static func words(_ value: SQLValue) -> String {
        switch value {
        case .null: "nothing"
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .text(let text): text
        }
    }
}
