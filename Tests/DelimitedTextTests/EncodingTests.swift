import DelimitedText
import Testing

/// Real bytes of small files, as other programs write them.
private enum Sample {
    static let korean = hex(
        """
        C0CCB8A72CC8B8BBE72CB8DEB8F00AB1E8B9CEC1D82CBBEFBCBAC0FCC0DA2CB5A5B8F020BFE4C3BB0AB9\
        DA8C632C22C7D1BAFB2C20BCD2C7C1C6AE222CA2DFA8E70A
        """)
    /// Trail bytes of its characters include `|` and the backslash.
    static let japanese = hex(
        """
        8E8196BC7C89EF8ED07C838183820A8E52936391BE98597C8A948EAE89EF8ED093FA97A77C837C835883\
        67975C92E80AEEE08BB47C22955C8C768E5A0A835C83748367227C81608740878A0A
        """)
    static let halfWidthKatakana = hex("BCD2B22CCCD8B6DEC50AD4CFC0DE20C0DBB32CBBC4B320CAC5BA0A")
    static let utf16LittleEndian = hex(
        "74C784B92C000F6C0D542C003DD800DE0A0040AEFCBB00C92C00715C30752C0061000A00")
    static let utf16BigEndian = hex(
        "C774B984002C6C0F540D002CD83DDE00000AAE40BBFCC900002C5C717530002C0061000A")
    static let western = hex(
        """
        6E616D652C636974790A416DE96C69652C4F726CE9616E730A4A6F73E92C4DE16C6167610A4AFC726765\
        6E2C4BF66C6E0A
        """)
}

@Suite struct EncodingTests {
    @Test(arguments: [1, 2, 3, 7, 100_000])
    func `Korean Windows text is recognised and read`(chunk: Int) throws {
        let file = try read(Sample.korean) { $0.chunkBytes = chunk }
        #expect(file.encoding.encoding == .cp949)
        #expect(file.names == ["이름", "회사", "메모"])
        #expect(file.rows == [["김민준", "삼성전자", "데모 요청"], ["박똠", "한빛, 소프트", "㈜①"]])
        #expect("\(file.encoding)" == "CP949 (its bytes read as everyday Korean)")
    }

    @Test(arguments: [1, 2, 3, 7, 100_000])
    func `Japanese Windows text is recognised and read`(chunk: Int) throws {
        let file = try read(Sample.japanese) { $0.chunkBytes = chunk }
        #expect(file.encoding.encoding == .cp932)
        #expect(file.delimiter == .bar)
        #expect(file.names == ["氏名", "会社", "メモ"])
        #expect(
            file.rows == [["山田太郎", "株式会社日立", "ポスト予定"], ["髙橋", "表計算\nソフト", "～①㈱"]])
    }

    @Test func `half-width katakana are recognised as Japanese`() throws {
        let file = try read(Sample.halfWidthKatakana)
        #expect(file.encoding.encoding == .cp932)
        #expect(file.rows == [["ﾔﾏﾀﾞ ﾀﾛｳ", "ｻﾄｳ ﾊﾅｺ"]])
    }

    @Test(arguments: [1, 2, 3, 7, 100_000], [true, false])
    func `UTF-16 is recognised with and without its mark`(chunk: Int, marked: Bool) throws {
        let little = try read((marked ? [0xFF, 0xFE] : []) + Sample.utf16LittleEndian) {
            $0.chunkBytes = chunk
        }
        let big = try read((marked ? [0xFE, 0xFF] : []) + Sample.utf16BigEndian) {
            $0.chunkBytes = chunk
        }
        for (file, encoding) in [(little, TextEncoding.utf16LittleEndian), (big, .utf16BigEndian)] {
            #expect(file.encoding.encoding == encoding)
            #expect(file.encoding.basis == (marked ? .byteOrderMark : .zeroBytes))
            #expect(file.names == ["이름", "氏名", "😀"])
            #expect(file.rows == [["김민준", "山田", "a"]])
        }
    }

    @Test(arguments: [1, 2, 3, 7, 100_000], ["", "\u{FEFF}"])
    func `UTF-8 is recognised with and without its mark`(chunk: Int, mark: String) throws {
        let file = try read(mark + "이름,😀\n김민준,山田\n") { $0.chunkBytes = chunk }
        #expect(file.encoding.encoding == .utf8)
        #expect(file.names == ["이름", "😀"])
        #expect(file.rows == [["김민준", "山田"]])
    }

    @Test func `a told encoding is not questioned`() throws {
        let file = try read(hex("C0CC2C61 0A B1B92C78 0A")) { $0.encoding = .cp932 }
        #expect("\(file.encoding)" == "CP932 (as told)")
        #expect(file.names == ["ﾀﾌ", "a"])
        #expect(file.rows == [["ｱｹ", "x"]])
    }

    @Test func `text of an unknown encoding is never guessed at`() throws {
        let file = try read(Sample.western)
        #expect(file.encoding.encoding == .utf8)
        #expect(file.encoding.basis == .noneFits)
        #expect(file.rows.isEmpty)
        #expect(
            file.faults.first
                == .undecodable(bytes: [0xE9], line: 2, column: 3, encoding: .utf8))
        #expect(file.problems.map(\.raw).first == "Am\\xE9lie,Orl\\xE9ans")
    }

    @Test(arguments: [
        ("utf-8", TextEncoding.utf8), ("EUC-KR", .cp949), ("ms949", .cp949), ("Shift_JIS", .cp932),
        ("Windows-31J", .cp932), ("UTF-16LE", .utf16LittleEndian),
    ])
    func `encodings go by their usual names`(name: String, encoding: TextEncoding) {
        #expect(TextEncoding(name: name) == encoding)
    }

    @Test func `an unknown name is no encoding`() {
        #expect(TextEncoding(name: "latin-1") == nil)
    }
}
