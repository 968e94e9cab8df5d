import LeadRules
import Testing

/// Figures of scoring, each at its bound and on both sides of it.
@Suite struct ScoreBoundTests {
    /// A lead with 15 attribute points, and 35 behaviour points or one fewer.
    private func scored(_ office: Office, _ attributes: [String: Value], behaviour: Int) throws
        -> LeadID
    {
        let lead = try office.lead("kim@factory.example", "newsletter", attributes: attributes)
        for _ in 1...3 { try office.act(lead, "webinar-attendance") }
        for _ in 0..<(behaviour - 30) { try office.act(lead, "mail-open") }
        return lead
    }

    private func office() throws -> Office { try Office { $0.scoring.repetition = nil } }

    @Test(arguments: [(34, false), (35, true), (36, true)])
    func `fifty points make an MQL, one fewer does not`(behaviour: Int, isMQL: Bool) throws {
        let office = try office()
        let buyer: [String: Value] = ["annual-revenue": 20_000_000, "industry": "telecom"]
        let lead = try scored(office, buyer, behaviour: behaviour)
        #expect(try office.score(lead).total == Double(15 + behaviour))
        #expect(try office.score(lead).passes == isMQL)
        #expect((office.lead(lead).milestones.mql != nil) == isMQL)
    }

    @Test(arguments: [(14.0, true), (15, true), (15.5, false)])
    func `a gate of exactly the attribute points is passed`(gate: Double, passes: Bool) throws {
        let office = try Office {
            $0.scoring.repetition = nil
            $0.scoring.attributeGate = gate
        }
        let buyer: [String: Value] = ["annual-revenue": 20_000_000, "industry": "telecom"]
        let lead = try scored(office, buyer, behaviour: 40)
        #expect(try office.score(lead).passesGate == passes)
        #expect((office.lead(lead).milestones.mql != nil) == passes)
    }

    @Test(arguments: [(10_000_000.0, 0.0), (10_000_001, 10)])
    func `revenue counts above its threshold`(revenue: Double, points: Double) throws {
        let office = try Office()
        let lead = try office.lead(
            "kim@factory.example", "newsletter", attributes: ["annual-revenue": .number(revenue)])
        #expect(try office.score(lead).attributePoints == points)
    }

    @Test(arguments: [(2, 1000, false), (3, 999, false), (3, 1000, true), (4, 1001, true)])
    func `three teammates and a thousand messages make a PQL`(
        teammates: Int, messages: Int, isPQL: Bool
    ) throws {
        let office = try Office()
        let lead = try office.capture(Contact("kim@factory.example"), "newsletter", visitor: "v")
            .lead
        let invitations = (1...teammates).map { office.message("\($0)", "Teammate Invited") }
        try office.run(Track(messages: invitations))
        #expect(office.lead(lead).milestones.pql == nil)
        try office.run(
            Track(messages: [
                office.message("m", "Messages Sent", ["quantity": .number(Double(messages))])
            ]))
        #expect((office.lead(lead).milestones.pql != nil) == isPQL)
    }

    @Test(arguments: [(9, 9.0, false), (10, 10, false), (11, 10, true)])
    func `ten visits reach the cap, the eleventh is capped`(
        visits: Int, points: Double, isCapped: Bool
    ) throws {
        let office = try office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        for _ in 1...visits { try office.act(lead, "page-visit") }
        let line = try #require(try office.score(lead).behaviour.first)
        #expect(line.points == points && line.fact.hasSuffix(", capped") == isCapped)
    }

    @Test func `a rule that takes points is capped too`() throws {
        let office = try Office {
            $0.scoring.repetition = nil
            $0.scoring.behaviours[0].points = -4
        }
        let lead = try office.lead("kim@factory.example", "newsletter")
        for _ in 1...2 { try office.act(lead, "page-visit") }
        #expect(try office.score(lead).behaviourPoints == -8)
        try office.act(lead, "page-visit")
        #expect(try office.score(lead).behaviourPoints == -10)
    }

    @Test(arguments: [(4, true), (5, true), (6, false)])
    func `a mail opened within five seconds was opened by a scanner`(seconds: Int64, isBot: Bool)
        throws
    {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let sent = office.now
        try office.advance(.seconds(seconds))
        try office.act(lead, "mail-open", ["sent-at": .text(sent.rfc3339)])
        #expect(try office.score(lead).behaviourPoints == (isBot ? 0 : 1))
    }

    @Test func `what a scanner does is no repetition, and what says of itself that it is none is`()
        throws
    {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        for _ in 1...3 { try office.act(lead, "mail-open", ["bot": true]) }
        #expect(try office.score(lead).behaviourPoints == 0)
        for _ in 1...2 { try office.act(lead, "mail-open", ["bot": false]) }
        #expect(try office.score(lead).behaviourPoints == 2)
        try office.act(lead, "mail-open")
        #expect(try office.score(lead).behaviourPoints == 3 - 50)
    }

    @Test func `repeating what people repeat in good faith, or what we do, costs nothing`() throws {
        let office = try Office { $0.scoring.repetition?.except = ["page-visit"] }
        let lead = try office.lead("kim@factory.example", "newsletter")
        for _ in 1...4 { try office.act(lead, "page-visit") }
        for _ in 1...4 { try office.act(lead, "call") }
        #expect(try office.score(lead).behaviourPoints == 4)
    }

    @Test(arguments: [(9.0, false), (10, true), (11, true)])
    func `a score that rises by exactly what the reason asks for wakes the lead`(
        rise: Double, wakes: Bool
    ) throws {
        let office = try Office { $0.scoring.behaviours[2].points = rise }
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "unreachable"))
        try office.act(lead, "webinar-registration")
        #expect((office.lead(lead).stage == .new) == wakes)
    }
}

extension Office {
    /// Something that the visitor `v` did in the product.
    func message(_ id: String, _ event: String, _ properties: [String: Value] = [:])
        -> TrackedMessage
    {
        TrackedMessage(
            id: id, kind: .track(event), at: now, anonymousID: "v", userID: nil,
            properties: properties, contact: nil, origin: Origin(), ip: nil)
    }
}
