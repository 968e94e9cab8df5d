import ContactParsing
import Foundation
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("010-1234-5678", "KR", "+821012345678"),
        ("01012345678", "kr", "+821012345678"),
        ("02-123-4567", "KR", "+8221234567"),
        ("02) 1234-5678", "KR", "+82212345678"),
        ("031.123.4567", "KR", "+82311234567"),
        ("1588-1234", "KR", "+8215881234"),
        ("070-1234-5678", "KR", "+827012345678"),
        ("03-1234-5678", "JP", "+81312345678"),
        ("06(6123)4567", "JP", "+81661234567"),
        ("090-1234-5678", "JP", "+819012345678"),
        ("0120-123-456", "JP", "+81120123456"),
        ("030 / 901820", "DE", "+4930901820"),
        ("0171 1234567", "DE", "+491711234567"),
        ("(650) 253-0000", "US", "+16502530000"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("(11) 91234-5678", "BR", "+5511912345678"),
        ("11 3123-4567", "BR", "+551131234567"),
        ("0 15 11 91234-5678", "BR", "+5511912345678"),
    ])
    func `a number as it is written in its country is read`(
        raw: String, region: String, e164: String
    ) throws {
        #expect(try PhoneNumber.parse(raw, defaultRegion: region).get().e164 == e164)
    }

    @Test(arguments: [
        ("+82 10-1234-5678", "+821012345678"),
        ("+82 (0)10 1234 5678", "+821012345678"),
        ("+82 010 1234 5678", "+821012345678"),
        ("82-10-1234-5678", "+821012345678"),
        ("+49 (0) 89 / 1234567", "+49891234567"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("+39 06 1234 5678", "+390612345678"),
        ("tel:+81-3-1234-5678", "+81312345678"),
        ("TEL: +81 3 1234 5678", "+81312345678"),
        ("'+16502530000", "+16502530000"),
    ])
    func `an international number is read whatever the default region`(
        raw: String, e164: String
    ) throws {
        #expect(try PhoneNumber.parse(raw, defaultRegion: "KR").get().e164 == e164)
    }

    @Test(arguments: [
        ("0082 10 1234 5678", "KR", "+821012345678"),
        ("0081 90 1234 5678", "KR", "+819012345678"),
        ("0049 30 901820", "JP", "+4930901820"),
        ("(0055) 11 91234-5678", "US", "+5511912345678"),
    ])
    func `a leading 00 is read as a plus in every country`(
        raw: String, region: String, e164: String
    ) throws {
        #expect(try PhoneNumber.parse(raw, defaultRegion: region).get().e164 == e164)
    }

    @Test(arguments: [
        ("001-81-3-1234-5678", "KR", "+81312345678"),
        ("001 650 253 0000", "KR", "+16502530000"),
        ("010 1 650 253 0000", "JP", "+16502530000"),
        ("011 82 10 1234 5678", "US", "+821012345678"),
    ])
    func `the country's own prefix for calls abroad is understood`(
        raw: String, region: String, e164: String
    ) throws {
        #expect(try PhoneNumber.parse(raw, defaultRegion: region).get().e164 == e164)
    }

    @Test(arguments: [
        ("０１０－１２３４－５６７８", "KR", "+821012345678"),
        ("０３（１２３４）５６７８", "JP", "+81312345678"),
        ("０９０ー１２３４ー５６７８", "JP", "+819012345678"),
        ("００８２　１０　１２３４　５６７８", "JP", "+821012345678"),
        ("전화 010 1234 5678", "KR", "+821012345678"),
    ])
    func `full-width digits and words in front do no harm`(
        raw: String, region: String, e164: String
    ) throws {
        #expect(try PhoneNumber.parse(raw, defaultRegion: region).get().e164 == e164)
    }

    @Test(arguments: [
        ("(650) 253-0000 x123", "US", "+16502530000"),
        ("650-253-0000 ext. 4", "US", "+16502530000"),
        ("02-1234-5678 (내선 123)", "KR", "+82212345678"),
        ("02-1234-5678 교환 12", "KR", "+82212345678"),
        ("03-1234-5678 内線12", "JP", "+81312345678"),
        ("03-1234-5678（代）", "JP", "+81312345678"),
        ("代表 03-1234-5678", "JP", "+81312345678"),
    ])
    func `an extension is dropped`(raw: String, region: String, e164: String) throws {
        #expect(try PhoneNumber.parse(raw, defaultRegion: region).get().e164 == e164)
    }

    @Test(arguments: [
        ("", "KR", PhoneProblem.notANumber),
        ("call me", "KR", .notANumber),
        ("kim@x.com", "KR", .notANumber),
        ("8.21012E+11", "KR", .notANumber),
        ("010-1234-5678\u{0}", "KR", .notANumber),
        ("00", "KR", .notANumber),
        ("123-4567", "US", .tooShort),
        ("0082 10 12", "KR", .tooShort),
        ("010-1234-5678 / 02-123-4567", "KR", .tooLong),
        ("010-0000-0000", "KR", .invalidForRegion),
        ("(555) 555-5555", "US", .invalidForRegion),
        ("1234567890", "US", .invalidForRegion),
        ("01012345678", "ZZ", .unknownRegion),
        ("01012345678", "", .unknownRegion),
        ("+999 123 4567", "KR", .unknownRegion),
    ])
    func `what is no phone number is refused with its reason`(
        raw: String, region: String, problem: PhoneProblem
    ) {
        #expect(PhoneNumber.parse(raw, defaultRegion: region) == .failure(problem))
    }

    @Test func `a text of any length is refused at once`() {
        let digits = String(repeating: "1", count: 1_000_000)
        #expect(PhoneNumber.parse(digits, defaultRegion: "KR") == .failure(.tooLong))
    }

    @Test(arguments: [
        ("+821012345678", "KR", PhoneNumber.Kind.mobile),
        ("+8221234567", "KR", .fixed),
        ("+8215881234", "KR", .other),
        ("+819012345678", "JP", .mobile),
        ("+81312345678", "JP", .fixed),
        ("+491711234567", "DE", .mobile),
        ("+5511912345678", "BR", .mobile),
        ("+16502530000", "US", .other),
        ("+14165550123", "CA", .other),
    ])
    func `a number knows its region and kind`(
        e164: String, region: String, kind: PhoneNumber.Kind
    ) throws {
        let number = try PhoneNumber.parse(e164, defaultRegion: "").get()
        #expect(number.regionCode == region)
        #expect(number.kind == kind)
    }

    @Test func `a number that is free worldwide belongs to no region`() throws {
        #expect(try PhoneNumber.parse("+80012345678", defaultRegion: "").get().regionCode == nil)
    }

    @Test func `a number is stored as its text`() throws {
        let number = try PhoneNumber.parse("010-1234-5678", defaultRegion: "KR").get()
        let json = try JSONEncoder().encode([number])
        #expect(String(decoding: json, as: UTF8.self) == #"["+821012345678"]"#)
        #expect(try JSONDecoder().decode([PhoneNumber].self, from: json) == [number])
    }

    @Test(arguments: [#"[""]"#, #"["+"]"#, #"["010"]"#, #"["+82-10"]"#])
    func `a stored text of another form is refused`(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([PhoneNumber].self, from: Data(json.utf8))
        }
    }

    @Test func `many tasks may read numbers at once`() async {
        let answers = await withTaskGroup(of: String?.self) { group in
            for index in 0..<2_000 {
                group.addTask {
                    let raw = "010-\(2000 + index % 1000)-5678"
                    return try? PhoneNumber.parse(raw, defaultRegion: "KR").get().e164
                }
            }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(answers == Set((2000..<3000).map { "+8210\($0)5678" }))
    }

    @Test func `every problem tells a person what to do`() {
        let messages = PhoneProblem.allCases.map(\.message)
        #expect(Set(messages).count == messages.count)
        for message in messages {
            #expect(message.split(separator: ". ").count == 2 && message.hasSuffix("."))
        }
    }
}
