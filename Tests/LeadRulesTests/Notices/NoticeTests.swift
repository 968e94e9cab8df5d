import LeadRules
import Testing

@Suite struct NoticeTests {
    /// Who is told what, as `name: kind`.
    private func told(_ office: Office, _ command: some Command, by name: String? = nil) throws
        -> [String]
    {
        try office.notices(command, by: name).map {
            "\(office.facts.people[$0.member]?.profile.name ?? "?"): \($0.kind.rawValue)"
        }
    }

    private func waiting(_ office: Office) throws -> HandoffID {
        try office.open(try office.ready(points: 6))
    }

    @Test func `a new owner is told, and the former one`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let move = AssignLead(lead: lead, to: office["jun"], reason: "holiday")
        #expect(try told(office, move, by: "boss") == ["jun: assigned", "mina: taken-over"])
        let first = CaptureLead(contact: Contact("a@b.example"), origin: .of("demo-request"))
        #expect(try told(office, first) == ["jun: assigned"])
    }

    @Test func `nobody is told what they did themselves`() throws {
        let office = try Office()
        try office.hire("sam", .manager)
        try office.change("ada") { $0.manager = office["sam"] }
        let handoff = try waiting(office)
        let reject = RejectHandoff(handoff: handoff, reason: "problem-unclear")
        #expect(try told(office, reject, by: "ada").contains("mina: handoff-rejected"))
        try office.run(reject, by: "ada")
        let dispute = DisputeRejection(handoff: handoff, note: "It is clear.")
        #expect(try told(office, dispute, by: "mina") == ["ada: disputed", "sam: disputed"])
        try office.run(dispute, by: "mina")
        let word = DecideDispute(handoff: handoff, overturn: false, note: "")
        let heard = try office.notices(word, by: "sam")
        #expect(heard.map(\.member) == [office["mina"], office["ada"]])
        #expect(heard.map(\.detail) == ["upheld", "upheld"])
        let over = DecideDispute(handoff: handoff, overturn: true, note: "")
        #expect(try office.notices(over, by: "sam").first?.detail == "overturned")
    }

    @Test func `the receiver hears of a handoff, the giver of the decision`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let open = OpenHandoff(lead: lead, kind: "sdr-to-ae", receiver: office["ada"])
        #expect(try told(office, open, by: "mina") == ["ada: handoff-received"])
        let handoff = try office.run(open, by: "mina")
        let accept = AcceptHandoff(handoff: handoff)
        #expect(try told(office, accept, by: "ada") == ["mina: handoff-accepted"])
        let ask = AskGiver(handoff: handoff, question: "Who signs?")
        #expect(try told(office, ask, by: "ada") == ["mina: question"])
        try office.run(ask, by: "ada")
        let answer = AnswerReceiver(handoff: handoff, answer: "Lee")
        #expect(try told(office, answer, by: "mina") == ["ada: answer"])
        let move = AssignLead(lead: lead, to: office["ben"], reason: "holiday")
        #expect(try told(office, move, by: "boss") == ["ben: handoff-received"])
    }

    @Test func `what the score accepts is no news to the giver`() throws {
        let office = try Office()
        let open = OpenHandoff(
            lead: try office.ready(), kind: "sdr-to-ae", receiver: office["ada"])
        #expect(try told(office, open, by: "mina") == ["ada: handoff-received"])
    }

    @Test func `a late owner is told, and the manager where the clock says so`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let clock = office.clocks(lead, .firstTouch)[0].id
        office.sleep(until: "2026-03-02T01:02:30Z")
        #expect(try told(office, FireClock(clock: clock)) == ["mina: reminder"])
        office.sleep(until: "2026-03-02T01:05:00Z")
        let late = try told(office, FireClock(clock: clock))
        #expect(Array(late.prefix(2)) == ["mina: breach", "boss: breach"])
        office.facts.playbooks[1]?.clocks[0].onBreach = []
        #expect(try told(office, FireClock(clock: clock)) == ["mina: breach"])
    }

    @Test func `a hand that is raised again is told to sales, not to an SDR`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let again = CaptureLead(
            contact: Contact("kim@factory.example"), origin: .of("demo-request"))
        #expect(try !told(office, again).contains { $0.hasSuffix("hand-raised") })
        try office.open(lead)
        #expect(try told(office, again) == ["mina: hand-raised", "ada: hand-raised"])
    }

    @Test func `RevOps who are there are told of deliveries that stopped`() throws {
        let office = try Office()
        try office.hire("rae", .revops)
        try office.hire("rob", .revops)
        try office.run(DisableMember(member: office["rob"]))
        let note = NoteSetting(what: NoteSetting.delivery, change: "endpoint 1 is off")
        #expect(try told(office, note) == ["rae: delivery"])
        #expect(try told(office, NoteSetting(what: "token", change: "made")) == [])
    }
}

extension Origin {
    static func of(_ source: String) -> Origin {
        var origin = Origin()
        origin.source = source
        return origin
    }
}
