import Foundation
import LeadEngine
import LeadRules
import Storage
import TestStores
import Testing

/// The tables of a store are the declared ones.
@Suite struct SchemaTests {
    private static let shelf = PlaybookShelf { _ in Playbook() }
    /// What the engines keep for themselves.
    private static let others: Set = ["schema_migrations", "turn", "node_commits"]

    @Test func `a new store has exactly the tables, columns, kinds and keys that are declared`()
        async throws
    {
        let store = try TestStore.make(Self.shelf)
        #expect(try await differences(of: store) == [])
    }

    @Test(arguments: [
        ("ALTER TABLE leads ADD COLUMN extra TEXT", "leads: extra is not declared"),
        ("ALTER TABLE leads DROP COLUMN temperature", "leads: temperature is missing"),
        ("DROP TABLE notices", "notices is missing"),
        ("CREATE TABLE extra (id BIGINT PRIMARY KEY)", "extra is not declared"),
    ])
    func `what only one side has is told`(_ change: String, _ told: String) async throws {
        let store = try TestStore.make(Self.shelf)
        try store.write { transaction, _ in try TestStore.run(change, [], in: transaction) }
        #expect(try await differences(of: store) == [told])
    }

    @Test func `another kind, key, target or nullability is told`() async throws {
        let store = try TestStore.make(Self.shelf)
        try store.write { transaction, _ in
            try TestStore.run("DROP TABLE lead_words", [], in: transaction)
            try TestStore.run(
                "CREATE TABLE lead_words (lead_id TEXT NOT NULL, words TEXT PRIMARY KEY)", [],
                in: transaction)
            try TestStore.run("DROP TABLE preferences", [], in: transaction)
            try TestStore.run(
                """
                CREATE TABLE preferences (
                    member_id BIGINT PRIMARY KEY REFERENCES members (id), state TEXT)
                """, [], in: transaction)
        }
        let told = try await differences(of: store).map { $0.lowercased() }
        #expect(
            told == [
                "preferences: state may be null, declared otherwise",
                "lead_words: lead_id is text, declared integer",
                "lead_words: lead_id points into nothing, declared leads",
                #"lead_words: key ["words"], declared ["lead_id"]"#,
            ])
    }

    @Test(arguments: [
        ("ALTER TABLE leads DROP COLUMN temperature", "the column temperature of the table leads"),
        ("DROP TABLE notices", "the table notices"),
    ])
    func `a store that lacks something is refused when it is opened`(
        _ change: String, _ missing: String
    ) throws {
        try inFolder { folder in
            let open = try TestStore.place(in: folder)
            let store = try open(Self.shelf)
            try store.write { transaction, _ in try TestStore.run(change, [], in: transaction) }
            let problem = try #require(throws: StoreProblem.self) { _ = try open(Self.shelf) }
            #expect(problem.message.contains("damaged: it lacks \(missing), which its schema"))
            #expect(problem.message.contains("baton restore FILE"))
        }
    }

    @Test func `what others added to a store is nobody's harm`() throws {
        try inFolder { folder in
            let open = try TestStore.place(in: folder)
            let store = try open(Self.shelf)
            try store.write { transaction, _ in
                try TestStore.run("ALTER TABLE leads ADD COLUMN extra TEXT", [], in: transaction)
                try TestStore.run("CREATE VIEW few AS SELECT id FROM leads", [], in: transaction)
            }
            _ = try open(Self.shelf)
        }
    }

    private func differences(of store: any Store) async throws -> [String] {
        let found = try await store.read { try TestStore.shapes($0) }
        return SchemaCheck.differences(of: found, from: Schema.tables, others: Self.others)
    }

    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "baton-schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }
}
