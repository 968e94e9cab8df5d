import Foundation
import Journal
import LeadRules

/// How fast stored events are read and written, and how long they are. A backtest reads ten million.
struct JournalBench {
    let scale: Scale

    private struct Row: Decodable {
        var id: Int64
        var name: String
        var data: String
    }

    func run() throws -> [Figure] {
        say("journal: stored events")
        let rows = try Self.rows()
        let rounds = max(1, scale.journalEvents / rows.count)
        let count = Double(rounds * rows.count)
        let reader = StoredReader()
        var events: [any Event] = []
        let reading = try seconds {
            for _ in 0..<rounds {
                events.removeAll(keepingCapacity: true)
                for row in rows {
                    events.append(
                        try reader.event(named: row.name, data: row.data, id: EventID(row.id)))
                }
            }
        }
        let writing = try seconds {
            for _ in 0..<rounds { for event in events { _ = try StoredText.of(event) } }
        }
        let foundation = try seconds {
            for row in rows { _ = try JSONSerialization.jsonObject(with: Data(row.data.utf8)) }
        }
        func figure(_ name: String, _ value: Double, _ unit: String, _ goal: String?) -> Figure {
            Figure(bench: "journal", name: name, value: value, unit: unit, goal: goal)
        }
        return [
            figure("an event is read in", reading / count * 1e6, "µs", "8 µs"),
            figure("an event is written in", writing / count * 1e6, "µs", nil),
            figure(
                "its JSON alone, by Foundation", foundation / Double(rows.count) * 1e6, "µs", nil),
            figure(
                "bytes of an event",
                Double(rows.map(\.data.utf8.count).reduce(0, +)) / Double(rows.count), "B", nil),
            figure(
                "of these, what was observed",
                Double(try rows.map(Self.observed).reduce(0, +)) / Double(rows.count), "B", nil),
        ]
    }

    /// The golden journal of the newest release.
    private static func rows() throws -> [Row] {
        let folder = URL(filePath: "Tests/Journals")
        let releases = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let text = try String(
            contentsOf: folder.appending(path: releases.last ?? "")
                .appending(path: "journal.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map {
            try JSONDecoder().decode(Row.self, from: Data($0.utf8))
        }
    }

    /// Bytes of the message and the fields that are kept as they came.
    private static func observed(_ row: Row) throws -> Int {
        let object = try JSONSerialization.jsonObject(with: Data(row.data.utf8))
        let members = object as? [String: Any] ?? [:]
        return try ["observed", "stated"].reduce(0) { sum, name in
            guard let part = members[name] else { return sum }
            return sum + name.utf8.count + 4
                + (try JSONSerialization.data(
                    withJSONObject: part, options: .withoutEscapingSlashes)).count
        }
    }

    private func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return start.duration(to: .now) / .seconds(1)
    }
}
