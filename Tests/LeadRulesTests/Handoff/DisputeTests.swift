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

    @Test(arguments: [true, false])
    func `only what somebody else took over since stands in its way`(takenOver: Bool) throws {
        let office = try Office()
        let lead = try office.lead(
            "kim@factory.example", "newsletter", attributes: ["industry": "manufacturing"])
        let before = try office.open(lead, to: "mina", kind: "marketing-to-sdr", by: "max")
        try office.run(AcceptHandoff(handoff: before), by: "mina")
        try office.run(
            ChangeQualification(lead: lead, record: .complete(at: office.now, points: 6)))
        let rejected = try office.open(lead)
        try office.reject(rejected, "problem-unclear")
        let after = try office.open(lead, to: "ben")
        if takenOver {
            try office.run(AcceptHandoff(handoff: after), by: "ben")
        } else {
            try office.run(
                RejectHandoff(handoff: after, reason: "problem-unclear"), by: "ben")
        }
        try office.run(DisputeRejection(handoff: rejected, note: "It is clear."), by: "mina")
        try office.run(DecideDispute(handoff: rejected, overturn: true, note: ""), by: "boss")
        #expect(office.handoff(rejected).state == (takenOver ? .rejected : .accepted))
        #expect(office.owner(lead) == (takenOver ? "ben" : "ada"))
        #expect(office.handoff(before).state == .accepted)
    }

    @Test func `why it cannot be disputed is its state, or that it was disputed before`() throws {
        let office = try Office()
        let open = try office.open(try office.ready(points: 6))
        let pending = refusal {
            try office.run(DisputeRejection(handoff: open, note: "x"), by: "mina")
        }
        #expect(pending?.message.hasPrefix("Handoff \(open) is review;") == true)
        try office.reject(open, "problem-unclear")
        try office.run(DisputeRejection(handoff: open, note: "It is clear."), by: "mina")
        try office.run(DecideDispute(handoff: open, overturn: false, note: ""), by: "boss")
        let again = refusal {
            try office.run(DisputeRejection(handoff: open, note: "x"), by: "mina")
        }
        #expect(again?.message.hasPrefix("Handoff \(open) is disputed before;") == true)
    }
}
