import LeadRules
import Testing

@Suite struct ScoringTests {
    private let buyer: [String: Value] = [
        "annual-revenue": 50_000_000, "industry": "manufacturing",
    ]

    @Test func `each line names its rule and its fact, and the lines add up`() throws {
        let office = try Office()
        let lead = try office.lead(
            "kim@factory.example", "newsletter", title: "Head of IT", attributes: buyer)
        try office.act(lead, "webinar-attendance")
        let score = try office.score(lead)
        #expect(score.attribute.map(\.rule) == ["revenue", "industry", "title"])
        #expect(score.attribute[1].fact == "industry is manufacturing")
        #expect(score.behaviour.map(\.points) == [10])
        #expect(score.total == 35 && office.lead(lead).score.total == 35)
    }

    @Test func `at the threshold a lead is an MQL, and goes to an SDR`() throws {
        let office = try Office()
        let lead = try office.lead(
            "kim@factory.example", "newsletter", title: "Head", attributes: buyer)
        for _ in 1...2 { try office.act(lead, "webinar-attendance") }
        #expect(office.lead(lead).milestones.mql == nil)
        try office.act(lead, "webinar-registration")
        #expect(office.lead(lead).milestones.mql == office.now)
        #expect(office.owner(lead) == "mina")
        #expect(office.story(lead).filter { $0 == "lead.qualified" }.count == 1)
    }

    @Test func `below the gate no behaviour makes an MQL`() throws {
        let office = try Office { $0.scoring.repetition = nil }
        let student = try office.lead("kim@school.example", "newsletter", title: "Student")
        for _ in 1...8 { try office.act(student, "webinar-attendance") }
        #expect(office.lead(student).score.total >= 50)
        #expect(office.lead(student).milestones.mql == nil)
    }

    @Test func `a raised hand is an MQL whatever the score says`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.act(lead, "demo-request")
        #expect(office.lead(lead).milestones.mql == office.now && office.owner(lead) == "mina")
    }

    @Test func `partners have a threshold of their own`() throws {
        let office = try Office()
        let partner = try office.lead("kim@factory.example", "partner", attributes: buyer)
        let direct = try office.lead("lee@plant.example", "event", attributes: buyer)
        for lead in [partner, direct] { try office.act(lead, "webinar-registration") }
        #expect(
            office.lead(partner).milestones.mql != nil && office.lead(direct).milestones.mql == nil)
    }

    @Test func `a capped rule gives no more than its cap`() throws {
        let office = try Office { $0.scoring.repetition = nil }
        let lead = try office.lead("kim@factory.example", "newsletter")
        for _ in 1...12 { try office.act(lead, "page-visit") }
        let line = try #require(try office.score(lead).behaviour.first)
        #expect(line.points == 10 && line.fact.contains("capped"))
    }

    @Test func `points halve with each half-life`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.act(lead, "webinar-attendance")
        try office.advance(.days(30))
        #expect(try office.score(lead).behaviourPoints == 5)
        try office.advance(.days(30))
        #expect(try office.score(lead).behaviourPoints == 2.5)
    }

    @Test func `ninety days without visit or mail cost ten points`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.act(lead, "page-visit")
        try office.advance(.days(90) - .seconds(1))
        #expect(try office.score(lead).behaviourPoints == 1)
        try office.advance(.seconds(1))
        #expect(try office.score(lead).behaviourPoints == -9)
        try office.act(lead, "mail-open")
        #expect(try office.score(lead).behaviourPoints == 2)
    }

    @Test func `the third of one action in a day costs fifty points, once that day`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.act(lead, "page-visit")
        try office.act(lead, "mail-open")
        try office.act(lead, "page-visit")
        #expect(try office.score(lead).behaviourPoints == 3)
        for _ in 1...3 { try office.act(lead, "page-visit") }
        #expect(try office.score(lead).behaviourPoints == 6 - 50)
        try office.advance(.days(1))
        for _ in 1...2 { try office.act(lead, "page-visit") }
        #expect(try office.score(lead).behaviourPoints == 8 - 50)
    }

    @Test func `two visits before and one after being known are three in a day`() throws {
        let office = try Office()
        let visits = (1...2).map { n in
            TrackedMessage(
                id: "\(n)", kind: .page("home"), at: office.now, anonymousID: "v", userID: nil,
                properties: [:], contact: nil, origin: Origin(), ip: nil)
        }
        try office.run(Track(messages: visits))
        let lead = try office.capture(Contact("kim@factory.example"), "newsletter", visitor: "v")
            .lead
        try office.act(lead, "page-visit")
        #expect(try office.score(lead).behaviourPoints == 3 - 50)
    }

    @Test func `other things that they did do not count as a visit`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.advance(.days(89))
        try office.act(lead, "e-book-download")
        try office.advance(.days(1))
        #expect(try office.score(lead).behaviour.map(\.rule) == ["e-book-download", "quiet"])
        try office.act(lead, "page-visit")
        #expect(
            try office.score(lead).behaviour.map(\.rule) == ["page-visit", "e-book-download"])
    }

    @Test func `a half-life of nothing halves nothing`() {
        let tally = Tally(count: 3, asOf: moment("2026-03-02T01:00:00Z"), lastAt: .init(seconds: 0))
        #expect(tally.count(at: moment("2026-04-02T01:00:00Z"), halfLife: .zero) == 3)
        #expect(tally.count(at: moment("2026-04-02T01:00:00Z"), halfLife: nil) == 3)
    }

    @Test func `a capture counts as what its source says it was, once`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "webinar-attendance")
        #expect(try office.score(lead).behaviour.map(\.rule) == ["webinar-attendance"])
        #expect(try office.score(lead).behaviourPoints == 10)
    }

    @Test func `who comes again by a source that calls for contact sooner is due sooner`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let captured = office.now
        #expect(office.lead(lead).work.contactDueAt == captured + .days(7))
        try office.advance(.days(1))
        try office.lead("kim@factory.example", "e-book")
        #expect(office.lead(lead).work.contactDueAt == captured + .days(4))
        try office.lead("kim@factory.example", "free-trial")
        #expect(office.lead(lead).work.contactDueAt == captured + .days(4))
    }

    @Test func `whoever did nothing in the product is no PQL, whatever the playbook counts`()
        throws
    {
        let office = try Office { $0.scoring.pql[0].counts = ["messages-sent": 0] }
        let lead = try office.capture(Contact("kim@factory.example"), "newsletter", visitor: "v")
            .lead
        try office.act(lead, "page-visit")
        #expect(office.lead(lead).milestones.pql == nil)
        try office.run(Track(messages: [office.message("1", "Messages Sent")]))
        #expect(office.lead(lead).milestones.pql == office.now)
    }
}
