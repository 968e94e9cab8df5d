import LeadRules
import Testing

@Suite struct DecidingTests {
    private func pending(_ office: Office) throws -> (lead: LeadID, handoff: HandoffID) {
        let lead = try office.ready(points: 6)
        return (lead, try office.open(lead))
    }

    @Test func `acceptance makes a SAL and gives the lead to the AE`() throws {
        let office = try Office()
        let (lead, handoff) = try pending(office)
        try office.advance(.hours(1))
        try office.run(AcceptHandoff(handoff: handoff), by: "ada")
        #expect(office.handoff(handoff).decidedAt == office.now)
        #expect(office.owner(lead) == "ada" && office.lead(lead).credits.sdr == office["mina"])
        #expect(office.clocks(lead, .decision).map(\.state) == [.met])
        #expect(office.running(lead) == [.firstContact])
    }

    @Test func `a second decision is a conflict that says who decided and when`() throws {
        let office = try Office()
        let (_, handoff) = try pending(office)
        try office.run(AcceptHandoff(handoff: handoff), by: "ada")
        let refused = refusal { try office.run(AcceptHandoff(handoff: handoff), by: "boss") }
        #expect(refused?.kind == .conflict)
        #expect(
            refused?.message
                == "Handoff \(handoff) is already accepted, by ada on \(office.now.rfc3339).")
    }

    @Test func `only the receiver or a manager decides`() throws {
        let office = try Office()
        let (_, handoff) = try pending(office)
        for name in ["mina", "ben", "jun"] {
            #expect(
                refusal { try office.run(AcceptHandoff(handoff: handoff), by: name) }?.code
                    == "not-yours")
        }
        try office.run(AcceptHandoff(handoff: handoff), by: "boss")
    }

    @Test func `route nurture rests the lead with marketing`() throws {
        let office = try Office()
        let (lead, handoff) = try pending(office)
        try office.reject(handoff, "icp-mismatch")
        let row = office.lead(lead)
        #expect(row.stage == .marketing && row.owner == nil && row.rest.reason == "icp-mismatch")
        #expect(row.rest.wakeAt == office.now + .days(365) && office.running(lead).isEmpty)
    }

    @Test func `route recycle brings it back by its reason`() throws {
        let office = try Office()
        let (lead, handoff) = try pending(office)
        try office.reject(handoff, "no-real-interest")
        #expect(office.lead(lead).stage == .recycled)
        try office.advance(.days(90))
        #expect(office.owner(lead) == "mina" && office.lead(lead).stage == .new)
    }

    @Test func `route archive ends it`() throws {
        let office = try Office()
        let (lead, handoff) = try pending(office)
        try office.reject(handoff, "competitor")
        #expect(office.lead(lead).stage == .archived && office.running(lead).isEmpty)
    }

    @Test func `route task gives it back with a clock that the next handoff meets`() throws {
        let office = try Office()
        let (lead, handoff) = try pending(office)
        try office.reject(handoff, "problem-unclear")
        let task = try #require(office.clocks(lead, .task).first)
        #expect(task.owner == office["mina"] && task.task == "Ask again.")
        #expect(office.lead(lead).stage == .workingConnected && office.owner(lead) == "mina")
        try office.open(lead)
        #expect(office.clocks(lead, .task).map(\.state) == [.met])
    }

    @Test func `a task passes on with its lead`() throws {
        let office = try Office()
        let (lead, handoff) = try pending(office)
        try office.reject(handoff, "problem-unclear")
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "holiday"), by: "boss")
        #expect(office.clocks(lead, .task).map(\.state) == [.cancelled, .running])
        #expect(office.clocks(lead, .task).last?.owner == office["jun"])
    }

    @Test func `missing data names the fields`() throws {
        let office = try Office()
        let (lead, handoff) = try pending(office)
        #expect(
            refusal { try office.reject(handoff, "missing-data") }?.problems.map(\.field) == [
                "fields"
            ])
        try office.reject(handoff, "missing-data", fields: [.budget, .timeline])
        #expect(office.clocks(lead, .task).first?.task == "Complete: budget, timeline")
    }

    @Test func `an unknown reason is refused with the nearest names`() throws {
        let office = try Office()
        let (_, handoff) = try pending(office)
        let refused = refusal { try office.reject(handoff, "problem-uncler") }
        #expect(refused?.code == "unknown-rejection-reason")
        #expect(refused?.message.contains("Did you mean problem-unclear?") == true)
    }

    @Test func `a rejection follows the playbook that the handoff was opened under`() throws {
        let office = try Office()
        let (lead, handoff) = try pending(office)
        try office.activate { $0.recycling.reasons.removeAll { $0.id == "icp-mismatch" } }
        try office.reject(handoff, "icp-mismatch")
        #expect(office.lead(lead).rest.reason == "icp-mismatch")
    }

    @Test func `a question is answered before the decision`() throws {
        let office = try Office()
        let (_, handoff) = try pending(office)
        #expect(
            refusal { try office.run(AnswerReceiver(handoff: handoff, answer: "x"), by: "mina") }?
                .code == "no-question")
        try office.run(AskGiver(handoff: handoff, question: "Who signs?"), by: "ada")
        #expect(
            refusal { try office.run(AnswerReceiver(handoff: handoff, answer: "x"), by: "jun") }?
                .code == "not-yours")
        try office.run(AnswerReceiver(handoff: handoff, answer: "Lee"), by: "mina")
        #expect(office.handoff(handoff).questions.map(\.answer) == ["Lee"])
    }

    @Test func `the receiver's touch is the first contact`() throws {
        let office = try Office()
        let lead = try office.ready()
        let handoff = try office.open(lead)
        try office.advance(.minutes(30))
        try office.touch(lead, reached: true, by: "ada")
        #expect(
            office.handoff(handoff).firstContactAt == office.now && office.running(lead).isEmpty)
        #expect(
            refusal { try office.run(LogFirstContact(handoff: handoff), by: "ada") }?.code
                == "already-contacted")
    }
}
