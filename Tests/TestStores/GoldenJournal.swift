package import Foundation
package import Journal
package import LeadEngine
package import LeadRules

/// The journal that a release wrote, as it stands in `Tests/Journals`: every later release must read
/// it. `journal.jsonl` holds the rows of the table, `playbook-N.yaml` the playbooks,
/// `records.txt` what records were made of, `public.jsonl` what others were told.
package struct GoldenJournal: Sendable, CustomStringConvertible {
    package let release: String

    package init(_ release: String) { self.release = release }

    package var description: String { release }

    private static let top = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Journals")

    package static var all: [GoldenJournal] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: top.path)
        return (names ?? []).sorted().map(GoldenJournal.init)
    }

    package var folder: URL { Self.top.appending(path: release) }

    /// A row of the journal, its content as text.
    package struct Row: Codable {
        package var id: Int64
        package var decision: Int64
        package var at: Int64
        package var actor: String
        package var playbook: Int
        package var name: String
        package var data: String

        package init(_ recorded: Recorded) throws {
            id = recorded.id.number
            decision = recorded.stamp.decision.number
            at = recorded.stamp.at.milliseconds
            actor = recorded.stamp.actor.description
            playbook = recorded.stamp.playbook
            name = recorded.name
            data = try StoredText.of(recorded.event)
        }

        package func recorded(_ reader: StoredReader) throws -> Recorded {
            Recorded(
                stamp: Stamp(
                    id: EventID(id), decision: DecisionID(decision),
                    at: Instant(milliseconds: at), actor: Actor(actor) ?? .system,
                    playbook: playbook),
                event: try reader.event(named: name, data: data, id: EventID(id)))
        }
    }

    package func rows() throws -> [Row] {
        try lines("journal.jsonl").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
    }

    package func lines(_ file: String) throws -> [String] {
        try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    /// Fills an empty store with the journal, decision by decision, as it was lived.
    ///
    /// - Parameter change: what is done with each event before.
    package func fold(
        into store: any Store, change: (Recorded) throws -> Recorded = { $0 }
    ) throws {
        let reader = StoredReader()
        let journal = try rows().map { try change(try $0.recorded(reader)) }
        try store.write { transaction, _ in
            for version in try playbooks() {
                try transaction.add(version.0, text: version.1)
            }
        }
        for decision in Dictionary(grouping: journal, by: \.stamp.decision).sorted(by: {
            $0.key < $1.key
        }) {
            try store.write { transaction, _ in
                var world = World(facts: transaction)
                for recorded in decision.value { try world.apply(recorded) }
                try transaction.append(decision.value)
                try transaction.save(world, at: decision.value[0].stamp.at)
            }
        }
    }

    private func playbooks() throws -> [(PlaybookVersion, String)] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("playbook-") }.sorted().map { name in
                let number = Int(name.filter(\.isNumber)) ?? 1
                let text = try String(
                    contentsOf: folder.appending(path: name), encoding: .utf8)
                let version = PlaybookVersion(
                    version: number, name: "Golden", digest: "\(number)",
                    addedAt: Instant(milliseconds: 0), addedBy: .system,
                    activeFrom: Instant(milliseconds: 0))
                return (version, text)
            }
    }

    /// Writes the files of a release.
    package func write(_ journal: [Recorded], playbook: String, records: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func write(_ text: String, _ file: String) throws {
            try text.write(
                to: folder.appending(path: file), atomically: true, encoding: .utf8)
        }
        let rows = try journal.map {
            String(decoding: try encoder.encode(try Row($0)), as: UTF8.self) + "\n"
        }
        try write(rows.joined(), "journal.jsonl")
        try write(try Self.told(journal).joined(), "public.jsonl")
        try write(playbook, "playbook-1.yaml")
        try write(records, "records.txt")
    }

    /// What others are told, the longest of each kind.
    package static func told(_ journal: [Recorded]) throws -> [String] {
        try Dictionary(grouping: journal, by: \.name).sorted { $0.key < $1.key }.compactMap {
            try $0.value.map { try PublicEvent.text($0) + "\n" }.max { $0.count < $1.count }
        }
    }
}
