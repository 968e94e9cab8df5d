import DelimitedText
import Testing

@Suite struct RoundTripTests {
    /// Tables of what is hard to write: every delimiter, quotes, line ends, guards, wide characters.
    private static func table(_ numbers: inout SeededNumbers) -> [[String]] {
        let parts = [
            "a", "b", "", " ", ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r", "\r\n", "'", "=", "-",
            "+", "@", "7", "한", "髙", "😀", "e\u{301}", "＝",
        ]
        func cell() -> String {
            (0..<Int.random(in: 0...5, using: &numbers)).map { _ in
                parts.randomElement(using: &numbers) ?? ""
            }.joined()
        }
        let columns = Int.random(in: 1...5, using: &numbers)
        return (0..<Int.random(in: 0...8, using: &numbers)).map { _ in
            (0..<columns).map { _ in cell() }
        }
    }

    private static func names(_ rows: [[String]]) -> [String] {
        (0..<(rows.first?.count ?? 1)).map { "column \($0), \"quoted\"" }
    }

    @Test(arguments: CSVDelimiter.allCases, [1, 2, 3, 7, 65_536])
    func `what is written is read back equal`(delimiter: CSVDelimiter, chunk: Int) throws {
        for seed in 0..<20 {
            var numbers = SeededNumbers(state: UInt64(seed))
            let rows = Self.table(&numbers)
            let bytes = try written([Self.names(rows)] + rows) {
                $0.delimiter = delimiter
                $0.lineEnd = seed.isMultiple(of: 2) ? .lf : .crlf
                $0.hasByteOrderMark = seed.isMultiple(of: 3)
            }
            let file = try read(bytes) {
                $0.chunkBytes = chunk
                $0.removesFormulaGuard = true
                $0.delimiter = rows.first?.count == 1 ? delimiter : nil
            }
            #expect(file.rows == rows, "seed \(seed)")
            #expect(file.problems.isEmpty, "seed \(seed)")
            #expect(file.names == Self.names(rows), "seed \(seed)")
        }
    }

    @Test func `without a guard the bytes are the same again`() throws {
        for seed in 0..<60 {
            var numbers = SeededNumbers(state: UInt64(seed))
            let rows = Self.table(&numbers)
            let first = try written([Self.names(rows)] + rows) { $0.guardsFormulas = false }
            let file = try read(first) { $0.delimiter = .comma }
            let second = try written([file.names] + file.rows) { $0.guardsFormulas = false }
            #expect(first == second, "seed \(seed)")
        }
    }
}
