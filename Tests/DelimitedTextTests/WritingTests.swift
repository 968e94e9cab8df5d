import DelimitedText
import Foundation
import Testing

@Suite struct WritingTests {
    private func text(
        _ rows: [[String]], _ adjust: (inout CSVWriterOptions) -> Void = { _ in }
    ) throws -> String {
        String(decoding: try written(rows, adjust), as: UTF8.self)
    }

    @Test func `fields are quoted where a reader needs it`() throws {
        let rows = [
            ["a", "b,c", "say \"hi\"", "two\nlines", " edge", ""], ["x;y", "1|2", "3\t4"],
        ]
        #expect(
            try text(rows)
                == "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\" edge\",\r\n"
                + "\"x;y\",\"1|2\",\"3\t4\"\r\n")
    }

    @Test func `delimiter, line end and byte order mark are as asked for`() throws {
        let bytes = try written([["a", "b"], ["1", "2"]]) {
            $0.delimiter = .tab
            $0.lineEnd = .lf
            $0.hasByteOrderMark = true
        }
        #expect(bytes == [0xEF, 0xBB, 0xBF] + Array("a\tb\n1\t2\n".utf8))
    }

    @Test(arguments: [
        "=1+1", "+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx", "\n=x", "＝1", "＋1", "－1", "＠x", "'=1",
        "+", "-", "--1", "+82-10-1234-5678", "-1.", "-1e", "=", "'-10",
    ])
    func `a cell like a formula is guarded`(cell: String) throws {
        let expected = try text([["x", "'" + cell]]) { $0.guardsFormulas = false }
        #expect(try text([["x", cell]]) == expected)
    }

    @Test(arguments: ["-10", "+3.5", "+821012345678", "-1.5e-05", "1-1", "a=b", "'tis", ""])
    func `a number, a phone number or plain text is left alone`(cell: String) throws {
        #expect(try text([["x", cell]]) == "x,\(cell)\r\n")
    }

    @Test func `a record can go back as it came`() throws {
        let file = try ScratchFile()
        let writer = try CSVWriter(path: file.path)
        try writer.write(raw: "1,\"open")
        try writer.finish()
        #expect(try file.bytes == Array("1,\"open\r\n".utf8))
    }

    @Test func `after a refused write the rest follows where it stopped`() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        for end in ends { #expect(fcntl(end, F_SETFL, O_NONBLOCK) == 0) }
        let writer = CSVWriter(descriptor: ends[1], name: "pipe")
        let rows = (0..<20_000).map { "row \($0)" }
        for row in rows { try writer.write([row]) }
        #expect(throws: CSVFileError.cannotWrite(file: "pipe", errno: EAGAIN)) {
            try writer.finish()
        }
        var drained = Self.drain(ends[0])
        while (try? writer.finish()) == nil { drained += Self.drain(ends[0]) }
        drained += Self.drain(ends[0])
        #expect(drained == Array(rows.map { $0 + "\r\n" }.joined().utf8))
    }

    private static func drain(_ descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let got = Foundation.read(descriptor, &chunk, chunk.count), got > 0 {
            bytes += chunk[..<got]
        }
        return bytes
    }

    @Test func `a full disk and a missing folder are errors`() throws {
        let full = try CSVWriter(path: "/dev/full")
        try full.write(["a"])
        #expect(throws: CSVFileError.cannotWrite(file: "/dev/full", errno: ENOSPC)) {
            try full.finish()
        }
        #expect(throws: CSVFileError.cannotOpen(file: "/nowhere/x.csv", errno: ENOENT)) {
            try CSVWriter(path: "/nowhere/x.csv")
        }
    }
}

@Suite struct TextInMemoryTests {
    @Test func `rows in memory are those of a file, a piece at a time`() {
        var options = CSVWriterOptions()
        options.hasByteOrderMark = true
        var text = CSVText(options: options)
        text.append(["a", "=1+1"])
        #expect(text.take() == [0xEF, 0xBB, 0xBF] + Array("a,'=1+1\r\n".utf8))
        text.append(["b,c"])
        #expect(text.take() == Array("\"b,c\"\r\n".utf8))
        #expect(text.take().isEmpty)
    }
}
