import LeadRules
import Testing

@Suite struct `What is done whole or not at all` {
    @Test func `a record is kept only with the handoff that it was written for`() throws {
        let office = try Office()
        let lead = try office.ready()
        let before = office.facts.records[lead]
        var record = QualificationRecord.complete(at: office.now)
        record.nextStep = ""
        let refused = refusal { try office.run(handingOver(lead, record, office), by: "mina") }
        #expect(refused?.code == "missing-required-information")
        #expect(office.facts.records[lead] == before)

        record.nextStep = "A visit to the plant"
        let handoff = try office.run(handingOver(lead, record, office), by: "mina")
        #expect(office.handoff(handoff).record == record)
        #expect(office.facts.records[lead] == record)
        #expect(decisions(of: [QualificationChanged.name, HandoffOpened.name], office).count == 1)
    }

    @Test func `a handoff is not opened over a record that somebody else has changed`() throws {
        let office = try Office()
        let lead = try office.ready()
        let command = handingOver(
            lead, .complete(at: office.now), over: QualificationRecord(), office)
        var others = QualificationRecord.complete(at: office.now)
        others.nextStep = "A call on Monday"
        try office.run(ChangeQualification(lead: lead, record: others))
        #expect(refusal { try office.run(command, by: "mina") }?.code == "record-changed")
        #expect(office.facts.handoffs.isEmpty && office.facts.records[lead] == others)
    }

    @Test func `somebody is taken in together with what was noted of them`() throws {
        let office = try Office()
        var contact = Contact()
        contact.name = "Kim"
        var command = CaptureLead(contact: contact, origin: Origin())
        command.note = "Met at the fair"
        let lead = try office.run(command).lead
        let notes = office.facts.events(of: lead).compactMap {
            ($0.event as? ActivityRecorded)?.activity.note
        }
        #expect(notes == ["Met at the fair"])
        #expect(decisions(of: [LeadCaptured.name, ActivityRecorded.name], office).count == 1)
    }

    private func handingOver(
        _ lead: LeadID, _ record: QualificationRecord, over seen: QualificationRecord? = nil,
        _ office: Office
    ) -> OpenHandoff {
        OpenHandoff(
            lead: lead, kind: "sdr-to-ae", receiver: office["ada"],
            record: ChangeQualification(lead: lead, record: record, over: seen))
    }

    /// Those of the latest event of each name.
    private func decisions(of names: [String], _ office: Office) -> Set<DecisionID?> {
        Set(names.map { name in office.facts.journal.last { $0.name == name }?.stamp.decision })
    }
}
