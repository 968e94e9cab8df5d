import Foundation
import LeadEngine
import LeadRules
import Storage
import StorageSQLite
import TestStores
import Testing

/// What one part of a transaction wrote goes when it fails, and what the others wrote stays.
@Suite struct `Parts of a transaction` {
    @Test func `a part that fails after it wrote is undone alone`() async throws {
        let store = try TestStore.make(PlaybookShelf { _ in Playbook() })
        var runs = 0
        try store.write { transaction, _ in
            runs += 1
            try transaction.savepoint { _ = try transaction.add(token("first")) }
            #expect(throws: Undone.self) {
                try transaction.savepoint {
                    _ = try transaction.add(token("second"))
                    throw Undone()
                }
            }
            try? transaction.savepoint { _ = try transaction.add(token("third")) }
        }
        #expect(runs == 2)
        #expect(try await names(store) == ["first", "third"])
    }

    @Test func `a statement that the store refuses undoes its part`() async throws {
        let store = try TestStore.make(PlaybookShelf { _ in Playbook() })
        try store.write { transaction, _ in
            for name in ["first", "first", "second"] {
                try? transaction.savepoint { _ = try transaction.add(token(name)) }
            }
        }
        #expect(try await names(store) == ["first", "second"])
    }

    @Test func `a part that fails before it wrote costs the others nothing`() async throws {
        let store = try TestStore.make(PlaybookShelf { _ in Playbook() })
        var runs = 0
        try store.write { transaction, _ in
            runs += 1
            try transaction.savepoint { _ = try transaction.add(token("first")) }
            try? transaction.savepoint { throw Undone() }
            try transaction.savepoint { _ = try transaction.add(token("second")) }
        }
        #expect(runs == 1)
        #expect(try await names(store) == ["first", "second"])
    }

    @Test func `a part inside a part is undone without the outer one`() async throws {
        let store = try TestStore.make(PlaybookShelf { _ in Playbook() })
        try store.write { transaction, _ in
            try? transaction.savepoint {
                _ = try transaction.add(token("outer"))
                try? transaction.savepoint {
                    _ = try transaction.add(token("inner"))
                    throw Undone()
                }
            }
        }
        #expect(try await names(store) == ["outer"])
    }

    private func names(_ store: any Store) async throws -> [String] {
        try await store.read { try $0.tokens().map(\.name) }
    }

    private func token(_ name: String) -> Token {
        Token(
            id: 0, name: name, digest: name, scopes: [], member: nil, source: nil,
            createdAt: Instant(milliseconds: 0), revokedAt: nil)
    }

    private struct Undone: Error {}
}

/// The log of a SQLite file is brought into the file while it is written on.
@Suite struct `The write-ahead log` {
    @Test func `it begins anew instead of growing, and nothing is lost`() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "baton-log-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "baton.sqlite").path
        let store = try SQLiteStore(path: path, playbooks: PlaybookShelf { _ in Playbook() })
        // 200 MB of changes; a log that only grew would be as long.
        for round in 0..<200 {
            try store.write { transaction, _ in
                let text = String(repeating: "\(round % 10)", count: 1_000_000)
                try transaction.keep(
                    StoredReply(fingerprint: "", status: 200, body: text),
                    for: OnceKey(key: "k\(round)", fingerprint: ""),
                    at: Instant(milliseconds: 0))
                try transaction.forget(
                    messagesBefore: Instant(milliseconds: 0),
                    repliesBefore: Instant(milliseconds: round < 199 ? 1 : 0))
            }
        }
        let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
        #expect(try #require(log) < 130_000_000)
        let last = try await store.read {
            try $0.reply(to: OnceKey(key: "k199", fingerprint: ""))?.body.count
        }
        #expect(last == 1_000_000)
        #expect(try store.integrityProblems().isEmpty)
        try store.close()
    }
}
