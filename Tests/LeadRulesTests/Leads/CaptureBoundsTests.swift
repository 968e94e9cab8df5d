import LeadRules
import Testing

/// Who is the same person, and what is kept of what they said.
@Suite struct CaptureBoundsTests {
    private func identify(
        _ id: String, _ contact: Contact?, browser: String? = nil, user: String? = nil,
        in office: Office
    ) -> TrackedMessage {
        TrackedMessage(
            id: id, kind: .identify, at: office.now, anonymousID: browser ?? id, userID: user,
            properties: [:], contact: contact, origin: .of("website"), ip: nil)
    }

    @Test func `what contradicts what stands is kept as it was said, what agrees is not`() throws {
        let office = try Office()
        try office.lead(
            "kim@factory.example", "newsletter", attributes: ["employees": 500, "hq": "Seoul"])
        try office.lead(
            "kim@factory.example", "event", attributes: ["employees": 5, "hq": "Seoul"])
        let event = office.facts.journal.last { $0.name == "lead.recaptured" }?.event
        let again = try #require(event as? LeadRecaptured)
        #expect(again.stated == ["employees": 5])
    }

    @Test func `a company without a domain is no account`() throws {
        let office = try Office()
        let capture = CaptureLead(
            contact: Contact(nil, name: "Kim", phone: "+82101"), origin: .of("newsletter"),
            companyDomain: "")
        #expect(office.lead(try office.run(capture).lead).account == nil)
        #expect(office.facts.accounts.isEmpty)
    }

    @Test func `an empty name is nobody's, and an empty address contradicts none`() throws {
        let office = try Office()
        func nameless(_ email: String?, phone: String? = nil) -> Contact {
            var contact = Contact(email, phone: phone)
            (contact.nameKey, contact.emailDomain) = ("", "factory.example")
            if email == nil { contact.emailKey = "" }
            return contact
        }
        try office.capture(nameless("kim@factory.example"), "newsletter")
        let lee = try office.capture(nameless("lee@factory.example", phone: "+82102"), "newsletter")
        #expect(lee.isNew && office.facts.merges.isEmpty)
        let caller = try office.capture(nameless(nil, phone: "+82102"), "newsletter")
        #expect(caller.lead == lee.lead)
        let third = try office.capture(nameless(nil, phone: "+82103"), "newsletter")
        #expect(third.isNew)
        let named = try office.capture(nameless("ann@factory.example", phone: "+82103"), "event")
        #expect(named.lead == third.lead)
    }

    @Test func `a user is one person, whatever address they give`() throws {
        let office = try Office()
        try office.run(
            Track(messages: [
                identify("1", Contact("kim@factory.example"), browser: "a", user: "u", in: office),
                identify("2", Contact("kim@home.example"), browser: "b", user: "u", in: office),
            ]))
        #expect(office.facts.leads.count == 1)
    }

    @Test func `in one batch there is one account of a domain, and one lead of a name there`()
        throws
    {
        let office = try Office()
        var called = Contact(nil, name: "Kim Min", phone: "+82101")
        called.emailDomain = "factory.example"
        try office.run(
            Track(messages: [
                identify("1", Contact("kim@factory.example", name: "Kim Min"), in: office),
                identify("2", Contact("lee@factory.example", name: "Lee"), in: office),
                identify("3", called, in: office),
            ]))
        #expect(office.facts.accounts.count == 1 && office.facts.leads.count == 2)
    }

    @Test func `whom a batch has looked at already is found again by it`() throws {
        let office = try Office()
        let kim = Contact("kim@factory.example")
        try office.run(Track(messages: [identify("1", kim, browser: "a", in: office)]))
        try office.run(
            Track(messages: [
                identify("2", kim, browser: "a", in: office),
                identify("3", kim, browser: "b", in: office),
            ]))
        #expect(office.facts.leads.count == 1)
        #expect(office.facts.visitors["b"]?.lead == office.facts.visitors["a"]?.lead)
    }

    @Test func `leads of a batch from other addresses are no crowd`() throws {
        let office = try Office()
        func from(_ ip: String, _ id: String) -> TrackedMessage {
            var origin = Origin.of("newsletter")
            origin.ip = ip
            return TrackedMessage(
                id: id, kind: .identify, at: office.now, anonymousID: id, userID: nil,
                properties: [:], contact: Contact("p@a\(id).example"), origin: origin, ip: ip)
        }
        try office.run(
            Track(messages: [
                from("203.0.113.1", "1"), from("203.0.113.2", "2"), from("203.0.113.2", "3"),
                from("203.0.113.1", "4"),
            ]))
        #expect(office.facts.leads.values.allSatisfy { $0.verification.state == .unverified })
    }

    @Test func `a name that is known stands against another one`() throws {
        let office = try Office()
        let lead = try office.capture(Contact("kim@factory.example"), "newsletter").lead
        for name in ["Kim", "Kimberley"] {
            try office.capture(Contact("kim@factory.example", name: name), "newsletter")
        }
        #expect(office.lead(lead).contact.name == "Kim")
        #expect(office.lead(lead).contact.nameKey == "kim")
    }
}
