import LeadRules
import Testing

/// Where a lead came from, how to reach it, and what is still to be done.
@Suite struct OriginToldTests {
    @Test func `where it came from names the source's title, group, grade and temperature`()
        throws
    {
        let office = try Office { playbook in
            let demo = playbook.intake.sources.firstIndex { $0.id == "demo-request" }
            if let demo { playbook.intake.sources[demo].title = "Demo request" }
        }
        let demo = try office.lead("kim@factory.example")
        #expect(
            office.explain(demo).origin == [
                "Captured 2026-03-02T10:00:00+09:00 from Demo request: inbound, grade A, hot."
            ])
        let event = try office.lead("lee@plant.example", "event")
        #expect(
            office.explain(event).origin == [
                "Captured 2026-03-02T10:00:00+09:00 from event: inbound, grade B, warm."
            ])
    }

    @Test func `what the form said beside it is told, each once`() throws {
        let office = try Office()
        var origin = Origin()
        origin.source = "newsletter"
        (origin.campaign, origin.landingPage, origin.consent) = ("spring", "/prices", "by mail")
        let lead = try office.run(
            CaptureLead(contact: Contact("kim@factory.example"), origin: origin)
        ).lead
        #expect(
            office.explain(lead).origin.dropFirst()
                == ["With campaign spring, landing page /prices, consent: by mail."])
    }

    @Test func `how often they came back is told from the first time on`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        #expect(office.explain(lead).origin.count == 1)
        try office.lead("kim@factory.example", "e-book")
        #expect(office.explain(lead).origin.last == "Came back once since.")
        try office.lead("kim@factory.example", "event")
        #expect(office.explain(lead).origin.last == "Came back 2 times since.")
    }

    @Test func `how to reach them is told, or that nobody knows`() throws {
        let office = try Office()
        let kim = try office.capture(
            Contact("kim@factory.example", name: "Kim", phone: "+82101", title: "Head of IT")
        ).lead
        let who = office.explain(kim).who
        #expect(who.prefix(2) == ["Kim, Head of IT.", "Reached by kim@factory.example or +82101."])
        let lee = try office.capture(Contact(nil, name: "Lee")).lead
        #expect(
            office.explain(lee).who.prefix(2)
                == ["Lee.", "No mail address and no phone number is known."])
    }

    @Test func `that somebody is to call is said once, by the clock or in words`() throws {
        let office = try Office { $0.stages.newClock = nil }
        let words = "mina tries to reach the lead."
        let clocked = try office.lead("kim@factory.example")
        #expect(!office.explain(clocked).next.contains(words))
        try office.activate { $0.clocks.removeAll { $0.id == "hand-raise" } }
        let other = try office.lead("moon@moon.example", phone: "+821087654321")
        #expect(office.running(other) == [.phoneVerification])
        let told = "\(office.owner(other) ?? "nobody") tries to reach the lead."
        #expect(office.explain(other).next.contains(told))
    }

    @Test func `a clock for a lead left untouched says it too`() throws {
        let office = try Office { $0.clocks.removeAll { $0.id == "hand-raise" } }
        let lead = try office.lead("kim@factory.example")
        #expect(office.running(lead) == [.staleNew])
        #expect(!office.explain(lead).next.contains("mina tries to reach the lead."))
    }

    @Test func `the stage is told with since when, why, by whom, and every move before`() throws {
        let office = try Office()
        let waiting = try office.lead("lee@plant.example", "newsletter")
        #expect(
            office.explain(waiting).stage.text
                == "In stage marketing since 2026-03-02T10:00:00+09:00, since its capture.")
        let lead = try office.lead("kim@factory.example")
        try office.advance(.minutes(1))
        try office.touch(lead, reached: true, by: "mina")
        let told = office.explain(lead).stage
        #expect(
            told.text == "In stage working-connected since 2026-03-02T10:01:00+09:00, because: "
                + "reached, by mina under playbook version 1.")
        #expect(told.moves.map(\.to) == [.new, .workingConnected])
    }

    @Test func `the first contact of a handoff is told`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        #expect(!office.explain(lead).handoffs[0].text.contains { $0.hasPrefix("First contact") })
        try office.advance(.minutes(5))
        try office.touch(lead, reached: true, by: "ada")
        #expect(
            office.explain(lead).handoffs[0].text.last
                == "First contact 2026-03-02T10:05:00+09:00.")
    }

    @Test func `nothing is missing for an MQL, nor for what will not become one`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        #expect(office.lead(lead).milestones.mql != nil)
        #expect(office.explain(lead).score.missing.isEmpty)
        let student = try office.lead("lee@plant.example", "newsletter")
        #expect(!office.explain(student).score.missing.isEmpty)
        try office.run(MoveStage(lead: student, to: .archived, reason: "a student"))
        #expect(office.explain(student).score.missing.isEmpty)
    }

    @Test func `nothing is missing for an SQL that was one, nor where there are none`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.touch(lead, reached: true, by: "mina")
        try office.run(
            ChangeQualification(lead: lead, record: .complete(at: office.now + .minutes(1))))
        #expect(office.lead(lead).milestones.sql != nil)
        try office.run(ChangeQualification(lead: lead, record: QualificationRecord()))
        func open(_ lead: LeadID) -> Bool {
            office.explain(lead).score.openQualifications.contains { $0.hasPrefix("No SQL") }
        }
        #expect(!open(lead))
        let other = try office.lead("lee@plant.example")
        #expect(open(other))
        try office.activate { $0.qualification.required = [] }
        #expect(!open(other))
    }

    @Test func `what would give points is what does not hold yet and gives some`() throws {
        let office = try Office { playbook in
            var free = AttributeScoreRule()
            (free.id, free.points) = ("free-mail", -5)
            free.when = .fact("free-mail", .oneOf(["x"]))
            playbook.scoring.attributes.append(free)
        }
        let lead = try office.lead("kim@factory.example", "newsletter", title: "Head of IT")
        #expect(office.explain(lead).score.unmet.map(\.rule) == ["revenue", "industry"])
    }

    @Test func `a handoff to somebody else does not tell of the owner`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let handoff = try office.open(lead, to: "mina", kind: "marketing-to-sdr", by: "max")
        try office.run(AcceptHandoff(handoff: handoff), by: "mina")
        #expect(office.explain(lead).owner.reason == "by handoff \(handoff) from max")
        try office.advance(.minutes(1))
        try office.touch(lead, reached: true, by: "mina")
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "knows them"))
        #expect(office.explain(lead).owner.reason == "knows them")
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "and back"))
        #expect(office.explain(lead).owner.reason == "and back")
    }
}
