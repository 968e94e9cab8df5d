/// What a transaction adds to figures, and takes from them; written once, at its end.
///
/// It belongs to the connection that writes. What a savepoint noted is forgotten when that is undone.
package final class FigureLedger {
    private var notes: [(cell: FigureCell, sum: FigureSum)] = []

    package init() {}

    /// How many notes there are: what `undo` goes back to.
    var mark: Int { notes.count }

    func undo(to mark: Int) { notes.removeLast(max(0, notes.count - mark)) }

    package func forget() { notes.removeAll(keepingCapacity: true) }

    func note(_ cell: FigureCell, _ sum: FigureSum) { notes.append((cell, sum)) }

    /// All the notes as sums, which are forgotten.
    func take() -> FigureSums {
        var sums = FigureSums()
        for (cell, sum) in notes { sums.add(cell, sum) }
        forget()
        return sums
    }
}

/// Sums by hour and key.
struct FigureSums {
    private(set) var cells: [FigureCell: FigureSum] = [:]

    mutating func add(_ cell: FigureCell, _ sum: FigureSum) {
        cells[cell] = cells[cell].map { $0 + sum } ?? sum
    }

    /// The same sums for each span of their figure; those that change nothing are left out.
    var rows: [FigureRow: FigureSum] {
        var rows: [FigureRow: FigureSum] = [:]
        rows.reserveCapacity(cells.count * 2)
        for (cell, sum) in cells where !sum.isZero {
            for span in cell.figure.spans {
                let row = FigureRow(
                    figure: cell.figure, span: span, at: FigureSpan.floor(cell.hour, span),
                    key: cell.key)
                rows[row] = rows[row].map { $0 + sum } ?? sum
            }
        }
        return rows.filter { !$0.value.isZero }
    }
}

/// What tells a row of the table apart.
struct FigureRow: Hashable {
    let figure: Figure
    let span: Int64
    let at: Int64
    let key: String
}

extension SQLTransaction {
    /// Writes what was left for the end of the transaction. Nothing may be saved in it afterwards.
    package func finish() throws {
        try writeLate()
        cache?.due.forget()
        guard let ledger, ledger.mark > 0 else { return }
        try post(ledger.take())
    }

    func post(_ sums: FigureSums) throws {
        for (row, sum) in sums.rows {
            try connection.run(
                """
                INSERT INTO figures (figure, span, at, key, n, units, millionths) \
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (figure, span, at, key) DO UPDATE SET \
                n = figures.n + excluded.n, units = figures.units + excluded.units, \
                millionths = figures.millionths + excluded.millionths
                """,
                [
                    .text(row.figure.rawValue), .integer(row.span), .integer(row.at),
                    .text(row.key), .integer(sum.count), .integer(sum.units),
                    .integer(sum.millionths),
                ])
        }
    }
}
