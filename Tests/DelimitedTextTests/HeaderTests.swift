import DelimitedText
import Foundation
import Testing

@Suite struct HeaderTests {
    @Test func `a column without a name is refused by its number`() {
        let error = CSVFileError.namelessColumn(column: 2, line: 1)
        #expect(throws: error) { try read("a,,c\n1,2,3\n") }
        #expect("\(error)".contains("column 2"))
    }

    @Test func `a name that comes twice is refused with both columns`() {
        let error = CSVFileError.repeatedName("mail", column: 3, first: 1, line: 2)
        #expect(throws: error) { try read("\nmail,b, mail\n1,2,3\n") }
        #expect("\(error)".contains("columns 1 and 3"))
    }

    @Test func `told to, the reader makes names unique`() throws {
        let file = try read("a,,a,a 2,a\n1,2,3,4,5\n") { $0.headerNames = .makeUnique }
        #expect(file.names == ["a", "column 2", "a 3", "a 2", "a 4"])
        #expect(file.rows == [["1", "2", "3", "4", "5"]])
    }

    @Test(arguments: ["", "\n \r\n", "\u{FEFF}"])
    func `a file without a header line is refused`(text: String) throws {
        let file = try ScratchFile(Array(text.utf8))
        #expect(throws: CSVFileError.noHeader(file: file.path)) { try CSVReader(path: file.path) }
    }

    @Test func `a header that cannot be read is refused with its reason`() throws {
        let error = try #require(throws: CSVFileError.self) { try read("a,\"b\n1,2\n") }
        #expect("\(error)".contains("the quote opened on line 1 is never closed"))
    }

    @Test func `a missing file and a folder are refused with the system's reason`() {
        let missing = "/nowhere/leads.csv"
        #expect(throws: CSVFileError.cannotOpen(file: missing, errno: ENOENT)) {
            try CSVReader(path: missing)
        }
        #expect(throws: CSVFileError.cannotRead(file: "/", errno: EISDIR)) {
            try CSVReader(path: "/")
        }
    }
}
