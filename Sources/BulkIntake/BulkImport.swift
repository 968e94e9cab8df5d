import Crypto
import DelimitedText
import Foundation
import Intake
package import LeadEngine
package import LeadRules

/// Takes a file in, row by row, with flat memory. The same file twice changes nothing.
package struct BulkImport {
    /// What came of the rows.
    package struct Summary: Codable, Hashable, Sendable {
        package var rows = 0
        /// Rows that made something new.
        package var added = 0
        /// Rows that joined something known.
        package var joined = 0
        /// Rows that had been taken in before.
        package var repeated = 0
        package var rejected = 0
        /// Where the rejected rows are; nil when there are none.
        package var rejectedFile: String?
        package var encoding = ""
    }

    package struct Progress: Sendable {
        package var bytes: Int64
        package var totalBytes: Int64?
        package var rows: Int
    }

    let engine: Engine
    let actor: Actor
    let report: (Progress) -> Void

    /// - Parameter report: told now and then how far it is.
    package init(engine: Engine, actor: Actor, report: @escaping (Progress) -> Void) {
        self.engine = engine
        self.actor = actor
        self.report = report
    }

    package func leads(_ file: String, map: ColumnMap, defaultRegion: String) async throws
        -> Summary
    {
        try await run(file, map, ColumnNames.lead) { row in
            try LeadRow.raw(row).capture(defaultRegion: defaultRegion)
        } note: { (answer: CaptureLead.Answer, summary: inout Summary) in
            if answer.isNew { summary.added += 1 } else { summary.joined += 1 }
        }
    }

    package func activities(_ file: String, map: ColumnMap) async throws -> Summary {
        try await run(file, map, ColumnNames.activity) { row in
            guard let kind = row.text("kind"), let at = try row.time("at") else {
                throw Refusal.invalid(field: "kind", "An activity needs a kind and a time (at).")
            }
            return RecordActivityByKey(
                key: try row.leadKey(),
                activity: Activity(
                    kind: kind, at: at, properties: row.attributes, note: row.text("note")))
        } note: { (_: EventID, summary: inout Summary) in
            summary.added += 1
        }
    }

    package func outcomes(_ file: String, map: ColumnMap) async throws -> Summary {
        let people = try await People(engine: engine, actor: actor, addsMembers: map.addsMembers)
        return try await run(file, map, ColumnNames.outcome) { row in
            let outcome = try await OutcomeRow(row, people)
            return RecordOutcomeByKey(key: outcome.key, outcome: outcome.command)
        } note: { (_: LeadID, summary: inout Summary) in
            summary.added += 1
        }
    }

    /// Streams the rows: reads some, turns each into a command, carries them out in one commit.
    private func run<C: Command>(
        _ file: String, _ map: ColumnMap, _ names: [String: [String]],
        make: (MappedRow) async throws -> C,
        note: (C.Answer, inout Summary) -> Void
    ) async throws -> Summary {
        let reader =
            try file == "-"
            ? CSVReader(descriptor: 0, name: "standard input") : CSVReader(path: file)
        let map = ColumnNames.complete(map, header: reader.header.names, names: names)
        try check(map, reader.header.names)
        let calendar = try Self.zone(map.zone)
        let rejected = RejectedRows(beside: file, header: reader.header.names)
        var summary = Summary()
        summary.encoding = "\(reader.encoding)"
        var batch: [(CSVRow, Once<C>)] = []
        while let record = try reader.next() {
            summary.rows += 1
            switch record {
            case .malformed(let problem): try rejected.add(problem)
            case .row(let row):
                do {
                    let mapped = MappedRow(row: row, map: map, calendar: calendar)
                    batch.append((row, Once(key: Self.key(row), command: try await make(mapped))))
                } catch let refusal as Refusal {
                    try rejected.add(row, because: refusal.message)
                }
            }
            if batch.count >= 500 { try await carryOut(&batch, rejected, &summary, note) }
            if summary.rows % 1_000 == 0 {
                report(
                    Progress(
                        bytes: reader.bytesRead, totalBytes: reader.totalBytes, rows: summary.rows))
            }
        }
        try await carryOut(&batch, rejected, &summary, note)
        try rejected.finish()
        summary.rejected = rejected.count
        summary.rejectedFile = rejected.count > 0 ? rejected.path : nil
        return summary
    }

    private func carryOut<C: Command>(
        _ batch: inout [(CSVRow, Once<C>)], _ rejected: RejectedRows, _ summary: inout Summary,
        _ note: (C.Answer, inout Summary) -> Void
    ) async throws {
        defer { batch.removeAll(keepingCapacity: true) }
        let commands = batch.map(\.1)
        let results = try await engine.handle(each: commands, by: actor)
        for ((row, _), result) in zip(batch, results) {
            switch result {
            case .success(.some(let answer)): note(answer, &summary)
            case .success(.none): summary.repeated += 1
            case .failure(let refusal): try rejected.add(row, because: refusal.message)
            }
        }
    }

    /// The row's own content is its key.
    private static func key(_ row: CSVRow) -> String {
        var hash = SHA256()
        for (name, field) in zip(row.header.names, row.fields) where name != RejectedRows.column {
            hash.update(data: Data(name.utf8))
            hash.update(data: Data([0]))
            hash.update(data: Data(field.utf8))
            hash.update(data: Data([1]))
        }
        return "import:" + Data(hash.finalize().prefix(18)).base64EncodedString()
    }

    private func check(_ map: ColumnMap, _ header: [String]) throws {
        for (field, columns) in map.columns {
            if let column = columns.first(where: { !header.contains($0) }) {
                let near = NearNames.nearest(to: column, in: header)
                let hint =
                    near.isEmpty
                    ? "The file has: \(header.joined(separator: ", "))."
                    : "Did you mean \(near.joined(separator: " or "))?"
                throw BulkProblem(
                    "The map takes '\(field)' from a column '\(column)' that is not there. \(hint)")
            }
        }
    }

    static func zone(_ name: String) throws -> BusinessCalendar {
        do {
            return try BusinessCalendar(zone: name, hours: WeeklyHours([:]))
        } catch {
            throw BulkProblem(
                "The map's zone '\(name)' is unknown. Use an IANA name such as Asia/Seoul.")
        }
    }
}

/// The fields that maps can fill.
extension BulkImport {
    package static let leadFields = ColumnNames.lead.keys.sorted()
    package static let activityFields = ColumnNames.activity.keys.sorted()
    package static let outcomeFields = ColumnNames.outcome.keys.sorted()
}
