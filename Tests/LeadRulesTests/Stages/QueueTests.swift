import LeadRules
import Testing

@Suite struct QueueTests {
    private func queue(_ office: Office) -> [QueueEntry] {
        var clocks: [LeadID: Instant] = [:]
        for clock in office.facts.clocks.values where clock.state == .running {
            clocks[clock.lead] = min(clocks[clock.lead] ?? clock.dueAt, clock.dueAt)
        }
        let leads = office.facts.leads.values.sorted { $0.id < $1.id }
        return DailyQueue.entries(of: leads, clocks: clocks, at: office.now)
    }

    @Test func `hot comes first, then new, untouched, connected and those that came back`() throws {
        let office = try Office()
        let leads = try ["a", "b", "c", "d", "e"].map { try office.lead("\($0)@\($0).example") }
        try office.touch(leads[0], reached: true)
        try office.touch(leads[1], reached: false)
        try office.run(RecycleLead(lead: leads[2], reason: "no-budget"))
        try office.run(RecallLead(lead: leads[2], reason: "called back"))
        try office.act(leads[3], "page-visit")
        #expect(queue(office).map(\.lead.id) == [leads[3], leads[4], leads[1], leads[0], leads[2]])
        #expect(queue(office).map(\.group) == [.hot, .new, .untouched, .connected, .recycled])
        try office.advance(.minutes(16))
        #expect(!queue(office).contains { $0.group == .hot })
    }

    @Test func `who is active before their time of contact can be called early`() throws {
        let office = try Office()
        let lead = try office.lead("a@a.example", "e-book")
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "test"))
        #expect(queue(office).isEmpty)
        try office.act(lead, "page-visit")
        #expect(queue(office).map(\.group) == [.hot])
        try office.advance(.minutes(16))
        #expect(queue(office).isEmpty)
    }

    @Test func `inside a group the earlier deadline comes first, then the higher score`() throws {
        let office = try Office()
        let cool = try office.lead(
            "a@a.example", "partner", attributes: ["annual-revenue": 20_000_000])
        try office.act(cool, "demo-request")
        let first = try office.lead("b@b.example")
        try office.advance(.minutes(1))
        let second = try office.lead("c@c.example", attributes: ["annual-revenue": 20_000_000])
        #expect(queue(office).map(\.lead.id).filter { $0 != cool } == [first, second])
    }

    @Test(arguments: [
        ("demo-request", 0), ("webinar-attendance", 1), ("e-book", 3), ("free-trial", 7),
    ])
    func `a lead enters the queue when its source says`(source: String, days: Int64) throws {
        let office = try Office()
        let lead = try office.lead("a@a.example", source)
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "x"), by: "boss")
        #expect(queue(office).isEmpty == (days > 0))
        office.sleep(until: (office.now + .days(days)).rfc3339)
        #expect(queue(office).map(\.lead.id) == [lead])
    }
}
