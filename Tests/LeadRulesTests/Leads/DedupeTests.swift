import LeadRules
import Testing

@Suite struct DedupeTests {
    @Test func `the same mail address in another spelling is the same lead`() throws {
        let office = try Office()
        let first = try office.capture(Contact("Kim@Factory.example"))
        let second = try office.capture(Contact("kim@factory.example", phone: "+821012345678"))
        #expect(second.lead == first.lead && !second.isNew)
        #expect(office.lead(first.lead).contact.phone == "+821012345678")
    }

    @Test func `the same phone is the same lead when nothing contradicts it`() throws {
        let office = try Office()
        let first = try office.capture(Contact("kim@factory.example", phone: "+821012345678"))
        let second = try office.capture(Contact(nil, name: "Kim", phone: "+821012345678"))
        #expect(second.lead == first.lead && !second.isNew)
        #expect(office.lead(first.lead).contact.name == "Kim")
    }

    @Test func `the same phone under another mail address is proposed, never merged`() throws {
        let office = try Office()
        let first = try office.capture(Contact("kim@factory.example", phone: "+821012345678"))
        let second = try office.capture(Contact("lee@factory.example", phone: "+821012345678"))
        let proposal = try #require(office.facts.merges.values.first)
        #expect(second.isNew)
        #expect(proposal.keep == first.lead && proposal.absorb == second.lead)
        #expect(proposal.match == .phone && proposal.state == .open)
    }

    @Test func `the same name at the same account is the same lead when only one mail is known`()
        throws
    {
        let office = try Office()
        let first = try office.capture(Contact("kim@factory.example", name: "Kim Min"))
        var unnamed = Contact(nil, name: "Kim Min")
        unnamed.emailDomain = "factory.example"
        let second = try office.capture(unnamed)
        #expect(second.lead == first.lead && !second.isNew)
        let namesake = try office.capture(Contact("kim2@factory.example", name: "Kim Min"))
        #expect(namesake.isNew && office.facts.merges.count == 1)
    }

    @Test func `other people make other leads`() throws {
        let office = try Office()
        try office.lead("kim@factory.example")
        try office.lead("lee@plant.example")
        #expect(office.facts.leads.count == 2 && office.facts.merges.isEmpty)
    }

    @Test func `a second capture fills gaps and overwrites nothing`() throws {
        let office = try Office()
        let lead = try office.lead(
            "kim@factory.example", "newsletter", title: "Head", attributes: ["employees": 500])
        try office.lead(
            "kim@factory.example", "newsletter", phone: "+821012345678", title: "Intern",
            attributes: ["employees": 5, "industry": "manufacturing"])
        let row = office.lead(lead)
        #expect(row.contact.title == "Head" && row.contact.phone == "+821012345678")
        #expect(row.attributes == ["employees": 500, "industry": "manufacturing"])
        #expect(row.segment == "manufacturing")
    }

    @Test func `the same record sent again changes nothing, and raises no hand again`() throws {
        let office = try Office()
        let lead = try office.capture(Contact("kim@factory.example"), key: "row-7").lead
        try office.run(RecycleLead(lead: lead, reason: "no-budget"))
        let before = office.facts.journal.count
        #expect(try !office.capture(Contact("kim@factory.example"), key: "row-7").isNew)
        #expect(office.facts.journal.count == before)
    }

    @Test func `a lead needs something to reach it by`() throws {
        let office = try Office()
        let refused = refusal { try office.capture(Contact(nil)) }
        #expect(refused?.problems.map(\.field) == ["email"])
        #expect(office.facts.journal.allSatisfy { $0.event.lead == nil })
    }

    @Test func `leads of one domain share an account, free mail makes none`() throws {
        let office = try Office()
        let kim = try office.lead("kim@factory.example")
        let lee = try office.lead("lee@factory.example")
        let free = try office.lead("kim@gmail.com")
        #expect(office.lead(kim).account != nil)
        #expect(office.lead(kim).account == office.lead(lee).account)
        #expect(office.lead(free).account == nil && office.facts.accounts.count == 1)
    }

    @Test func `a hand raised later counts with its own clock and temperature`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        #expect(office.lead(lead).stage == .marketing)
        try office.lead("kim@factory.example", "demo-request")
        let touch = try #require(office.clocks(lead, .firstTouch).first)
        #expect(touch.rule == "hand-raise" && touch.dueAt == office.now + .minutes(5))
        #expect(office.lead(lead).origin.source == "newsletter")
        #expect(office.lead(lead).origin.temperature == .hot)
        #expect(office.lead(lead).work.contactDueAt == office.now)
    }

    @Test func `a hand raised to whoever works the lead already starts the fast clock once`() throws
    {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.touch(lead, reached: true)
        #expect(!office.running(lead).contains(.firstTouch))
        try office.act(lead, "demo-request")
        try office.act(lead, "demo-request")
        #expect(office.clocks(lead, .firstTouch).filter { $0.state == .running }.count == 1)
    }
}
