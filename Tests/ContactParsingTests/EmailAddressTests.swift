import ContactParsing
import Foundation
import Testing

@Suite struct EmailAddressTests {
    @Test(arguments: [
        ("kim@x.com", "kim@x.com"),
        ("  Kim@X.com\n", "Kim@X.com"),
        ("Kim <kim@x.com>", "kim@x.com"),
        ("\"Kim, Minji\" <kim@x.com>;", "kim@x.com"),
        ("김민지 <kim@x.co.kr>", "kim@x.co.kr"),
        ("<mailto:kim@x.com>", "kim@x.com"),
        ("MAILTO:kim@x.com?subject=hello", "kim@x.com"),
        ("ｋｉｍ＠ｘ．ｃｏｍ", "kim@x.com"),
        ("山田＜ｙａｍａｄａ＠ｘ．ｃｏ．ｊｐ＞", "yamada@x.co.jp"),
        ("\u{200B}kim@x.com\u{FEFF}", "kim@x.com"),
        ("kim@x.com.", "kim@x.com"),
    ])
    func `the address is taken out of what surrounds it`(raw: String, original: String) throws {
        #expect(try EmailAddress.parse(raw).get().original == original)
    }

    @Test(arguments: [
        "vendas@empresa.com.br", "o'brien@x.ie", "max.mueller@x.de",
        "a+b@x.com", "user_name-1@sub.mail.x.co.uk", "1@qq.com", "x@x.museum", "\"kim\"@x.com",
    ])
    func `addresses that people have are accepted`(raw: String) throws {
        let address = try EmailAddress.parse(raw).get()
        #expect(address.domain.contains("."))
        #expect(!address.local.contains("\""))
    }

    @Test(arguments: [
        ("Kim.Min+news@X.com", "kim.min@x.com"),
        ("J.o.h.n+tag@gmail.com", "john@gmail.com"),
        ("John@GoogleMail.com", "john@gmail.com"),
        ("+tag@x.com", "+tag@x.com"),
        ("kim@BÜCHER.de", "kim@xn--bcher-kva.de"),
    ])
    func `one person has one key`(raw: String, key: String) throws {
        #expect(try EmailAddress.parse(raw).get().normalised == key)
    }

    @Test func `what one sends to keeps capitals and the tag`() throws {
        let address = try EmailAddress.parse("J.Kim+news@GoogleMail.COM").get()
        #expect(address.local == "J.Kim+news")
        #expect(address.domain == "googlemail.com")
    }

    @Test(arguments: [
        ("kim@한국.kr", "xn--3e0b707e.kr"),
        ("kim@bücher.de", "xn--bcher-kva.de"),
        ("kim@straße.de", "xn--strae-oqa.de"),
        ("kim@例え。テスト", "xn--r8jz45g.xn--zckzah"),
        ("kim@ﾃｽﾄ.jp", "xn--zckzah.jp"),
        ("kim@münchen.ciudad.españa", "xn--mnchen-3ya.ciudad.xn--espaa-rta"),
        ("kim@他们为什么不说中文.cn", "xn--ihqwcrb4cv8a8dqg056pqjye.cn"),
        ("kim@почемужеонинеговорятпорусски.ru", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l.ru"),
        ("kim@3年b組金八先生.jp", "xn--3b-ww4c5e180e575a65lsy2b.jp"),
    ])
    func `international domains get their ASCII form`(raw: String, domain: String) throws {
        #expect(try EmailAddress.parse(raw).get().domain == domain)
    }

    @Test(arguments: ["", " \t", "<>", "mailto:"])
    func `nothing is refused as empty`(raw: String) {
        #expect(EmailAddress.parse(raw) == .failure(.empty))
    }

    @Test(arguments: ["kim.x.com", "Kim <kim>", "김민지", "x.com"])
    func `a text without @ is refused`(raw: String) {
        #expect(EmailAddress.parse(raw) == .failure(.missingAt))
    }

    @Test(arguments: [
        "@x.com", "k im@x.com", ".kim@x.com", "kim.@x.com", "k..m@x.com", "a@b@x.com",
        "\"k im\"@x.com", "\"\"@x.com", "kim(home)@x.com", "kim,min@x.com", "김@x.com",
    ])
    func `a wrong part before the @ is refused`(raw: String) {
        #expect(EmailAddress.parse(raw) == .failure(.badLocalPart))
    }

    @Test(arguments: [
        "kim@", "kim@x", "kim@localhost", "kim@x..com", "kim@.x.com", "kim@-x.com", "kim@x-.com",
        "kim@x_y.com", "kim@x y.com", "kim@x.c", "kim@x.123", "kim@127.0.0.1", "kim@[127.0.0.1]",
        "kim@☃.net",
    ])
    func `a wrong domain is refused`(raw: String) {
        #expect(EmailAddress.parse(raw) == .failure(.badDomain))
    }

    @Test func `what is too long is refused`() {
        let local = String(repeating: "a", count: 64)
        let label = String(repeating: "a", count: 64)
        let koreanLabel = String(repeating: "한", count: 63)
        #expect(EmailAddress.parse("a\(local)@x.com") == .failure(.localPartTooLong))
        #expect(EmailAddress.parse("kim@\(label).com") == .failure(.badDomain))
        #expect(EmailAddress.parse("kim@\(koreanLabel).kr") == .failure(.badDomain))
        #expect(EmailAddress.parse("\(local)@\(domain(ofLength: 190))") == .failure(.tooLong))
        let list = String(repeating: "kim@x.com ", count: 1_000)
        #expect(EmailAddress.parse(list) == .failure(.tooLong))
    }

    @Test func `an address of 254 characters is the longest`() throws {
        let local = String(repeating: "a", count: 64)
        let longest = local + "@" + domain(ofLength: 189)
        #expect(try EmailAddress.parse(longest).get().normalised.count == 254)
    }

    @Test func `an address survives storage`() throws {
        let address = try EmailAddress.parse("Kim <J.Kim+news@한국.kr>").get()
        let json = try JSONEncoder().encode(address)
        #expect(try JSONDecoder().decode(EmailAddress.self, from: json) == address)
    }

    @Test func `every problem tells a person what to do`() {
        let messages = EmailProblem.allCases.map(\.message)
        #expect(Set(messages).count == messages.count)
        for message in messages {
            #expect(message.split(separator: ". ").count == 2 && message.hasSuffix("."))
        }
    }

    /// A valid domain of `length` characters, with labels of at most 51.
    private func domain(ofLength length: Int) -> String {
        var name = "com"
        while name.count < length {
            name = String(repeating: "d", count: min(50, length - name.count - 1)) + "." + name
        }
        return name
    }
}
