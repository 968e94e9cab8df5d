import DelimitedText
import Foundation
import Testing

@Suite struct HostileInputTests {
    private static func garbage(_ numbers: inout SeededNumbers, from alphabet: [UInt8]) -> [UInt8] {
        (0..<Int.random(in: 0...400, using: &numbers)).map { _ in
            alphabet.randomElement(using: &numbers) ?? 0
        }
    }

    @Test(arguments: [1, 3, 65_536], TextEncoding.allCases.map(Optional.some) + [nil])
    func `random bytes end in rows, problems or a refusal`(
        chunk: Int, encoding: TextEncoding?
    ) throws {
        let likely = Array("\"\",;\n\r'=ab\0".utf8) + [0xB0, 0xA1, 0x81, 0xFF, 0xFE]
        for seed in 0..<30 {
            var numbers = SeededNumbers(state: UInt64(seed))
            let alphabet = seed.isMultiple(of: 2) ? likely : Array(0...255)
            let bytes = Self.garbage(&numbers, from: alphabet)
            do {
                let file = try read(bytes) {
                    $0.chunkBytes = chunk
                    $0.encoding = encoding
                    $0.recordLimitBytes = 64
                }
                #expect(file.rows.allSatisfy { $0.count == file.names.count }, "seed \(seed)")
            } catch is CSVFileError {}
        }
    }

    @Test(arguments: [1, 2, 3, 7, 65_536])
    func `rows after garbage are never lost`(chunk: Int) throws {
        let alphabet = Array("\"\",;\r\nab\0".utf8) + [0xC3, 0x28, 0xFF]
        let good = (0..<50).map { ["good \($0)", "row"] }
        for seed in 0..<50 {
            var numbers = SeededNumbers(state: UInt64(seed))
            let head = Array("a,b\n".utf8)
            let tail = Array(("\n" + good.map { $0.joined(separator: ",") + "\n" }.joined()).utf8)
            let file = try read(head + Self.garbage(&numbers, from: alphabet) + tail) {
                $0.chunkBytes = chunk
                $0.encoding = .utf8
                $0.recordLimitBytes = 200
            }
            #expect(file.rows.suffix(good.count) == good[...], "seed \(seed)")
        }
    }

    @Test func `the chunk size changes nothing`() throws {
        let alphabet = Array("\"\",\r\nab".utf8)
        for seed in 0..<50 {
            var numbers = SeededNumbers(state: UInt64(seed))
            let bytes = Array("a,b\n".utf8) + Self.garbage(&numbers, from: alphabet)
            let results = try [1, 2, 3, 7, 65_536].map { chunk in
                try read(bytes) {
                    $0.chunkBytes = chunk
                    $0.recordLimitBytes = 40
                }
            }
            for other in results.dropFirst() {
                #expect(other.rows == results[0].rows, "seed \(seed)")
                #expect(other.rowLines == results[0].rowLines, "seed \(seed)")
                #expect(other.problems == results[0].problems, "seed \(seed)")
            }
        }
    }

    /// Read line by line from the start, each of these lines opens a quote that only the limit
    /// would end: without a budget for reading again this takes long.
    @Test(.timeLimit(.minutes(10)))
    func `lines that each seem to swallow the file cost little`() throws {
        let lines = 100_000
        let file = try read("a,b\n" + String(repeating: "a\",\"\n", count: lines) + "1,2\n")
        #expect(file.problems.count == lines)
        #expect(file.rows == [["1", "2"]])
        #expect(file.rowLines == [lines + 2])
    }

    @Test func `a line without an end does not fill the memory`() throws {
        let file = try ScratchFile(Array("a,b\n1,\"".utf8))
        #expect(truncate(file.path, 400 << 20) == 0)
        let before = Self.peakKilobytes()
        let reader = try CSVReader(path: file.path)
        guard case .malformed(let problem)? = try reader.next() else {
            Issue.record("not malformed")
            return
        }
        #expect(problem.fault == .recordTooLong(limitBytes: 4 << 20, openQuoteLine: 2))
        #expect(try reader.next() == nil)
        #expect(reader.bytesRead == 400 << 20)
        #expect(Self.peakKilobytes() - before < 100 << 10)
    }

    private static func peakKilobytes() -> Int {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}
