import Crypto
import DelimitedText
import Foundation
import LeadEngine
import LeadRules

/// Rows of a file that are taken in by one commit, in the file's order.
struct ImportedRows<C: Command> {
    enum Row {
        case command(CSVRow)
        case refused(CSVRow, because: String)
        case malformed(CSVProblem)
    }

    var rows: [Row] = []
    /// Those of the rows that are commands.
    private(set) var commands: [Once<C>] = []

    mutating func add(
        _ row: CSVRow, of what: String, _ reading: RowReading,
        _ make: (MappedRow) async throws -> C
    ) async throws {
        if let reason = RejectedRows.unmended(row) {
            return rows.append(.refused(row, because: reason))
        }
        do {
            let command = try await make(reading.mapped(row))
            commands.append(Once(key: Self.key(row, of: what), command: command))
            rows.append(.command(row))
        } catch let refusal as Refusal {
            rows.append(.refused(row, because: refusal.message))
        }
    }

    /// Counts what came of the commands, and writes down what was rejected.
    func settle(
        _ results: [Result<Committed<C.Answer?>, Refusal>], _ rejected: RejectedRows,
        _ summary: inout BulkImport.Summary, _ note: (C.Answer, inout BulkImport.Summary) -> Void
    ) throws {
        var results = results.makeIterator()
        for row in rows {
            switch row {
            case .malformed(let problem): try rejected.add(problem)
            case .refused(let row, let reason): try rejected.add(row, because: reason)
            case .command(let row):
                switch results.next() {
                case .success(let outcome):
                    if let answer = outcome.answer {
                        note(answer, &summary)
                    } else {
                        summary.repeated += 1
                    }
                case .failure(let refusal): try rejected.add(row, because: refusal.message)
                case nil: preconditionFailure("fewer answers than commands")
                }
            }
        }
    }

    /// The row's own content, and what it was taken for, is its key.
    private static func key(_ row: CSVRow, of what: String) -> String {
        var bytes = Array(what.utf8)
        for (name, field) in zip(row.header.names, row.fields)
        where !RejectedRows.columns.contains(name) {
            bytes.append(0)
            bytes += name.utf8
            bytes.append(1)
            bytes += field.utf8
        }
        return "import:" + Data(SHA256.hash(data: bytes).prefix(18)).base64EncodedString()
    }
}
