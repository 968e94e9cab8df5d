import LeadRules
import Testing

/// What changes nothing is not noted, and what is noted is noted once.
@Suite struct StandingStillTests {
    private func count(_ office: Office, _ name: String) -> Int {
        office.facts.journal.filter { $0.name == name }.count
    }

    @Test func `a lead that stands where it is to go does not move`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        for _ in 1...3 { try office.touch(lead, reached: true) }
        #expect(office.story(lead).filter { $0 == "lead.stage-moved" }.count == 2)
    }

    @Test func `a lead becomes an MQL, a PQL and an SQL once`() throws {
        let office = try Office()
        let lead = try office.capture(Contact("kim@factory.example"), visitor: "v").lead
        for _ in 1...2 {
            try office.act(lead, "demo-request")
            try office.run(
                Track(
                    messages: (1...4).map {
                        office.message(
                            "\(office.now.rfc3339)\($0)",
                            $0 < 4 ? "Teammate Invited" : "Messages Sent", ["quantity": 1000])
                    }))
            try office.touch(lead, reached: true, by: "mina")
            try office.run(ChangeQualification(lead: lead, record: .complete(at: office.now)))
            try office.advance(.minutes(1))
        }
        #expect(office.lead(lead).milestones.sql != nil && office.lead(lead).milestones.pql != nil)
        #expect(count(office, "lead.qualified") == 3)
    }

    @Test func `the same profile, the same facts and the same owner are no change`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", attributes: ["industry": "media"])
        let before = office.facts.journal.count
        try office.change("mina") { _ in }
        try office.run(ChangeLead(lead: lead, attributes: ["industry": "media"]))
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "x"), by: "boss")
        try office.run(Unsubscribe(lead: lead))
        try office.run(Unsubscribe(lead: lead))
        #expect(office.facts.journal.count == before + 1)
    }

    @Test func `a row of a file takes effect once under its key`() throws {
        let office = try Office()
        let capture = CaptureLead(contact: Contact("kim@factory.example"), origin: .of("event"))
        let first = try office.run(Once(key: "row 1", command: capture))
        let before = office.facts.journal.count
        let again = try office.run(Once(key: "row 1", command: capture))
        #expect(first?.isNew == true && again == nil && office.facts.journal.count == before)
        let other = try office.run(Once(key: "row 2", command: capture))
        #expect(other?.isNew == false)
    }

    @Test func `the same row of a file, known by its key, is no news`() throws {
        let office = try Office()
        let contact = Contact("kim@factory.example", name: "Kim")
        try office.capture(contact, "event", key: "7", attributes: ["size": 1])
        let before = office.facts.journal.count
        try office.capture(contact, "event", key: "7", attributes: ["size": 1])
        #expect(office.facts.journal.count == before)
        try office.capture(contact, "event", key: "7", attributes: ["size": 1, "more": 2])
        #expect(count(office, "lead.recaptured") == 1)
        try office.capture(contact, "event", key: "8", attributes: ["size": 1])
        try office.capture(contact, "event", attributes: ["size": 1])
        #expect(count(office, "lead.recaptured") == 3)
        try office.capture(
            Contact("kim@factory.example", name: "Kim", phone: "+821"), "event", key: "7")
        #expect(count(office, "lead.recaptured") == 4)
    }

    @Test func `a scheduled playbook that has become wrong is active, and what is wrong is noted`()
        throws
    {
        let office = try Office()
        office.facts.playbooks[1]?.pools[0].teams = ["north"]
        let now = ActivatePlaybook(version: 1, name: "x", digest: "1")
        #expect(refusal { try office.run(now) }?.problems.map(\.field) == ["pools.sdr-a"])
        #expect(refusal { try office.run(CheckPools()) }?.code == "invalid-field")
        let later = ActivatePlaybook(version: 1, name: "x", digest: "1", wasScheduled: true)
        try office.run(later)
        #expect(count(office, "playbook.activated") == 1 && count(office, "setting.changed") == 1)
        office.facts.playbooks[1]?.pools[0].teams = []
        try office.run(CheckPools())
        try office.run(later)
        #expect(count(office, "playbook.activated") == 2 && count(office, "setting.changed") == 1)
    }

    @Test func `before anybody is there a pool may name whom it likes`() throws {
        let office = try Office(staff: []) { $0.pools[0].teams = ["north"] }
        try office.run(ActivatePlaybook(version: 1, name: "x", digest: "1"))
        #expect(count(office, "playbook.activated") == 1)
    }

    @Test func `a track that was read to its end stops, and mails go to their step's stage`() throws
    {
        let office = try Office { $0.recycling.reasons[0].wakeAfter = .days(400) }
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "unreachable"))
        try office.advance(.days(15))
        try office.activate { $0.recycling.tracks[0].steps.removeLast(2) }
        try office.advance(.days(60))
        #expect(office.lead(lead).rest.nextMailAt == nil && !office.lead(lead).rest.unsubscribed)
        #expect(count(office, "nurture.mail-due") == 1 && count(office, "nurture.stopped") == 1)
    }
}
