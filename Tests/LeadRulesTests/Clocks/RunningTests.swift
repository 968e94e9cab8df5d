import LeadRules
import Testing

@Suite struct RunningTests {
    @Test func `a clock counts its owner's hours`() throws {
        let office = try Office()
        try office.advance(to: "2026-03-06T08:58:00Z")
        let lead = try office.lead("kim@factory.example")
        #expect(office.clocks(lead, .firstTouch)[0].dueAt == moment("2026-03-09T00:03:00Z"))
    }

    @Test func `a pause keeps the time that was left and the reminders that went out`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        let clock = office.clocks(lead, .firstContact)[0]
        try office.advance(.hours(3))
        #expect(office.clocks(lead, .firstContact)[0].reminded == 1)
        try office.run(PauseClock(clock: clock.id, reason: "customer is on holiday"), by: "ada")
        #expect(office.clocks(lead, .firstContact)[0].remaining == .hours(1))
        try office.advance(.days(7))
        #expect(office.clocks(lead, .firstContact)[0].state == .paused)
        try office.run(ResumeClock(clock: clock.id), by: "ada")
        let resumed = office.clocks(lead, .firstContact)[0]
        #expect(resumed.dueAt == office.now + .hours(1) && resumed.reminded == 1)
        #expect(resumed.nextAt == office.now + .minutes(12))
    }

    @Test func `pausing is for the owner, with a reason, while the clock runs`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        let clock = office.clocks(lead, .firstContact)[0].id
        #expect(
            refusal { try office.run(PauseClock(clock: clock, reason: "x"), by: "ben") }?.code
                == "not-yours")
        #expect(
            refusal { try office.run(PauseClock(clock: clock, reason: ""), by: "ada") }?.kind
                == .invalid)
        #expect(
            refusal { try office.run(ResumeClock(clock: clock), by: "ada") }?.code == "not-paused")
        office.sleep(until: "2026-03-02T05:00:00Z")
        #expect(
            refusal { try office.run(PauseClock(clock: clock, reason: "x"), by: "ada") }?.code
                == "ran-out")
    }

    @Test func `a running clock stays with the playbook version it began under`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.activate {
            $0.clocks[0].time = .hours(1)
            $0.clocks[0].onBreach = []
            $0.clocks[0].remindAt = []
        }
        let clock = office.clocks(lead, .firstTouch)[0]
        #expect(clock.playbook == 1)
        try office.advance(.minutes(5))
        #expect(office.clocks(lead, .firstTouch)[0].reminded == 2)
        #expect(
            office.clocks(lead, .firstTouch)[0].state == .breached && office.owner(lead) == "jun")
        #expect(office.clocks(lead, .firstTouch)[1].playbook == 2)
        #expect(office.clocks(lead, .firstTouch)[1].dueAt == office.now + .hours(1))
    }

    @Test func `a clock whose owner changes their calendar still ends`() throws {
        let office = try Office { $0.clocks[0].onBreach = [] }
        let lead = try office.lead("kim@factory.example")
        try office.activate { $0.calendars["mars"] = $0.calendars["berlin"] }
        try office.change("mina") { $0.calendar = "mars" }
        try office.advance(.days(2))
        #expect(office.clocks(lead, .firstTouch)[0].state == .breached)
    }

    @Test func `a held lead's clock breaches in sight of the manager, and the lead stays held`()
        throws
    {
        let office = try Office { $0.pools[0].cap = 0 }
        let lead = try office.lead("kim@factory.example")
        try office.advance(.hours(5))
        #expect(office.clocks(lead, .held).map(\.state) == [.breached])
        #expect(office.lead(lead).stage == .held)
    }

    @Test func `a reminder whose moment a pause met is not sent after it`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        let clock = office.clocks(lead, .firstContact)[0]
        office.sleep(until: "2026-03-02T03:00:00Z")
        try office.run(PauseClock(clock: clock.id, reason: "on holiday"), by: "ada")
        #expect(office.clocks(lead, .firstContact)[0].remaining == .hours(2))
        try office.run(ResumeClock(clock: clock.id), by: "ada")
        #expect(office.clocks(lead, .firstContact)[0].nextAt == office.now + .minutes(72))
    }
}
