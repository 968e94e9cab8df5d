import LeadRules
import Testing

/// What could not be done when it was due is tried again in an hour.
@Suite struct PostponingTests {
    @Test func `a clock is postponed from the moment it is due, for an hour`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let clock = office.clocks(lead, .firstTouch)[0]
        let postpone = PostponeClock(clock: clock.id, reason: "no calendar")
        let before = office.facts.journal.count
        office.sleep(until: "2026-03-02T01:02:29Z")
        try office.run(postpone)
        #expect(office.facts.journal.count == before)
        office.sleep(until: "2026-03-02T01:02:30Z")
        try office.run(postpone)
        #expect(office.clocks(lead, .firstTouch)[0].nextAt == office.now + .hours(1))
        #expect(office.clocks(lead, .firstTouch)[0].dueAt == clock.dueAt)
    }

    @Test func `a clock that is over is not postponed`() throws {
        let office = try Office { $0.clocks[0].onBreach = [] }
        let lead = try office.lead("kim@factory.example")
        let clock = office.clocks(lead, .firstTouch)[0].id
        try office.advance(.minutes(5))
        let before = office.facts.journal.count
        try office.run(PostponeClock(clock: clock, reason: "x"))
        #expect(office.facts.journal.count == before)
    }

    @Test(arguments: [LeadDate.wake, .mail])
    func `a date of a lead is postponed from the moment it comes`(due: LeadDate) throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "unreachable"))
        let rest = office.lead(lead).rest
        let (wake, mail) = (try #require(rest.wakeAt), try #require(rest.nextMailAt))
        let postpone = PostponeLead(lead: lead, due: due, reason: "x")
        let at = due == .wake ? wake : mail
        let before = office.facts.journal.count
        office.sleep(until: (at - .seconds(1)).rfc3339)
        try office.run(postpone)
        #expect(office.facts.journal.count == before)
        office.sleep(until: at.rfc3339)
        try office.run(postpone)
        #expect(office.lead(lead).rest.wakeAt == (due == .wake ? at + .hours(1) : wake))
        #expect(office.lead(lead).rest.nextMailAt == (due == .mail ? at + .hours(1) : mail))
    }
}
