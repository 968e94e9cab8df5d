import LeadRules
import Testing

/// Several people share a phone or a name: nobody is merged silently, and nobody is made twice.
@Suite struct SharedKeysTests {
    private let phone = "+82212345678"

    @Test func `a phone that two people share makes neither of them again`() throws {
        let office = try Office()
        let ann = try office.capture(Contact("ann@factory.example", name: "Ann", phone: phone)).lead
        let bob = try office.capture(Contact(nil, name: "Bob", phone: phone))
        #expect(bob.isNew && office.facts.merges.count == 1)
        for _ in 1...3 {
            #expect(
                try office.capture(Contact(nil, name: "Bob", phone: phone)).lead == bob.lead)
            #expect(try office.capture(Contact(nil, name: "Ann", phone: phone)).lead == ann)
        }
        #expect(office.facts.leads.count == 2 && office.facts.merges.count == 1)
    }

    @Test func `a phone alone that fits two people is doubtful, once`() throws {
        let office = try Office()
        try office.capture(Contact("ann@factory.example", name: "Ann", phone: phone))
        try office.capture(Contact("bob@factory.example", name: "Bob", phone: phone))
        let caller = try office.capture(Contact(nil, phone: phone))
        #expect(caller.isNew && office.facts.merges.count == 2)
        #expect(try office.capture(Contact(nil, phone: phone)).lead == caller.lead)
        #expect(office.facts.leads.count == 3)
    }

    @Test func `two people of one name at one account are told apart`() throws {
        let office = try Office()
        try office.capture(Contact("kim1@factory.example", name: "Kim Min"))
        try office.capture(Contact("kim2@factory.example", name: "Kim Min"))
        var nameless = Contact(nil, name: "Kim Min")
        nameless.emailDomain = "factory.example"
        let third = try office.capture(nameless)
        #expect(third.isNew)
        #expect(office.facts.merges.values.allSatisfy { $0.state == .open })
    }

    @Test func `a contact that comes to point at another lead is proposed, once`() throws {
        let office = try Office()
        let ann = try office.lead("ann@factory.example")
        let other = try office.capture(Contact(nil, name: "Ann", phone: phone)).lead
        var contact = office.lead(other).contact
        (contact.email, contact.emailKey) = ("ann@factory.example", "ann@factory.example")
        try office.run(ChangeLead(lead: other, contact: contact))
        (contact.name, contact.nameKey) = ("Ann Lee", "ann lee")
        try office.run(ChangeLead(lead: other, contact: contact))
        let proposals = office.facts.merges.values
        #expect(proposals.map(\.keep) == [ann] && proposals.map(\.absorb) == [other])
        #expect(proposals.map(\.match) == [.email])
    }

    @Test func `a mail address that is corrected is judged again`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        var doubtful = office.lead(lead).contact
        doubtful.findings = [.emailDisposable]
        try office.run(ChangeLead(lead: lead, contact: doubtful))
        #expect(office.lead(lead).verification.state == .suspect)
        doubtful.findings = []
        try office.run(ChangeLead(lead: lead, contact: doubtful))
        #expect(office.lead(lead).verification.state == .unverified)
        try office.run(VerifyByPhone(lead: lead, genuine: true))
        doubtful.findings = [.emailDisposable]
        try office.run(ChangeLead(lead: lead, contact: doubtful))
        #expect(office.lead(lead).verification.state == .verified)
    }
}
