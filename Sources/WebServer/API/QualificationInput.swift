import LeadRules

/// A record, as the API takes it.
struct QualificationInput: Decodable, Sendable {
    let record: QualificationRecord

    private struct ImpactInput: Decodable, Sendable {
        var kind: Choice<ProblemImpact.Kind>
        var statement: String
        var amountPerMonth: Double?
    }
    private struct TriggerInput: Decodable, Sendable {
        var kind: Choice<TriggerEvent.Kind>
        var statement: String
    }
    private struct AlternativeInput: Decodable, Sendable {
        var kind: Choice<CurrentAlternative.Kind>
        var note: String?
    }
    private struct StakeholderInput: Decodable, Sendable {
        var name: String
        var part: Choice<Stakeholder.Part>
        var reachable: Bool?
        var isContact: Bool?
        var attendsNextMeeting: Bool?
    }
    private struct MeetingInput: Decodable, Sendable {
        var at: Instant
        var attendees: [String]
        var purpose: Choice<Meeting.Purpose>
        var material: String?
    }
    private enum Key: String, CodingKey, CaseIterable {
        case segment, icpConfirmed, pain, impact, trigger, alternative, stakeholders, budget
        case authority, need, timeline, nextStep, nextMeeting, goals, contract, promises
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) throws -> String? {
            try fields.decodeIfPresent(String.self, forKey: key)
        }
        func part<T: Decodable>(_ key: Key, _: T.Type) throws -> T? {
            try fields.decodeIfPresent(T.self, forKey: key)
        }
        var record = QualificationRecord()
        record.segment = try text(.segment)
        record.icpConfirmed = try part(.icpConfirmed, Bool.self)
        record.pain = try text(.pain)
        record.impact = try part(.impact, ImpactInput.self).map {
            ProblemImpact(
                kind: $0.kind.value, statement: $0.statement, amountPerMonth: $0.amountPerMonth)
        }
        record.trigger = try part(.trigger, TriggerInput.self).map {
            TriggerEvent(kind: $0.kind.value, statement: $0.statement)
        }
        record.alternative = try part(.alternative, AlternativeInput.self).map {
            CurrentAlternative(kind: $0.kind.value, note: $0.note)
        }
        record.stakeholders = try (part(.stakeholders, [StakeholderInput].self) ?? []).map {
            Stakeholder(
                name: $0.name, part: $0.part.value, reachable: $0.reachable ?? false,
                isContact: $0.isContact ?? false,
                attendsNextMeeting: $0.attendsNextMeeting ?? false)
        }
        record.budget = try part(.budget, Budget.self)
        record.authority = try part(.authority, Choice<Authority>.self)?.value
        record.need = try text(.need)
        record.timeline = try part(.timeline, Timeline.self)
        record.nextStep = try text(.nextStep)
        record.nextMeeting = try part(.nextMeeting, MeetingInput.self).map {
            Meeting(
                at: $0.at, attendees: $0.attendees, purpose: $0.purpose.value,
                material: $0.material)
        }
        record.goals = try text(.goals)
        record.contract = try text(.contract)
        record.promises = try text(.promises)
        self.record = record
    }
}
