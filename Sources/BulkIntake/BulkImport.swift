package import DelimitedText
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

    private let engine: Engine
    private let actor: Actor
    private let options: CSVReaderOptions
    private let report: (Progress) -> Void

    /// - Parameters:
    ///   - encoding: nil finds it out.
    ///   - delimiter: nil finds it out.
    ///   - report: told now and then how far it is.
    package init(
        engine: Engine, actor: Actor, encoding: TextEncoding? = nil,
        delimiter: CSVDelimiter? = nil, report: @escaping (Progress) -> Void
    ) {
        self.engine = engine
        self.actor = actor
        self.report = report
        var options = CSVReaderOptions()
        options.encoding = encoding
        options.delimiter = delimiter
        // Cells of our own exports, and of others that heed the same advice.
        options.removesFormulaGuard = true
        self.options = options
    }

    package func leads(_ file: String, map: ColumnMap, defaultRegion: String) async throws
        -> Summary
    {
        try await run("leads", file, map, ColumnNames.lead) { row in
            try LeadRow.raw(row).capture(defaultRegion: defaultRegion)
        } note: { (answer: CaptureLead.Answer, summary: inout Summary) in
            if answer.isNew { summary.added += 1 } else { summary.joined += 1 }
        }
    }

    package func activities(_ file: String, map: ColumnMap) async throws -> Summary {
        try await run("activities", file, map, ColumnNames.activity) { row in
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
        return try await run("outcomes", file, map, ColumnNames.outcome) { row in
            let outcome = try await OutcomeRow(row, people)
            return RecordOutcomeByKey(key: outcome.key, outcome: outcome.command)
        } note: { (_: LeadID, summary: inout Summary) in
            summary.added += 1
        }
    }

    /// Streams the rows: reads some, turns each into a command, and reads the next ones while these
    /// are carried out in one commit.
    private func run<C: Command>(
        _ what: String, _ file: String, _ map: ColumnMap, _ names: [String: [String]],
        make: (MappedRow) async throws -> C,
        note: (C.Answer, inout Summary) -> Void
    ) async throws -> Summary {
        let reader = try CSVReader(path: file, options: options)
        let reading = try RowReading(header: reader.header.names, map: map, names: names)
        let rejected = RejectedRows(beside: file, header: reader.header.names)
        var summary = Summary()
        summary.encoding = "\(reader.encoding)"
        var batch = try await batch(of: what, reader, reading, make, &summary)
        while !batch.rows.isEmpty {
            let underway = engine.begin(each: batch.commands, by: actor)
            let next: Result<ImportedRows<C>, any Error>
            do {
                next = .success(try await self.batch(of: what, reader, reading, make, &summary))
            } catch {
                next = .failure(error)
            }
            // It ends well even when the file cannot be read any further.
            try batch.settle(try await underway.value(), rejected, &summary, note)
            batch = try next.get()
        }
        try rejected.finish()
        summary.rejected = rejected.count
        summary.rejectedFile = rejected.count > 0 ? rejected.path : nil
        return summary
    }

    /// The next rows; none at the end of the file.
    private func batch<C: Command>(
        of what: String, _ reader: CSVReader, _ reading: RowReading,
        _ make: (MappedRow) async throws -> C, _ summary: inout Summary
    ) async throws -> ImportedRows<C> {
        var batch = ImportedRows<C>()
        let begin = reader.bytesRead
        // Wide rows make smaller commits, so that memory stays flat.
        while batch.rows.count < 200, reader.bytesRead - begin < 1 << 20 {
            guard let record = try reader.next() else { break }
            summary.rows += 1
            switch record {
            case .malformed(let problem): batch.rows.append(.malformed(problem))
            case .row(let row): try await batch.add(row, of: what, reading, make)
            }
            if summary.rows % 1_000 == 0 {
                report(
                    Progress(
                        bytes: reader.bytesRead, totalBytes: reader.totalBytes, rows: summary.rows))
            }
        }
        return batch
    }
}

/// The fields that maps can fill.
extension BulkImport {
    package static let leadFields = ColumnNames.lead.keys.sorted()
    package static let activityFields = ColumnNames.activity.keys.sorted()
    package static let outcomeFields = ColumnNames.outcome.keys.sorted()
}
