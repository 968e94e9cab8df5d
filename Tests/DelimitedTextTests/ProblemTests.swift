import DelimitedText
import Testing

@Suite struct ProblemTests {
    @Test func `rows with too few or too many fields are set aside, the rest is read`() throws {
        let file = try read("a,b,c\n1,2\n1,2,3\n1,2,3,4\n5,6,7\n")
        #expect(file.rows == [["1", "2", "3"], ["5", "6", "7"]])
        #expect(
            file.faults == [.fieldCount(found: 2, expected: 3), .fieldCount(found: 4, expected: 3)])
        #expect(file.problemLines == [2, 4])
        #expect(file.problems.map(\.raw) == ["1,2", "1,2,3,4"])
        #expect(file.problems[0].message.contains("has 2 fields and the header 3"))
    }

    @Test func `an unclosed quote costs one line`() throws {
        let file = try read("a,b\n1,\"open\n2,3\n4,5\n")
        #expect(file.faults == [.unclosedQuote(line: 2)])
        #expect(file.problemLines == [2])
        #expect(file.problems[0].raw == "1,\"open")
        #expect(file.rows == [["2", "3"], ["4", "5"]])
        #expect(file.rowLines == [3, 4])
    }

    @Test func `an unclosed quote is named by the line where it begins`() throws {
        let file = try read("a,b\n\"x\ny\",\"open\n2,3\n")
        #expect(file.faults.first == .unclosedQuote(line: 3))
        #expect(file.problemLines.first == 2)
        #expect(file.rows == [["2", "3"]])
    }

    @Test func `a forgotten closing quote does not take the next quoted row along`() throws {
        let file = try read("a,b\n1,\"open\n2,\"fine\"\n3,\"also\"\n")
        #expect(file.faults == [.textAfterQuote(field: 2)])
        #expect(file.problemLines == [2])
        #expect(file.rows == [["2", "fine"], ["3", "also"]])
    }

    @Test func `text behind a closing quote names its field`() throws {
        let file = try read("name,note\nx,\"he said \"hi\" to me\"\ny,z\n")
        #expect(file.faults == [.textAfterQuote(field: 2)])
        #expect(file.problems[0].message.contains("field 2 (note)"))
        #expect(file.rows == [["y", "z"]])
    }

    @Test func `a NUL byte makes its row malformed`() throws {
        let file = try read("a,b\n1,x\0y\n2,3\n")
        #expect(file.faults == [.nulByte(field: 2)])
        #expect(file.rows == [["2", "3"]])
    }

    @Test func `a field above its limit makes its row malformed`() throws {
        let file = try read("a,b\n1,12345\n1,\"123456\"\n2,3\n") { $0.fieldLimitBytes = 5 }
        #expect(file.faults == [.fieldTooLong(field: 2, limitBytes: 5)])
        #expect(file.rows == [["1", "12345"], ["2", "3"]])
    }

    @Test(arguments: [1, 7, 1000])
    func `a record above its limit ends with its first line`(chunk: Int) throws {
        let filler = String(repeating: "x,y\n", count: 30)
        let file = try read("a,b\n1,\"open\n\(filler)last,\"z\"\n") {
            $0.recordLimitBytes = 100
            $0.chunkBytes = chunk
        }
        #expect(file.faults == [.recordTooLong(limitBytes: 100, openQuoteLine: 2)])
        #expect(file.rows.count == 31)
        #expect(file.rows.last == ["last", "z"])
        #expect(file.rowLines.last == 33)
    }

    @Test(arguments: [1, 7, 1000], ["\n", "\r\n", "\r"])
    func `a line above the limit is passed over to its end`(chunk: Int, end: String) throws {
        let long = String(repeating: "x", count: 300)
        let file = try read("a,b\(end)1,\(long)\(end)2,3\(end)") {
            $0.recordLimitBytes = 100
            $0.chunkBytes = chunk
        }
        #expect(file.faults == [.recordTooLong(limitBytes: 100, openQuoteLine: nil)])
        #expect(file.rows == [["2", "3"]])
        #expect(file.rowLines == [3])
    }

    @Test func `raw text beyond 64 KiB is cut between characters`() throws {
        let text = "a,b\n" + String(repeating: "한", count: 30_000) + "\n"
        let problem = try #require(try read(text).problems.first)
        #expect(problem.rawIsTruncated)
        #expect(problem.raw == String(repeating: "한", count: CSVProblem.rawLimitBytes / 3))
    }
}
