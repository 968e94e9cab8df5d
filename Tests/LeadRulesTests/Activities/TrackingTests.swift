import LeadRules
import Testing

@Suite struct TrackingTests {
    private func message(
        _ id: String, _ kind: TrackedMessage.Kind, at: Instant, anonymous: String? = "anon-1",
        user: String? = nil, contact: Contact? = nil, _ properties: [String: Value] = [:]
    ) -> TrackedMessage {
        var origin = Origin()
        origin.source = "website"
        return TrackedMessage(
            id: id, kind: kind, at: at, anonymousID: anonymous, userID: user,
            properties: properties, contact: contact, origin: origin, ip: nil)
    }

    @discardableResult
    private func send(_ office: Office, _ messages: TrackedMessage...) throws -> Track.Answer {
        try office.run(Track(messages: messages))
    }

    @Test func `what a visitor did joins the lead once`() throws {
        let office = try Office()
        try send(
            office, message("1", .page("home"), at: office.now),
            message("2", .track("Email Opened"), at: office.now))
        #expect(office.facts.leads.isEmpty)
        let lead = try office.capture(
            Contact("kim@factory.example"), "newsletter", visitor: "anon-1"
        )
        .lead
        #expect(try office.score(lead).behaviourPoints == 2)
        try office.capture(Contact("kim@factory.example"), "newsletter", visitor: "anon-1")
        #expect(try office.score(lead).behaviourPoints == 2)
        try send(office, message("3", .page("home"), at: office.now))
        #expect(try office.score(lead).behaviourPoints == 3)
    }

    @Test func `a message is taken in once, in one batch and across batches`() throws {
        let office = try Office()
        let visit = message("1", .page("home"), at: office.now)
        let first = try send(office, visit, visit)
        #expect(first.taken == 1 && first.repeated == 1)
        let second = try send(office, visit)
        #expect(second.taken == 0 && second.repeated == 1)
        #expect(office.facts.visitors["anon-1"]?.score.tallies["page-visit"]?.count == 1)
    }

    @Test func `one person identified twice in one batch is one lead`() throws {
        let office = try Office()
        let kim = Contact("kim@factory.example")
        try send(
            office, message("1", .identify, at: office.now, anonymous: "a", contact: kim),
            message("2", .identify, at: office.now, anonymous: "b", contact: kim))
        #expect(office.facts.leads.count == 1)
        #expect(office.facts.visitors["a"]?.lead == office.facts.visitors["b"]?.lead)
    }

    @Test func `a second person at the same browser is another lead`() throws {
        let office = try Office()
        try send(
            office, message("1", .page("home"), at: office.now),
            message("2", .identify, at: office.now, contact: Contact("kim@factory.example")),
            message("3", .identify, at: office.now, contact: Contact("lee@plant.example")),
            message("4", .page("home"), at: office.now))
        #expect(office.facts.leads.count == 2)
        let (kim, lee) = (LeadID(1), LeadID(2))
        #expect(office.lead(kim).contact.email == "kim@factory.example")
        #expect(try office.score(kim).behaviourPoints == 1)
        #expect(try office.score(lee).behaviourPoints == 1)
    }

    @Test func `identifying a known lead again adds what was missing`() throws {
        let office = try Office()
        try send(
            office, message("1", .identify, at: office.now, contact: Contact(nil, phone: "+82101")),
            message("2", .identify, at: office.now, contact: Contact("kim@factory.example")))
        #expect(office.facts.leads.count == 1)
        #expect(office.lead(LeadID(1)).contact.email == "kim@factory.example")
        #expect(office.lead(LeadID(1)).contact.phone == "+82101")
    }

    @Test func `group traits are facts of the account`() throws {
        let office = try Office()
        try send(
            office,
            message("1", .identify, at: office.now, contact: Contact("kim@factory.example")),
            message("2", .group("g"), at: office.now, ["employees": 900, "name": "Factory"]))
        let account = try #require(office.facts.accounts.values.first)
        #expect(account.name == "Factory" && account.attributes["employees"] == 900)
    }

    @Test func `an alias joins the earlier visitor, and two leads are proposed once`() throws {
        let office = try Office()
        try send(
            office, message("1", .page("home"), at: office.now, anonymous: "old"),
            message(
                "2", .identify, at: office.now, anonymous: nil, user: "u1",
                contact: Contact("kim@factory.example")),
            message("3", .alias("old"), at: office.now, anonymous: nil, user: "u1"))
        #expect(try office.score(LeadID(1)).behaviourPoints == 1)
        try send(
            office,
            message(
                "4", .identify, at: office.now, anonymous: "other",
                contact: Contact("lee@plant.example")),
            message("5", .alias("other"), at: office.now, anonymous: nil, user: "u1"))
        #expect(office.facts.merges.count == 1)
    }

    @Test func `an alias to a merged lead reaches the one that lives`() throws {
        let office = try Office()
        for (name, key) in [("a", "va"), ("b", "vb"), ("c", "vc")] {
            try office.capture(Contact("\(name)@\(name).example"), "newsletter", visitor: key)
        }
        try office.run(MergeLeads(keep: LeadID(2), absorb: LeadID(3)))
        try office.run(MergeLeads(keep: LeadID(1), absorb: LeadID(2)))
        try send(office, message("1", .page("home"), at: office.now, anonymous: "vc"))
        #expect(try office.score(LeadID(1)).behaviourPoints == 1)
    }

    @Test func `product counts make a PQL, and it goes to an SDR`() throws {
        let office = try Office()
        let lead = try office.capture(Contact("kim@factory.example"), "website", visitor: "anon-1")
            .lead
        for id in 1...3 {
            try send(office, message("i\(id)", .track("Teammate Invited"), at: office.now))
        }
        #expect(office.lead(lead).milestones.pql == nil)
        try send(office, message("m", .track("Messages Sent"), at: office.now, ["quantity": 1000]))
        #expect(office.lead(lead).milestones.pql == office.now)
        #expect(office.lead(lead).milestones.mql == nil && office.owner(lead) == "mina")
    }

    @Test func `what an identify says without an address is known of the lead from then on`() throws
    {
        let office = try Office()
        try send(
            office,
            message("1", .identify, at: office.now, contact: Contact("kim@factory.example")),
            message("2", .identify, at: office.now, ["plan": "team"]))
        #expect(office.facts.leads.count == 1)
        #expect(office.lead(LeadID(1)).attributes["plan"] == "team")
    }
}
