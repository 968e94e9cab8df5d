import DelimitedText
import Testing

@Suite struct UndecodableTests {
    @Test(arguments: [1, 2, 3, 7, 100_000])
    func `broken UTF-8 makes its record malformed, with the place`(chunk: Int) throws {
        var bytes = Array("이름,메모\n김,\"첫 줄\n둘째 ".utf8)
        bytes += [0xEB, 0x8C]
        bytes += Array("x\"\n이,좋음\n박,좋음\n최,좋음\n정,좋음\n".utf8)
        let file = try read(bytes) { $0.chunkBytes = chunk }
        #expect(file.encoding.encoding == .utf8)
        #expect(file.encoding.basis == .nearlyUTF8)
        let fault = CSVFault.undecodable(
            bytes: [0xEB, 0x8C], line: 3, column: 4, encoding: .utf8)
        #expect(file.faults == [fault])
        #expect(file.problemLines == [2])
        #expect(file.problems[0].raw == "김,\"첫 줄\n둘째 \\xEB\\x8Cx\"")
        #expect(file.problems[0].message.hasPrefix("\\xEB\\x8C at character 4 of line 3 is not"))
        #expect(file.rows.count == 4)
        #expect(file.rowLines.first == 4)
    }

    @Test(arguments: [1, 2, 3, 7, 100_000])
    func `broken bytes of a legacy encoding swallow no line end`(chunk: Int) throws {
        // 이름,a / 김<lone lead byte> / 김,x / 김,<80> at the end
        let bytes = hex("C0CCB8A72C610A B1E82C81 0A B1E82C78 0A B1E82C80")
        let file = try read(bytes) {
            $0.chunkBytes = chunk
            $0.encoding = .cp949
        }
        #expect(file.rows == [["김", "x"]])
        #expect(
            file.faults == [
                .undecodable(bytes: [0x81], line: 2, column: 3, encoding: .cp949),
                .undecodable(bytes: [0x80], line: 4, column: 3, encoding: .cp949),
            ])
        #expect(file.problems.map(\.raw) == ["김,\\x81", "김,\\x80"])
    }

    @Test(arguments: [1, 2, 3, 7, 100_000])
    func `a lone surrogate and a cut unit of UTF-16 are undecodable`(chunk: Int) throws {
        let bytes = hex("FFFE 61000A00 00D80A00 62000A00 63")
        let file = try read(bytes) { $0.chunkBytes = chunk }
        #expect(file.rows == [["b"]])
        let encoding = TextEncoding.utf16LittleEndian
        #expect(
            file.faults == [
                .undecodable(bytes: [0x00], line: 2, column: 1, encoding: encoding),
                .undecodable(bytes: [0x63], line: 4, column: 1, encoding: encoding),
            ])
        #expect(file.problems.map(\.raw) == ["\\x00\\xD8", "\\x63"])
    }

    @Test func `a file that turns out not to be UTF-8 later loses only those records`() throws {
        let head = "a,b\n" + String(repeating: "plain,row of text\n", count: 80_000)
        let bytes = Array(head.utf8) + hex("B1E82C780A") + Array("last,row\n".utf8)
        let file = try read(bytes)
        #expect(file.encoding.encoding == .utf8)
        #expect(file.encoding.basis == .validUTF8)
        #expect(file.rows.count == 80_001)
        #expect(
            file.faults == [
                .undecodable(bytes: [0xB1], line: 80_002, column: 1, encoding: .utf8)
            ])
    }
}
