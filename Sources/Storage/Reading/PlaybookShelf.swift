package import LeadEngine
package import LeadRules
import Synchronization

/// Playbooks of the store, read once each. A version never changes once it is there.
package final class PlaybookShelf: Sendable {
    private let read: @Sendable (String) throws -> Playbook
    private let known = Mutex<[Int: Playbook]>([:])

    /// - Parameter read: parses a playbook's text.
    package init(read: @escaping @Sendable (String) throws -> Playbook) { self.read = read }

    func playbook(_ version: Int, text: () throws -> String?) throws -> Playbook {
        if let playbook = known.withLock({ $0[version] }) { return playbook }
        guard let text = try text() else {
            throw Refusal(.notFound, "not-found", "There is no playbook version \(version).")
        }
        let playbook = try read(text)
        known.withLock { $0[version] = playbook }
        return playbook
    }

    /// A version whose transaction was rolled back may come again with another text.
    package func forget(_ version: Int) { known.withLock { $0[version] = nil } }
}

extension SQLTransaction {
    package func playbookVersions() throws -> [PlaybookVersion] {
        try connection.rows(
            """
            SELECT version, name, digest, added_at, added_by, active_from FROM playbooks \
            ORDER BY version
            """, []
        ) { row in
            PlaybookVersion(
                version: Int(row.int(0)), name: row.string(1), digest: row.string(2),
                addedAt: Instant(milliseconds: row.int(3)),
                addedBy: Actor(row.string(4)) ?? .system,
                activeFrom: row.integer(5).map { Instant(milliseconds: $0) })
        }
    }

    package func playbookText(version: Int) throws -> String? {
        try connection.first(
            "SELECT body FROM playbooks WHERE version = ?", [.integer(Int64(version))]
        ) { $0.string(0) }
    }

    package func add(_ version: PlaybookVersion, text: String) throws {
        playbooks.forget(version.version)
        try insert(
            [
                [
                    .integer(Int64(version.version)), .text(version.name), .text(version.digest),
                    .time(version.addedAt), .text(version.addedBy.description),
                    .time(version.activeFrom), .text(text),
                ]
            ], into: .playbooks)
    }

    package func announcedVersions() throws -> Set<Int> {
        let activations = try events("WHERE name = 'playbook.activated' ORDER BY id", [])
        return Set(activations.compactMap { ($0.event as? PlaybookActivated)?.version })
    }
}
