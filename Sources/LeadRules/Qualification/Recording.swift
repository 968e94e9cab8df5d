/// Writes down what was learned of a lead's need, power and time.
package struct ChangeQualification: Command {
    package var lead: LeadID
    package var record: QualificationRecord
    /// The record that the writer had before them; nil writes over whatever stands there.
    package var seen: QualificationRecord?

    package init(
        lead: LeadID, record: QualificationRecord, over seen: QualificationRecord? = nil
    ) {
        self.lead = lead
        self.record = record
        self.seen = seen
    }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        let row = try decision.liveLead(lead)
        let known = try decision.world.record(of: lead)
        guard record != known else { return lead }
        if let seen, seen != known { throw Refusal.recordChanged }
        try check(decision.playbook)
        try decision.record(
            QualificationChanged(
                leadID: lead, record: record, segment: record.segment ?? row.segment))
        try decision.reconsider(lead)
        try decision.followGrade(of: lead, from: known)
        return lead
    }

    private func check(_ playbook: Playbook) throws {
        if let segment = record.segment, playbook.segment(segment) == nil {
            throw Refusal.unknown(
                "segment", segment, field: "segment", known: playbook.segments.map(\.id))
        }
        if let days = record.timeline?.withinDays, !Timeline.days.contains(days) {
            throw Refusal.invalid(
                field: "timeline.withinDays",
                days < 0
                    ? "Days until the purchase cannot be negative."
                    : "The purchase lies more than a hundred years ahead.")
        }
        if let amount = record.budget?.amount, amount < 0 {
            throw Refusal.invalid(field: "budget.amount", "A budget cannot be negative.")
        }
        if let amount = record.impact?.amountPerMonth, amount < 0 {
            throw Refusal.invalid(
                field: "impact.amountPerMonth", "What a problem costs cannot be negative.")
        }
        for (field, amount) in [
            ("budget.amount", record.budget?.amount),
            ("impact.amountPerMonth", record.impact?.amountPerMonth),
        ] where abs(amount ?? 0) > Value.largest { throw Refusal.tooLarge(field: field) }
    }
}

extension Refusal {
    /// Somebody else wrote the record after the writer had read it.
    package static let recordChanged = Refusal(
        .conflict, "record-changed",
        "Somebody else changed this record in the meantime. Read what they wrote, then save again.")
}

package struct QualificationChanged: Event {
    package static let name = "lead.qualification-changed"
    package let leadID: LeadID
    package let record: QualificationRecord
    package let segment: String?
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        world.put(record: record, of: leadID)
        try world.change(leadID) { $0.segment = segment }
    }
}
