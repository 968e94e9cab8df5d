import LeadRules
import Testing

@Suite struct FiringTests {
    private func steps(_ office: Office, _ lead: LeadID, _ clock: Clock) -> [String] {
        office.facts.journal.filter { $0.event.lead == lead && $0.name.hasPrefix("clock.") }
            .filter { (try? written($0.event).contains("\"clock\":\"\(clock.id)\"")) ?? false }
            .map(\.name)
    }

    @Test func `a clock reminds at 50 and 80 percent and breaches once`() throws {
        let office = try Office { $0.clocks[0].onBreach = [.alertManager] }
        let lead = try office.lead("kim@factory.example")
        let clock = try #require(office.clocks(lead, .firstTouch).first)
        #expect(clock.nextAt == office.now + .seconds(150))
        try office.advance(.seconds(150))
        #expect(office.clocks(lead, .firstTouch)[0].nextAt == clock.startedAt + .minutes(4))
        try office.advance(.hours(12))
        #expect(
            steps(office, lead, clock) == [
                "clock.started", "clock.reminded", "clock.reminded", "clock.breached",
            ])
        let after = office.clocks(lead, .firstTouch)[0]
        #expect(
            after.breachedAt == clock.dueAt && after.nextAt == nil && after.owner == office["mina"])
    }

    @Test func `reminders that nobody looked at collapse into one`() throws {
        let office = try Office { $0.clocks[0].onBreach = [] }
        let lead = try office.lead("kim@factory.example")
        let clock = try #require(office.clocks(lead, .firstTouch).first)
        office.sleep(until: "2026-03-02T01:04:30Z")
        try office.doWhatIsDue()
        #expect(steps(office, lead, clock) == ["clock.started", "clock.reminded"])
        #expect(office.clocks(lead, .firstTouch)[0].nextAt == clock.dueAt)
        let late = try office.lead("lee@plant.example")
        let other = try #require(office.clocks(late, .firstTouch).first)
        office.sleep(until: "2026-03-02T05:00:00Z")
        try office.doWhatIsDue()
        #expect(steps(office, late, other) == ["clock.started", "clock.breached"])
    }

    @Test func `firing and waking twice does nothing more`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let clock = try #require(office.clocks(lead, .firstTouch).first)
        office.sleep(until: "2026-03-02T01:05:00Z")
        try office.run(FireClock(clock: clock.id))
        let fired = office.facts.journal.count
        try office.run(FireClock(clock: clock.id))
        #expect(office.facts.journal.count == fired)
        try office.run(RecycleLead(lead: lead, reason: "unreachable"))
        office.sleep(until: "2026-05-02T01:05:00Z")
        try office.run(SendNurtureMail(lead: lead))
        try office.run(WakeLead(lead: lead))
        let woken = office.facts.journal.count
        try office.run(WakeLead(lead: lead))
        try office.run(SendNurtureMail(lead: lead))
        #expect(office.facts.journal.count == woken)
    }

    @Test func `a clock that is not due does not fire`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let before = office.facts.journal.count
        for clock in office.clocks(lead, .firstTouch) { try office.run(FireClock(clock: clock.id)) }
        #expect(office.facts.journal.count == before)
    }

    @Test func `a breach gives the lead to the backup, under a clock of the backup's own`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.advance(.minutes(5))
        let clocks = office.clocks(lead, .firstTouch)
        #expect(office.owner(lead) == "jun")
        #expect(clocks.map(\.state) == [.breached, .running] && clocks[0].backup == office["jun"])
        #expect(clocks[1].owner == office["jun"] && clocks[1].dueAt == office.now + .minutes(5))
        #expect(office.clocks(lead, .staleNew).last?.owner == office["jun"])
    }

    @Test func `what the backup lets run out too does not go back`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", phone: "+821012345678")
        try office.advance(.minutes(20))
        #expect(office.clocks(lead, .firstTouch).map(\.state) == [.breached, .breached])
        #expect(office.owner(lead) == "jun")
        let handoff = try office.open(try office.ready("lee@plant.example"))
        try office.advance(.days(3))
        #expect(office.handoff(handoff).receiver == office["ben"])
        #expect(office.clocks(office.handoff(handoff).lead, .firstContact).count == 2)
    }

    @Test func `when the backup is away the backup's backup takes over`() throws {
        let office = try Office()
        try office.hire("cho", .ae)
        try office.change("ben") { $0.backup = office["cho"] }
        try office.run(
            AddTimeOff(member: office["ben"], from: office.now, to: office.now + .days(9)))
        let lead = try office.ready()
        let handoff = try office.open(lead)
        try office.advance(.hours(4))
        #expect(office.handoff(handoff).receiver == office["cho"] && office.owner(lead) == "cho")
        #expect(office.lead(lead).credits.ae == office["cho"])
        #expect(office.clocks(lead, .firstContact).map(\.owner) == [office["ada"], office["cho"]])
    }

    @Test func `a backup at the cap is passed over`() throws {
        let office = try Office()
        try office.hire("cho", .sdr)
        try office.change("jun") {
            $0.backup = office["cho"]
            $0.cap = 0
        }
        try office.change("cho") { $0.cap = 1 }
        let lead = try office.lead("kim@factory.example")
        let first = office.owner(lead)
        try office.change("mina") { $0.backup = office["jun"] }
        try office.advance(.minutes(5))
        #expect(first == "mina" && office.owner(lead) == "cho")
    }

    @Test func `without anybody to take over the lead stays, and the breach is kept`() throws {
        let office = try Office()
        try office.change("mina") { $0.backup = nil }
        let lead = try office.lead("kim@factory.example")
        try office.advance(.hours(1))
        #expect(
            office.owner(lead) == "mina"
                && office.clocks(lead, .firstTouch).map(\.state) == [.breached])
        try office.touch(lead, reached: true)
        let clock = office.clocks(lead, .firstTouch)[0]
        #expect(clock.state == .breached && clock.endedAt == office.now)
    }

    @Test func `a lead that nobody touched for three days goes to somebody else of the pool`()
        throws
    {
        let office = try Office { $0.clocks[0].onBreach = [] }
        let lead = try office.lead("kim@factory.example")
        try office.advance(to: "2026-03-05T00:59:59Z")
        #expect(office.owner(lead) == "mina")
        try office.advance(.seconds(1))
        #expect(
            office.owner(lead) == "jun"
                && office.clocks(lead, .staleNew).map(\.state) == [.breached, .running])
    }

    @Test func `an undecided handoff goes to the backup, who then decides`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6, source: "event")
        let handoff = try office.open(lead, by: "boss")
        try office.advance(.hours(24))
        #expect(office.handoff(handoff).receiver == office["ben"])
        #expect(office.running(lead) == [.decision, .firstContact])
        #expect(
            refusal { try office.run(AcceptHandoff(handoff: handoff), by: "ada") }?.code
                == "not-yours")
        try office.run(AcceptHandoff(handoff: handoff), by: "ben")
        #expect(office.owner(lead) == "ben" && office.running(lead) == [.firstContact])
    }

    @Test func `a lead that somebody talks with stays, whatever else ran out`() throws {
        let office = try Office { playbook in
            let phone = playbook.clocks.firstIndex { $0.id == "phone-verification" }
            if let phone { playbook.clocks[phone].onBreach = [.reassignPool] }
        }
        let lead = try office.lead("kim@factory.example", phone: "+821012345678")
        try office.touch(lead, reached: true, by: "mina")
        try office.advance(.days(3))
        #expect(office.clocks(lead, .phoneVerification).map(\.state) == [.breached])
        #expect(office.owner(lead) == "mina" && office.lead(lead).stage == .workingConnected)
    }
}
