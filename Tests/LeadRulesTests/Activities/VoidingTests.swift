import LeadRules
import Testing

@Suite struct VoidingTests {
    @Test func `a voided activity takes back exactly its points, decayed or not`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.act(lead, "webinar-attendance")
        try office.advance(.days(17))
        let fake = try office.act(lead, "webinar-attendance")
        try office.advance(.days(13))
        try office.run(VoidActivity(activity: fake, reason: "a bot"))
        #expect(try office.score(lead).behaviourPoints == 5)
        #expect(office.lead(lead).score.total == 5)
    }

    @Test func `a voided activity leaves nothing of itself`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let before = office.lead(lead).score
        let fake = try office.act(lead, "page-visit")
        let answer = try office.run(VoidActivity(activity: fake, reason: "a bot"))
        #expect(office.lead(lead).score.tallies == before.tallies && answer.resting.isEmpty)
        #expect(
            refusal { try office.run(VoidActivity(activity: fake, reason: "again")) }?.code
                == "already-void")
    }

    @Test func `voiding one of three lifts the repetition, one of four does not`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let visits = try (1...4).map { _ in try office.act(lead, "page-visit") }
        #expect(try office.score(lead).behaviourPoints == 4 - 50)
        try office.run(VoidActivity(activity: visits[2], reason: "a bot"))
        #expect(try office.score(lead).behaviourPoints == 3 - 50)
        try office.run(VoidActivity(activity: visits[0], reason: "a bot"))
        #expect(try office.score(lead).behaviourPoints == 2)
    }

    @Test func `the decisions that rested on its points are listed`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let fake = try office.act(lead, "demo-request")
        let answer = try office.run(VoidActivity(activity: fake, reason: "a bot"))
        let names = office.facts.journal.filter { answer.resting.contains($0.id) }.map(\.name)
        #expect(names == ["lead.qualified", "lead.assigned"])
    }

    @Test func `an activity of a merged lead is taken back where its points went`() throws {
        let office = try Office()
        let kim = try office.lead("kim@factory.example", "newsletter")
        let lee = try office.lead("lee@plant.example", "newsletter")
        let fake = try office.act(lee, "webinar-registration")
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(try office.score(kim).behaviourPoints == 5)
        try office.run(VoidActivity(activity: fake, reason: "a bot"))
        #expect(try office.score(kim).behaviourPoints == 0)
        try office.run(UndoMerge(merge: merge))
        #expect(
            try office.score(kim).behaviourPoints == 0 && office.score(lee).behaviourPoints == 0)
    }

    @Test func `a mail opened within seconds of its sending gives no points`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.act(lead, "mail-open", ["sent-at": .text((office.now - .seconds(2)).rfc3339)])
        #expect(try office.score(lead).behaviourPoints == 0)
        try office.act(lead, "mail-open", ["sent-at": .text((office.now - .minutes(2)).rfc3339)])
        #expect(try office.score(lead).behaviourPoints == 1)
    }

    @Test func `an activity of the future is refused`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let later = Activity(kind: "page-visit", at: office.now + .hours(1))
        #expect(
            refusal { try office.run(RecordActivity(lead: lead, activity: later)) }?.kind
                == .invalid)
    }

    @Test func `what was done before two people were known of a browser stays with the first`()
        throws
    {
        let office = try Office()
        var origin = Origin()
        origin.source = "website"
        try office.run(
            Track(messages: [
                TrackedMessage(
                    id: "1", kind: .page("home"), at: office.now, anonymousID: "shared",
                    userID: nil, properties: ["path": "/pricing"], contact: nil, origin: origin,
                    ip: nil)
            ]))
        let visit = try #require(office.facts.journal.last { $0.name == "activity.recorded" }).id
        let ann = try office.capture(
            Contact("ann@factory.example"), "newsletter", visitor: "shared"
        ).lead
        let bob = try office.capture(
            Contact("bob@plant.example"), "newsletter", visitor: "shared"
        ).lead
        #expect(office.facts.events(of: ann).map(\.id).contains(visit))
        #expect(!office.facts.events(of: bob).map(\.id).contains(visit))
        #expect(office.lead(bob).origin.landingPage == nil)
        let answer = try office.run(VoidActivity(activity: visit, reason: "a bot"))
        #expect(answer.lead == ann)
        #expect(
            try office.score(ann).behaviourPoints == 0 && office.score(bob).behaviourPoints == 0)
    }

    @Test func `a voided product event is counted no more`() throws {
        let office = try Office()
        let lead = try office.capture(Contact("kim@factory.example"), visitor: "v").lead
        for id in ["1", "2"] {
            try office.run(Track(messages: [office.message(id, "Messages Sent")]))
        }
        let sent = try #require(office.facts.journal.last { $0.name == "activity.recorded" }).id
        try office.run(VoidActivity(activity: sent, reason: "a test"))
        #expect(office.lead(lead).score.counts == ["messages-sent": 1])
    }

    @Test func `a voided visit does not count towards the third of its day`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let voided = try office.act(lead, "page-visit")
        try office.act(lead, "page-visit")
        try office.run(VoidActivity(activity: voided, reason: "a bot"))
        try office.act(lead, "page-visit")
        #expect(try office.score(lead).behaviourPoints == 2)
        try office.act(lead, "page-visit")
        #expect(try office.score(lead).behaviourPoints == 3 - 50)
    }

    @Test func `a voided visit of yesterday leaves the count of today as it is`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let yesterday = try office.act(lead, "page-visit")
        try office.advance(.days(1))
        for _ in 1...2 { try office.act(lead, "page-visit") }
        try office.run(VoidActivity(activity: yesterday, reason: "a bot"))
        try office.act(lead, "page-visit")
        #expect(try office.score(lead).behaviourPoints == 3 - 50)
    }

    @Test func `a voided visit was not the last one, the visit before it was`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let first = office.now
        try office.act(lead, "page-visit")
        try office.advance(.days(1))
        try office.act(lead, "webinar-registration")
        try office.advance(.days(1))
        let voided = try office.act(lead, "page-visit")
        #expect(office.lead(lead).score.tallies["page-visit"]?.lastAt == office.now)
        try office.run(VoidActivity(activity: voided, reason: "a bot"))
        #expect(office.lead(lead).score.tallies["page-visit"]?.lastAt == first)
    }
}
