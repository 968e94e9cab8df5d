import DelimitedText
import Foundation
import Testing

@Suite struct ReadingTests {
    @Test func `quoted fields keep delimiters, quotes and line ends`() throws {
        let file = try read("name,note\n\"Lee, Ann\",\"said \"\"yes\"\"\"\nBo,\"two\r\nlines\"\n")
        #expect(file.rows == [["Lee, Ann", "said \"yes\""], ["Bo", "two\r\nlines"]])
        #expect(file.problems.isEmpty)
    }

    @Test func `a quote inside an unquoted field is an ordinary character`() throws {
        #expect(try read("a,b\n5\" disk,x\"y\n").rows == [["5\" disk", "x\"y"]])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `each kind of line end ends a row and counts as one line`(end: String) throws {
        let file = try read(["a,b", "1,2", "", "\"x\(end)y\",3", "4,5"].joined(separator: end))
        #expect(file.rows == [["1", "2"], ["x\(end)y", "3"], ["4", "5"]])
        #expect(file.rowLines == [2, 4, 6])
    }

    @Test func `blank lines are passed over, rows of empty fields are not`() throws {
        let file = try read("\n  \na,b\n\n   \n,\n\"\",\n1,2\n\n")
        #expect(file.names == ["a", "b"])
        #expect(file.rows == [["", ""], ["", ""], ["1", "2"]])
        #expect(file.rowLines == [6, 7, 8])
    }

    @Test func `the last row needs no line end`() throws {
        #expect(try read("a,b\n1,").rows == [["1", ""]])
        #expect(try read("a\n\"1\"").rows == [["1"]])
    }

    @Test(arguments: CSVDelimiter.allCases)
    func `the delimiter is found in the header line`(delimiter: CSVDelimiter) throws {
        let mark = String(UnicodeScalar(delimiter.rawValue))
        let file = try read("a\(mark)\"b,;|,;|\"\(mark)c\n1\(mark)2\(mark)3\n")
        #expect(file.delimiter == delimiter)
        #expect(file.rows == [["1", "2", "3"]])
    }

    @Test func `a told delimiter is not questioned`() throws {
        let file = try read("a,b;c\n1,2;3\n") { $0.delimiter = .semicolon }
        #expect(file.names == ["a,b", "c"])
        #expect(file.rows == [["1,2", "3"]])
    }

    @Test func `the line by which Excel declares the delimiter is obeyed and passed over`() throws {
        let file = try read("sep=;\r\na,b;c\r\n1;2\r\n")
        #expect(file.names == ["a,b", "c"])
        #expect(file.rows == [["1", "2"]])
        #expect(file.rowLines == [3])
    }

    @Test func `delimiters that trail behind the last column are tolerated`() throws {
        let file = try read("a,b,,\n1,2\n1,2,\n1,2,,,\n1,2,,3\n")
        #expect(file.names == ["a", "b"])
        #expect(file.rows == [["1", "2"], ["1", "2"], ["1", "2"]])
        #expect(file.faults == [.fieldCount(found: 4, expected: 2)])
    }

    @Test func `a row gives its fields by column name`() throws {
        let file = try ScratchFile(Array("email, phone \na@b.example,123\n".utf8))
        let reader = try CSVReader(path: file.path)
        #expect(reader.header.column("phone") == 1)
        guard case .row(let row)? = try reader.next() else {
            Issue.record("no row")
            return
        }
        #expect(row["email"] == "a@b.example")
        #expect(row["phone"] == "123")
        #expect(row["fax"] == nil)
        #expect(try reader.next() == nil)
    }

    @Test func `progress counts the file's bytes`() throws {
        let file = try ScratchFile(Array("a\n1\n2\n".utf8))
        let reader = try CSVReader(path: file.path)
        #expect(reader.totalBytes == 6)
        while try reader.next() != nil {}
        #expect(reader.bytesRead == 6)
    }

    @Test func `a pipe is read to its end, which it does not know before`() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("a,b\n1,2\n".utf8))
        try pipe.fileHandleForWriting.close()
        let reader = try CSVReader(
            descriptor: pipe.fileHandleForReading.fileDescriptor, name: "pipe")
        #expect(reader.totalBytes == nil)
        guard case .row(let row)? = try reader.next() else {
            Issue.record("no row")
            return
        }
        #expect(row.fields == ["1", "2"])
        #expect(try reader.next() == nil)
        #expect(reader.bytesRead == 8)
    }
}
