import LeadRules
import Testing

@Suite struct DisputeTests {
    private func disputed(_ office: Office, reason: String) throws -> (LeadID, HandoffID) {
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        try office.reject(handoff, reason)
        try office.run(DisputeRejection(handoff: handoff, note: "They called twice."), by: "mina")
        return (lead, handoff)
    }

    private func decide(_ office: Office, _ handoff: HandoffID, overturn: Bool) throws {
        try office.run(
            DecideDispute(handoff: handoff, overturn: overturn, note: "heard"), by: "boss")
    }

    @Test(arguments: ["icp-mismatch", "no-real-interest", "problem-unclear", "competitor"])
    func `an overturned rejection gives the lead to the receiver, whatever route it took`(
        reason: String
    )
        throws
    {
        let office = try Office()
        let (lead, handoff) = try disputed(office, reason: reason)
        try decide(office, handoff, overturn: true)
        #expect(office.handoff(handoff).state == .accepted)
        #expect(office.owner(lead) == "ada" && office.lead(lead).stage == .converted)
        #expect(
            office.lead(lead).milestones.sal == office.now && office.lead(lead).rest.wakeAt == nil)
        #expect(office.running(lead) == [.firstContact])
    }

    @Test func `an upheld rejection stands, and the lead stays where it is`() throws {
        let office = try Office()
        let (lead, handoff) = try disputed(office, reason: "problem-unclear")
        try decide(office, handoff, overturn: false)
        #expect(office.handoff(handoff).state == .rejected)
        #expect(office.handoff(handoff).dispute?.overturned == false)
        #expect(office.owner(lead) == "mina" && office.running(lead) == [.task])
    }

    @Test func `an overturned rejection does not take the lead from whoever works it since`() throws
    {
        let office = try Office()
        let (lead, handoff) = try disputed(office, reason: "problem-unclear")
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "holiday"), by: "boss")
        try office.advance(.minutes(5))
        try decide(office, handoff, overturn: true)
        #expect(office.handoff(handoff).dispute?.overturned == true)
        #expect(office.owner(lead) == "jun" && office.lead(lead).stage == .workingConnected)
        #expect(office.lead(lead).milestones.sal == nil)
    }

    @Test func `an overturned rejection goes to the backup of a receiver who left`() throws {
        let office = try Office()
        let (lead, handoff) = try disputed(office, reason: "problem-unclear")
        try office.run(DisableMember(member: office["ada"]))
        try decide(office, handoff, overturn: true)
        #expect(office.owner(lead) == "ben" && office.handoff(handoff).receiver == office["ben"])
        #expect(office.clocks(lead, .firstContact).last?.owner == office["ben"])
    }

    @Test func `only a person's rejection is disputed, once, and only a manager decides`() throws {
        let office = try Office()
        let (_, handoff) = try disputed(office, reason: "problem-unclear")
        #expect(
            refusal {
                try office.run(
                    DecideDispute(handoff: handoff, overturn: true, note: ""), by: "mina")
            }?.code == "not-yours")
        try decide(office, handoff, overturn: false)
        #expect(refusal { try decide(office, handoff, overturn: true) }?.code == "not-disputed")
        #expect(
            refusal {
                try office.run(DisputeRejection(handoff: handoff, note: "again"), by: "mina")
            }?.code == "not-disputable")
        let low = try office.open(try office.ready("low@low.example", points: 3))
        #expect(
            refusal { try office.run(DisputeRejection(handoff: low, note: "x"), by: "mina") }?.code
                == "not-disputable")
    }

    @Test func `what was decided before it, or came to nothing after, does not stand in its way`()
        throws
    {
        let office = try Office()
        let lead = try office.lead(
            "kim@factory.example", "newsletter", attributes: ["industry": "manufacturing"])
        let first = try office.open(lead, to: "mina", kind: "marketing-to-sdr", by: "max")
        try office.run(AcceptHandoff(handoff: first), by: "mina")
        try office.run(
            ChangeQualification(lead: lead, record: .complete(at: office.now, points: 6)))
        let second = try office.open(lead)
        try office.reject(second, "problem-unclear")
        try office.run(DisputeRejection(handoff: second, note: "It is clear."), by: "mina")
        try office.run(DecideDispute(handoff: second, overturn: true, note: ""), by: "boss")
        #expect(office.handoff(second).state == .accepted && office.owner(lead) == "ada")
        #expect(office.handoff(first).state == .accepted)
    }
}
