import LeadRules
import Testing

/// What the backup takes over when a clock runs out, and what not.
@Suite struct BackupTests {
    private func office(_ adjust: (inout Playbook) -> Void = { _ in }) throws -> Office {
        try Office { playbook in
            let due = playbook.clocks.firstIndex { $0.id == "hand-over" }
            if let due { playbook.clocks[due].onBreach = [.reassignBackup] }
            adjust(&playbook)
        }
    }

    @Test func `the backup is under the clock that ran out, whatever new leads are under by now`()
        throws
    {
        let office = try office()
        let lead = try office.lead("kim@factory.example")
        try office.activate { $0.intake.sources[0].firstTouchClock = nil }
        try office.advance(.minutes(5))
        #expect(office.owner(lead) == "jun")
        let clocks = office.clocks(lead, .firstTouch)
        #expect(clocks.map(\.owner) == [office["mina"], office["jun"]])
        #expect(clocks.last?.dueAt == office.now + .minutes(5))
    }

    @Test func `a deal without a handoff goes to the backup with what is owed after the win`()
        throws
    {
        let office = try office { $0.handoffs.removeAll { $0.id == "ae-to-csm" } }
        let lead = try office.lead("kim@factory.example")
        try office.run(AssignLead(lead: lead, to: office["ada"], reason: "an old customer"))
        try office.run(RecordOutcome(lead: lead, won: true), by: "ada")
        #expect(office.clocks(lead, .handoffDue).map(\.owner) == [office["ada"]])
        try office.advance(.days(2))
        #expect(office.owner(lead) == "ben")
        let due = office.clocks(lead, .handoffDue)
        #expect(due.map(\.owner) == [office["ada"], office["ben"]])
        #expect(due.map(\.state) == [.breached, .running])
    }

    @Test func `a customer stays with who has them, whatever somebody else let run out`() throws {
        let office = try office()
        let lead = try office.customer()
        let handoff = try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        try office.run(AcceptHandoff(handoff: handoff), by: "kai")
        try office.run(LogFirstContact(handoff: handoff), by: "kai")
        try office.advance(.days(3))
        #expect(office.clocks(lead, .handoffDue).map(\.state) == [.met, .breached])
        #expect(office.owner(lead) == "kai")
    }

    @Test func `a contact that was made stays with who made it, whoever takes the lead over`()
        throws
    {
        let office = try Office()
        let lead = try office.lead(
            "kim@factory.example", "newsletter", phone: "+821012345678")
        let handoff = try office.open(lead, to: "mina", kind: "marketing-to-sdr", by: "max")
        try office.act(lead, "demo-request")
        try office.run(AcceptHandoff(handoff: handoff), by: "mina")
        try office.touch(lead, reached: true, by: "mina")
        #expect(office.running(lead) == [.phoneVerification])
        try office.advance(.days(1))
        #expect(office.owner(lead) == "jun")
        #expect(office.handoff(handoff).receiver == office["mina"])
    }

    @Test func `the backup has the task of a rejection, and the lead with it`() throws {
        let office = try Office { playbook in
            let task = playbook.clocks.firstIndex { $0.id == "task" }
            if let task { playbook.clocks[task].onBreach = [.reassignBackup] }
        }
        let lead = try office.ready(points: 6)
        try office.reject(try office.open(lead), "problem-unclear")
        #expect(office.clocks(lead, .task).map(\.owner) == [office["mina"]])
        try office.advance(.days(2))
        #expect(office.owner(lead) == "jun")
        #expect(office.clocks(lead, .task).map(\.owner) == [office["mina"], office["jun"]])
    }

    @Test func `a clock that ran out is given up once`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let clock = office.clocks(lead, .firstTouch)[0].id
        try office.advance(.minutes(5))
        let ends = office.facts.journal.compactMap { $0.event as? ClockCancelled }
            .filter { $0.clock == clock }
        #expect(ends.count == 1)
    }
}
