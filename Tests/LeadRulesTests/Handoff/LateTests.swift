import LeadRules
import Testing

/// What happens to a handoff when others come and go.
@Suite struct LateTests {
    private func won(_ office: Office) throws -> LeadID {
        let lead = try office.ready()
        try office.open(lead)
        try office.run(RecordOutcome(lead: lead, won: true, amount: 80_000), by: "ada")
        return lead
    }

    private func completed(_ office: Office, _ lead: LeadID) throws {
        var record = QualificationRecord.complete(at: office.now)
        (record.goals, record.contract, record.promises) = ("x", "y", "z")
        try office.run(ChangeQualification(lead: lead, record: record))
    }

    @Test func `a rejection that asks for more ends the clocks of the handoff and no other`() throws
    {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", phone: "+821012345678")
        try office.run(
            ChangeQualification(lead: lead, record: .complete(at: office.now, points: 6)))
        let handoff = try office.open(lead)
        #expect(office.handoff(handoff).state == .review)
        try office.reject(handoff, "problem-unclear")
        #expect(office.clocks(lead, .decision).map(\.state) == [.met])
        #expect(office.clocks(lead, .firstContact).map(\.state) == [.cancelled])
        #expect(office.running(lead).contains(.task))
    }

    @Test func `handoffs of two kinds are open beside each other`() throws {
        let office = try Office()
        let lead = try won(office)
        try completed(office, lead)
        try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        let second = try office.open(lead, to: "liv", kind: "ae-to-csm", by: "ada")
        #expect(office.handoff(second).state == .pending)
        #expect(
            refusal { try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada") }?.code
                == "already-open")
    }

    @Test func `only an AE's open handoff is accepted by a win`() throws {
        let office = try Office()
        let lead = try won(office)
        try completed(office, lead)
        let care = try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        try office.run(RecordOutcome(lead: lead, won: true, amount: 90_000), by: "ada")
        #expect(office.handoff(care).state == .pending && office.running(lead).contains(.decision))
    }

    @Test func `a rejected handoff stays rejected when the deal is won all the same`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        try office.reject(handoff, "problem-unclear")
        try office.run(RecordOutcome(lead: lead, won: true), by: "boss")
        #expect(office.handoff(handoff).state == .rejected)
        #expect(office.handoff(handoff).outcome == nil && office.lead(lead).stage == .converted)
    }

    @Test func `a later handoff keeps the lead from going back when a rejection is overturned`()
        throws
    {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let first = try office.open(lead)
        try office.reject(first, "problem-unclear")
        try office.run(DisputeRejection(handoff: first, note: "It is clear."), by: "mina")
        try office.activate { playbook in
            var other = playbook.handoffs[1]
            other.id = "sdr-to-ae-2"
            playbook.handoffs.append(other)
        }
        let second = try office.open(lead, to: "ben", kind: "sdr-to-ae-2")
        try office.run(DecideDispute(handoff: first, overturn: true, note: ""), by: "boss")
        #expect(office.handoff(first).state == .rejected)
        #expect(office.handoff(first).dispute?.overturned == true)
        #expect(office.handoff(second).state == .review && office.owner(lead) == "mina")
    }

    @Test func `a contact that was made stays with who made it when the lead moves on`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let handoff = try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "max")
        try office.run(AcceptHandoff(handoff: handoff), by: "jun")
        try office.touch(lead, reached: true, by: "jun")
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "holiday"), by: "boss")
        #expect(office.handoff(handoff).receiver == office["jun"])
        #expect(office.owner(lead) == "mina")
    }

    @Test func `a handoff that an SDR rejected stays theirs when the lead moves on`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let handoff = try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "max")
        try office.run(
            RejectHandoff(handoff: handoff, reason: "missing-data", fields: [.segment]), by: "jun")
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "found it"), by: "boss")
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "holiday"), by: "boss")
        #expect(office.handoff(handoff).receiver == office["jun"])
        #expect(office.handoff(handoff).state == .rejected)
    }

    @Test func `somebody else's touch is no first contact, and a rejected one has none`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        try office.touch(lead, reached: true, by: "mina")
        try office.touch(lead, reached: true)
        #expect(office.handoff(handoff).firstContactAt == nil)
        try office.reject(handoff, "problem-unclear")
        try office.touch(lead, reached: true, by: "ada")
        #expect(office.handoff(handoff).firstContactAt == nil)
    }

    @Test func `a second touch leaves the first contact where it was`() throws {
        let office = try Office()
        let lead = try office.ready()
        let handoff = try office.open(lead)
        try office.touch(lead, reached: true, by: "ada")
        let first = office.now
        try office.advance(.minutes(9))
        try office.touch(lead, reached: true, by: "ada")
        #expect(office.handoff(handoff).firstContactAt == first)
        #expect(office.story(lead).filter { $0 == "handoff.first-contact" }.count == 1)
    }

    @Test func `whoever leaves without a backup is replaced by their pool, role or manager`() throws
    {
        let office = try Office()
        try office.change("ada") { $0.backup = nil }
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        try office.run(DisableMember(member: office["ada"]))
        #expect(office.handoff(handoff).receiver == office["ben"])
        try office.activate { $0.pools.removeAll { $0.role == .ae } }
        try office.change("ben") { $0.backup = nil }
        try office.change("ben") { $0.manager = office["boss"] }
        let cho = try office.hire("cho", .ae)
        try office.run(DisableMember(member: office["ben"]))
        #expect(office.handoff(handoff).receiver == cho)
        try office.change("cho") { $0.manager = office["boss"] }
        try office.run(DisableMember(member: cho))
        #expect(office.handoff(handoff).receiver == office["boss"])
    }

    @Test func `a lead of sales without a handoff goes to the backup of whoever leaves`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecordOutcome(lead: lead, won: true, ae: office["ada"]))
        try office.run(AssignLead(lead: lead, to: office["ada"], reason: "hers"), by: "boss")
        #expect(office.clocks(lead, .handoffDue).allSatisfy { $0.owner == office["ada"] })
        try office.run(DisableMember(member: office["ada"]))
        #expect(office.owner(lead) == "ben")
        let due = office.clocks(lead, .handoffDue).filter { $0.endedAt == nil }
        #expect(!due.isEmpty && due.allSatisfy { $0.owner == office["ben"] })
        try office.run(DisableMember(member: office["jun"]))
        #expect(office.owner(lead) == "ben")
    }

    @Test func `what is due after a win goes on with the backup and the lead's handoff`() throws {
        let office = try Office {
            $0.clocks[$0.clocks.firstIndex { $0.id == "hand-over" }!].onBreach = [.reassignBackup]
        }
        let lead = try won(office)
        let handoff = try #require(office.facts.handoffs(of: lead).first)
        try office.advance(.days(2))
        #expect(office.owner(lead) == "ben" && office.handoff(handoff.id).receiver == office["ben"])
        let due = office.clocks(lead, .handoffDue).filter { $0.state == .running }
        #expect(due.map(\.owner) == [office["ben"], office["ben"]])
        #expect(due.map(\.kind).sorted { $0! < $1! } == ["ae-to-am", "ae-to-csm"])
    }

    @Test func `a win accepts in the name of whoever recorded it`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        try office.run(RecordOutcome(lead: lead, won: true), by: "boss")
        #expect(!office.handoff(handoff).automatic)
        #expect(office.handoff(handoff).decidedBy == .member(office["boss"]))
    }

    @Test func `without a joint review nothing is returned, without a limit nothing is accepted`()
        throws
    {
        let office = try Office { $0.handoffs[1].jointReview = nil }
        let low = try office.open(try office.ready(points: 3))
        #expect(office.handoff(low).state == .pending)
        let other = try Office { $0.handoffs[1].autoAccept = nil }
        let high = try other.open(try other.ready(points: 10))
        #expect(other.handoff(high).state == .review)
    }
}
