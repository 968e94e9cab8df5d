package import Records

extension QualificationRecord: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var record = Self()
        record.segment = try member("segment", \.segment)
        record.icpConfirmed = try member("icpConfirmed", \.icpConfirmed)
        record.pain = try member.personal("pain", \.pain)
        record.impact = try member("impact", \.impact)
        record.trigger = try member("trigger", \.trigger)
        record.alternative = try member("alternative", \.alternative)
        record.stakeholders = try member("stakeholders", \.stakeholders, or: [])
        record.budget = try member("budget", \.budget)
        record.authority = try member("authority", \.authority)
        record.need = try member.personal("need", \.need)
        record.timeline = try member("timeline", \.timeline)
        record.nextStep = try member.personal("nextStep", \.nextStep)
        record.nextMeeting = try member("nextMeeting", \.nextMeeting)
        record.goals = try member.personal("goals", \.goals)
        record.contract = try member.personal("contract", \.contract)
        record.promises = try member.personal("promises", \.promises)
        return record
    }
}

extension ProblemImpact: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            kind: member("kind", \.kind),
            statement: member.personal("statement", \.statement),
            amountPerMonth: member("amountPerMonth", \.amountPerMonth))
    }
}

extension TriggerEvent: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            kind: member("kind", \.kind),
            statement: member.personal("statement", \.statement))
    }
}

extension CurrentAlternative: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            kind: member("kind", \.kind),
            note: member.personal("note", \.note))
    }
}

extension Stakeholder: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            name: member.personal("name", \.name),
            part: member("part", \.part),
            reachable: member("reachable", \.reachable),
            isContact: member("isContact", \.isContact),
            attendsNextMeeting: member("attendsNextMeeting", \.attendsNextMeeting))
    }
}

extension Budget: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            confirmed: member("confirmed", \.confirmed),
            amount: member("amount", \.amount))
    }
}

extension Timeline: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            withinDays: member("withinDays", \.withinDays))
    }
}

extension Meeting: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            at: member("at", \.at),
            attendees: member.personal("attendees", \.attendees, or: []),
            purpose: member("purpose", \.purpose),
            material: member.personal("material", \.material))
    }
}

extension ProblemImpact.Kind: StoredWord {}
extension TriggerEvent.Kind: StoredWord {}
extension CurrentAlternative.Kind: StoredWord {}
extension Stakeholder.Part: StoredWord {}
extension Authority: StoredWord {}
extension Meeting.Purpose: StoredWord {}
extension QualificationField: StoredWord {}
