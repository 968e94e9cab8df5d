import DelimitedText
import Intake
import LeadEngine
import LeadRules

/// Where a history is: two files and what their columns mean.
package struct HistoryFiles: Sendable {
    package var leads: String
    package var leadMap: ColumnMap
    package var outcomes: String
    package var outcomeMap: ColumnMap

    package init(leads: String, leadMap: ColumnMap, outcomes: String, outcomeMap: ColumnMap) {
        self.leads = leads
        self.leadMap = leadMap
        self.outcomes = outcomes
        self.outcomeMap = outcomeMap
    }
}

/// A row of a history, at its moment.
struct HistoryRow: Sendable {
    enum What: Sendable {
        case lead(CaptureLead)
        case outcome(OutcomeRow)
    }

    var at: Instant
    var what: What
    /// FILE:LINE, for messages.
    var place: String
}

extension HistoryFiles {
    /// Reads the file of leads.
    ///
    /// - Throws: `BulkProblem` naming the line of a row that cannot be used.
    func leadRows(defaultRegion: String) async throws -> [HistoryRow] {
        try await rows(leads, leadMap, ColumnNames.lead) { row, place in
            let command = try LeadRow.raw(row).capture(defaultRegion: defaultRegion)
            guard let at = command.at else {
                throw Refusal.invalid(field: "at", "A lead of a history needs a time (at).")
            }
            return HistoryRow(at: at, what: .lead(command), place: place)
        }
    }

    /// Reads the file of outcomes; people whom it names are looked up, or added.
    func outcomeRows(_ people: People) async throws -> [HistoryRow] {
        try await rows(outcomes, outcomeMap, ColumnNames.outcome) { row, place in
            let outcome = try await OutcomeRow(row, people)
            guard let at = outcome.command.at else {
                throw Refusal.invalid(field: "at", "An outcome of a history needs a time (at).")
            }
            return HistoryRow(at: at, what: .outcome(outcome), place: place)
        }
    }

    private func rows(
        _ file: String, _ map: ColumnMap, _ names: [String: [String]],
        make: (MappedRow, String) async throws -> HistoryRow
    ) async throws -> [HistoryRow] {
        var options = CSVReaderOptions()
        options.removesFormulaGuard = true
        let reader = try CSVReader(path: file, options: options)
        let reading = try RowReading(header: reader.header.names, map: map, names: names)
        var rows: [HistoryRow] = []
        while let record = try reader.next() {
            switch record {
            case .malformed(let problem):
                throw BulkProblem("\(file):\(problem.line): \(problem.message).")
            case .row(let row):
                let place = "\(file):\(row.line)"
                do {
                    rows.append(try await make(reading.mapped(row), place))
                } catch let refusal as Refusal {
                    throw BulkProblem("\(place): \(refusal.message)")
                }
            }
        }
        return rows
    }
}
