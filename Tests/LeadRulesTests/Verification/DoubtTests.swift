import LeadRules
import Testing

@Suite struct DoubtTests {
    private func state(
        _ office: Office, _ findings: [ContactFinding], email: String? = "kim@factory.example",
        ip: String? = nil
    ) throws -> Verification {
        var contact = Contact(email, name: "Kim")
        contact.findings = findings
        return office.lead(try office.capture(contact, "newsletter", ip: ip).lead).verification
    }

    @Test func `a phone that cannot exist is a doubt where there is no mail address`() throws {
        #expect(try state(Office(), [.phoneMalformed]).state == .unverified)
        let doubt = try state(Office(), [.phoneMalformed], email: nil)
        #expect(doubt.state == .suspect && doubt.reasons.count == 1)
        #expect(try state(Office(), [], email: nil).state == .unverified)
    }

    @Test(arguments: [true, false])
    func `another company and a disposable address are doubts where the playbook says so`(
        doubts: Bool
    ) throws {
        let office = try Office {
            $0.verification.suspectCompanyMismatch = doubts
            $0.verification.suspectDisposable = doubts
        }
        let state = try state(office, [.companyMismatch, .emailDisposable])
        #expect(state.state == (doubts ? .suspect : .unverified))
        #expect(state.reasons.count == (doubts ? 2 : 0))
    }

    @Test func `leads from other addresses and earlier ones do not count`() throws {
        let office = try Office()
        for (mail, ip) in [("a@a.example", "203.0.113.1"), ("b@b.example", "203.0.113.2")] {
            try office.capture(Contact(mail), "newsletter", ip: ip)
        }
        let lead = try office.capture(Contact("c@c.example"), "newsletter", ip: "203.0.113.1").lead
        #expect(office.lead(lead).verification.state == .unverified)
        #expect(try state(office, [], email: "d@d.example").state == .unverified)
    }

    @Test func `leads of one batch count together, up to the moment of the capture`() throws {
        let office = try Office()
        func identify(_ id: String, _ mail: String, _ at: Instant) -> TrackedMessage {
            var origin = Origin.of("newsletter")
            origin.ip = "203.0.113.1"
            return TrackedMessage(
                id: id, kind: .identify, at: at, anonymousID: id, userID: nil, properties: [:],
                contact: Contact(mail), origin: origin, ip: "203.0.113.1")
        }
        let hour = office.now - .hours(1)
        try office.run(
            Track(messages: [
                identify("1", "a@a.example", office.now), identify("2", "b@b.example", hour),
                identify("3", "c@c.example", office.now),
                identify("4", "d@d.example", hour - .seconds(1)),
            ]))
        let states = office.facts.leads.values.sorted { $0.id < $1.id }.map(\.verification.state)
        #expect(states == [.unverified, .unverified, .suspect, .unverified])
    }

    @Test func `a contact that is corrected is looked at again`() throws {
        let office = try Office()
        var contact = Contact("kim@factory.example")
        contact.findings = [.emailMalformed]
        let lead = try office.capture(contact).lead
        #expect(office.lead(lead).verification.state == .suspect && office.owner(lead) == nil)
        try office.run(ChangeLead(lead: lead, contact: Contact("kim@factory.com")))
        #expect(office.lead(lead).verification.state == .unverified)
        #expect(office.owner(lead) == "mina")
        try office.run(ChangeLead(lead: lead, contact: contact))
        #expect(office.lead(lead).verification.state == .suspect)
        #expect(office.lead(lead).verification.phoneVerifiedAt == nil)
        try office.run(SetVerification(lead: lead, state: .verified, reason: "called"))
        try office.run(ChangeLead(lead: lead, contact: Contact("kim@factory.com")))
        #expect(office.lead(lead).verification.state == .verified)
    }

    @Test func `a state set by hand is no phone call`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", phone: "+821012345678")
        try office.run(SetVerification(lead: lead, state: .verified, reason: "met at the fair"))
        #expect(office.lead(lead).verification.phoneVerifiedAt == nil)
        let before = office.facts.journal.count
        try office.run(SetVerification(lead: lead, state: .verified, reason: "again"))
        #expect(office.facts.journal.count == before)
        try office.run(VerifyByPhone(lead: lead, genuine: true, note: "Kim herself"))
        #expect(office.lead(lead).verification.phoneVerifiedAt == office.now)
        #expect(office.lead(lead).verification.reasons == ["Kim herself"])
    }

    @Test func `what the playbook doubts is no doubt of who gives no cause for it`() throws {
        let office = try Office {
            $0.verification.suspectCompanyMismatch = true
            $0.verification.suspectDisposable = true
        }
        #expect(try state(office, []).state == .unverified)
        #expect(try state(office, [.companyMismatch], email: "a@a.example").reasons.count == 1)
        #expect(try state(office, [.emailDisposable], email: "b@b.example").reasons.count == 1)
    }

    private func contact(_ email: String, title: String? = nil, _ findings: [ContactFinding])
        -> Contact
    {
        var contact = Contact(email, title: title)
        contact.findings = findings
        return contact
    }

    @Test func `a doubt that a person has dismissed does not come back with the next change`()
        throws
    {
        let office = try Office()
        let lead = try office.capture(contact("kim@factory", [.emailMalformed])).lead
        try office.run(SetVerification(lead: lead, state: .unverified, reason: "met at the fair"))
        let titled = contact("kim@factory", title: "Head", [.emailMalformed])
        try office.run(ChangeLead(lead: lead, contact: titled))
        #expect(office.lead(lead).verification.state == .unverified)
        try office.run(ChangeLead(lead: lead, contact: contact("kim@factory.example", [])))
        #expect(office.lead(lead).verification.state == .unverified)
        try office.run(ChangeLead(lead: lead, contact: titled))
        #expect(office.lead(lead).verification.state == .suspect)
    }

    @Test func `who was verified stays so, whatever their contact becomes`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(SetVerification(lead: lead, state: .verified, reason: "called"))
        try office.run(ChangeLead(lead: lead, contact: contact("kim@factory", [.emailMalformed])))
        #expect(office.lead(lead).verification.state == .verified)
    }

    @Test func `a doubt of a person's own is not lifted by a corrected contact`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(SetVerification(lead: lead, state: .suspect, reason: "an odd voice"))
        try office.run(ChangeLead(lead: lead, contact: contact("kim@factory", [.emailMalformed])))
        try office.run(ChangeLead(lead: lead, contact: contact("kim@factory.com", [])))
        #expect(office.lead(lead).verification.state == .suspect)
        #expect(office.lead(lead).verification.reasons == ["an odd voice"])
    }

    @Test func `a contact that is corrected in two steps is no doubt in the end`() throws {
        let office = try Office { $0.verification.suspectDisposable = true }
        let lead = try office.capture(contact("kim@factory", [.emailMalformed])).lead
        let disposable = contact("kim@mailinator.com", [.emailDisposable])
        try office.run(ChangeLead(lead: lead, contact: disposable))
        #expect(office.lead(lead).verification.state == .suspect)
        #expect(office.lead(lead).verification.reasons == ["The mail domain is a disposable one."])
        try office.run(ChangeLead(lead: lead, contact: contact("kim@factory.example", [])))
        #expect(office.lead(lead).verification.state == .unverified)
    }
}
