import Intake
import LeadRules
import Testing

@Suite struct `What a form states of a person` {
    private func capture(_ fill: (inout RawLead) -> Void) -> CaptureLead {
        var raw = RawLead()
        fill(&raw)
        return raw.capture(defaultRegion: "KR")
    }

    @Test func `is read into comparable keys`() {
        let contact = capture {
            $0.name = " Ms. Minji KIM "
            $0.email = "Minji.Kim+news@Hanbit-Telecom.co.kr"
            $0.phone = "010-1234-5678"
            $0.company = "Hanbit Telecom Co., Ltd."
        }.contact
        #expect(contact.name == "Ms. Minji KIM")
        #expect(contact.nameKey == "kim minji")
        #expect(contact.email == "Minji.Kim+news@Hanbit-Telecom.co.kr")
        #expect(contact.emailKey == "minji.kim@hanbit-telecom.co.kr")
        #expect(contact.emailDomain == "hanbit-telecom.co.kr")
        #expect(contact.phone == "+821012345678")
        #expect(contact.findings.isEmpty)
    }

    @Test(arguments: [
        ("no-at-sign", ContactFinding.emailMalformed), ("a@mailinator.com", .emailDisposable),
        ("someone@gmail.com", .emailFree),
    ])
    func `a doubtful mail address is kept with what was found`(
        given: String, finding: ContactFinding
    ) {
        let contact = capture { $0.email = given }.contact
        #expect(contact.email == given)
        #expect(contact.findings == [finding])
    }

    @Test func `a malformed phone number is kept as it was given`() {
        let command = capture { $0.phone = "call me" }
        #expect(command.contact.phone == nil)
        #expect(command.contact.findings == [.phoneMalformed])
        #expect(command.attributes["phone-as-given"] == "call me")
    }

    @Test(arguments: [
        ("JP", "+819012345678"), ("Japan", "+819012345678"), ("일본", "+819012345678"),
        ("日本", "+819012345678"), ("Atlantis", "+8190123456780"),
    ])
    func `a phone number is read in the country of the lead`(country: String, expected: String) {
        let contact = capture {
            $0.country = country
            $0.phone = "090-1234-5678"
        }.contact
        #expect((contact.phone == expected) == (country != "Atlantis"))
        #expect(contact.country == (country == "Atlantis" ? "Atlantis" : "JP"))
    }

    @Test func `a company that does not fit the mail domain is noted`() {
        let contact = capture {
            $0.email = "kim@totally-different.com"
            $0.company = "Samsung Electronics"
        }.contact
        #expect(contact.findings == [.companyMismatch])
    }

    @Test(arguments: [
        ("Ada", "Lovelace", "Ada Lovelace"), ("민지", "김", "김민지"), ("太郎", "山田", "山田 太郎"),
    ])
    func `family names stand where their owners put them`(
        first: String, last: String, full: String
    ) {
        let contact = capture {
            $0.firstName = first
            $0.lastName = last
        }.contact
        #expect(contact.name == full)
    }

    @Test(
        arguments: [
            ("https://www.acme.com/about", "acme.com"), ("Acme.com", "acme.com"),
            ("gmail.com", nil), ("not a domain", nil),
        ] as [(String, String?)])
    func `the company's site tells its domain`(site: String, domain: String?) {
        #expect(capture { $0.companyDomain = site }.companyDomain == domain)
    }

    @Test func `correcting a mail address takes back what was found in the old one`() {
        var raw = RawLead()
        raw.email = "broken"
        var contact = Contact()
        var attributes: [String: Value] = [:]
        raw.fill(&contact, &attributes, defaultRegion: "KR")
        raw.email = "kim@hanbit-telecom.co.kr"
        raw.fill(&contact, &attributes, defaultRegion: "KR")
        #expect(contact.findings.isEmpty)
        #expect(contact.emailDomain == "hanbit-telecom.co.kr")
    }
}
