import ContactParsing
import Testing

/// Random texts, the same in every run.
@Suite struct ContactFuzzTests {
    @Test func `no text breaks the parsers, and what they accept keeps its form`() {
        var chance = SplitMix(state: 1)
        for _ in 0..<5_000 {
            let text = chance.text(of: everything)
            checkPhone(text, region: regions.randomElement(using: &chance)!)
            checkEmail(text)
            _ = PersonName.key(text)
            _ = CompanyName.plausiblyMatches(domain: text, company: CompanyName.key(text))
        }
    }

    @Test func `any digits give a number that reads as itself, or a reason`() {
        var chance = SplitMix(state: 2)
        let accepted = (0..<5_000).count { _ in
            checkPhone(
                chance.text(of: dialled), region: regions.randomElement(using: &chance)!)
        }
        #expect(accepted > 100)
    }

    @Test func `anything around an at sign gives an address that reads as itself, or a reason`() {
        var chance = SplitMix(state: 3)
        let accepted = (0..<5_000).count { _ in
            checkEmail(chance.text(of: mailable) + "@" + chance.text(of: mailable) + ".com")
        }
        #expect(accepted > 100)
    }

    @Test func `the order of Latin words never matters to a person's key`() {
        var chance = SplitMix(state: 4)
        for _ in 0..<1_000 {
            let words = (0..<4).map { _ in chance.text(of: Array("abcdeéñ")) }
            let shuffled = words.shuffled(using: &chance)
            #expect(
                PersonName.key(words.joined(separator: " "))
                    == PersonName.key(shuffled.joined(separator: ", ")))
        }
    }

    @discardableResult
    private func checkPhone(_ text: String, region: String) -> Bool {
        guard let number = try? PhoneNumber.parse(text, defaultRegion: region).get() else {
            return false
        }
        #expect(number.e164.first == "+" && number.e164.dropFirst().allSatisfy(\.isASCII))
        #expect(PhoneNumber.parse(number.e164, defaultRegion: "") == .success(number), "\(text)")
        return true
    }

    @discardableResult
    private func checkEmail(_ text: String) -> Bool {
        guard let address = try? EmailAddress.parse(text).get() else { return false }
        let again = EmailAddress.parse(address.local + "@" + address.domain)
        #expect((try? again.get())?.normalised == address.normalised, "\(text)")
        #expect(address.normalised.utf8.count <= 254 && address.domain.allSatisfy(\.isASCII))
        return true
    }

    private let regions = ["KR", "JP", "DE", "US", "BR", "IT", "AR", "MX", "ZZ", "", "\u{0}"]
    private let dialled = Array("0123456789012345678901234567890123456789+-() ")
    private let mailable = Array("abcXYZ019.-+_'한ü。")
    private let everything = Array(
        "aZ09 .,-+@<>\"'()/#;:?&=_\\%*\t\n\u{0}\u{200B}\u{202E}\u{FEFF}\u{301}０ａ＠．＋ー한글님씨漢字様"
            + "㈱㈜ßİıﬁｶﾞé🙂👨‍👩‍👧‍👦۰१𝟙")
}

/// Sebastiano Vigna's SplitMix64.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// Up to 20 of the characters.
    mutating func text(of characters: [Character]) -> String {
        String(
            (0..<Int.random(in: 0...20, using: &self)).map { _ in
                characters[Int.random(in: 0..<characters.count, using: &self)]
            })
    }
}
