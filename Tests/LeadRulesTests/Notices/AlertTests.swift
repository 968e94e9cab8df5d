import LeadRules
import Testing

@Suite struct AlertTests {
    @Test(arguments: [
        (10, "It was accepted by its score. Make the first contact.", false),
        (6, "Review it together, then decide.", true),
        (3, "It stays with the giver, who goes on with the lead.", false),
    ])
    func `a new handoff says what to do by its score`(points: Int, next: String, waits: Bool) throws
    {
        let office = try Office()
        let open = OpenHandoff(
            lead: try office.ready(points: points), kind: "sdr-to-ae", receiver: office["ada"])
        let alerts = try office.alerts(open, by: "mina")
        #expect(alerts.map(\.kind) == [.handoff])
        let alert = try #require(alerts.first)
        #expect(alert.reason == "\(points) of 10 points, kind sdr-to-ae" && alert.member == "ada")
        #expect(alert.nextStep == next && alert.awaitsDecision == waits)
    }

    @Test func `a handoff without a score waits to be accepted or rejected`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let open = OpenHandoff(lead: lead, kind: "marketing-to-sdr", receiver: office["jun"])
        let alert = try #require(try office.alerts(open, by: "max").first)
        #expect(alert.nextStep == "Accept or reject it." && alert.awaitsDecision)
    }

    @Test func `a rejection names its reason, its note and its route`() throws {
        let office = try Office()
        let handoff = try office.open(try office.ready(points: 6))
        let bare = RejectHandoff(handoff: handoff, reason: "competitor")
        let alert = try #require(try office.alerts(bare, by: "ada").first)
        #expect(alert.reason == "competitor" && alert.member == "mina")
        #expect(alert.nextStep == "The lead takes the route 'archive'.")
        let noted = RejectHandoff(handoff: handoff, reason: "competitor", note: "Acme")
        #expect(try office.alerts(noted, by: "ada").first?.reason == "competitor: Acme")
    }

    @Test func `a breach goes to the manager, or to the owner, and names who takes over`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let clock = office.clocks(lead, .firstTouch)[0].id
        office.sleep(until: "2026-03-02T01:02:30Z")
        let reminder = try #require(try office.alerts(FireClock(clock: clock)).first)
        #expect(reminder.kind == .reminder && reminder.member == "mina")
        office.sleep(until: "2026-03-02T01:05:00Z")
        let breach = try #require(try office.alerts(FireClock(clock: clock)).first)
        #expect(breach.kind == .breach && breach.member == "boss")
        #expect(breach.nextStep == "jun takes over." && breach.leadName == "kim@factory.example")
        office.facts.playbooks[1]?.clocks[0].onBreach = []
        let quiet = try #require(try office.alerts(FireClock(clock: clock)).first)
        #expect(quiet.member == "mina" && quiet.nextStep == "Take it up at once.")
    }

    @Test func `a held lead and a doubtful one are told at once, a cleared one is not`() throws {
        let office = try Office { $0.pools[0].cap = 0 }
        let capture = CaptureLead(
            contact: Contact("kim@factory.example"), origin: .of("demo-request"))
        #expect(try office.alerts(capture).map(\.kind) == [.held])
        let lead = try office.run(capture).lead
        func verify(_ state: VerificationState) throws -> [Alert] {
            try office.alerts(SetVerification(lead: lead, state: state, reason: "odd"))
        }
        #expect(try verify(.suspect).first?.nextStep == "Verify it or mark it as fake.")
        #expect(try verify(.fake).first?.nextStep == "Its points were taken back.")
        #expect(try verify(.verified).filter { $0.kind == .fraud }.isEmpty)
    }

    @Test func `a lead is called by its name and company, else by what is known`() throws {
        let office = try Office()
        var contact = Contact("kim@factory.example", name: "Kim", phone: "+821012345678")
        contact.company = "Factory"
        func name(_ contact: Contact) -> String {
            var lead = Lead(id: LeadID(7), capturedAt: office.now)
            lead.contact = contact
            return lead.displayName
        }
        #expect(name(contact) == "Kim, Factory")
        contact.company = ""
        #expect(name(contact) == "Kim")
        contact.name = ""
        #expect(name(contact) == "kim@factory.example")
        contact.email = nil
        #expect(name(contact) == "+821012345678")
        contact.phone = nil
        #expect(name(contact) == "L7")
    }
}
