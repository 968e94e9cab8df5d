/// Something that one member is told in their pages: it concerns them, and somebody else did it.
package struct Notice: Hashable, Sendable {
    package var kind: Kind
    package var member: MemberID
    package var event: EventID
    package var at: Instant
    package var by: Actor
    package var lead: LeadID?
    package var leadName: String
    package var handoff: HandoffID?
    /// A clock rule, a rejection reason or a question: what the kind calls for.
    package var detail: String

    package enum Kind: String, Codable, CaseIterable, Sendable {
        case assigned
        case handoffReceived = "handoff-received"
        case handoffAccepted = "handoff-accepted"
        case handoffRejected = "handoff-rejected"
        case disputed
        case disputeDecided = "dispute-decided"
        case question, answer, reminder, breach
        case takenOver = "taken-over"
        /// A lead that sales has asks to talk.
        case handRaised = "hand-raised"
        /// An endpoint was switched off by itself: nothing is delivered there.
        case delivery
    }

    package init(
        kind: Kind, member: MemberID, event: EventID, at: Instant, by: Actor, lead: LeadID?,
        leadName: String, handoff: HandoffID?, detail: String
    ) {
        self.kind = kind
        self.member = member
        self.event = event
        self.at = at
        self.by = by
        self.lead = lead
        self.leadName = leadName
        self.handoff = handoff
        self.detail = detail
    }
}

extension Decision {
    /// Whom the events of this decision are to be told to. Nobody is told what they did themselves.
    package mutating func notices() throws -> [Notice] {
        try events.flatMap { recorded in
            try told(of: recorded).filter { recorded.stamp.actor != .member($0.member) }
        }
    }

    private mutating func told(of recorded: Recorded) throws -> [Notice] {
        switch recorded.event {
        case let event as LeadAssigned:
            return [
                try notice(.assigned, event.owner, recorded, detail: event.reason),
                try event.former.map {
                    try notice(.takenOver, $0, recorded, detail: event.reason)
                },
            ].compactMap(\.self)
        case let event as ClockReminded:
            return [try event.owner.map { try notice(.reminder, $0, recorded, detail: event.rule) }]
                .compactMap(\.self)
        case let event as ClockBreached:
            return try breached(event, recorded)
        case let event as HandRaised:
            return try raised(event, recorded)
        case let event as SettingChanged where event.what == NoteSetting.delivery:
            return try world.allMembers().filter { $0.isActive && $0.profile.role == .revops }
                .map { try notice(.delivery, $0.id, recorded, detail: event.change) }
        default:
            return try toldOfHandoff(recorded)
        }
    }

    /// Whoever works a lead that is not sold yet has its clock; sales has none and is told.
    private mutating func raised(_ event: HandRaised, _ recorded: Recorded) throws -> [Notice] {
        let lead = try world.lead(event.leadID)
        guard lead.stage == .converted else { return [] }
        let receivers = try world.handoffs(of: lead.id).filter(\.state.isOpen).map(\.receiver)
        return try Set(receivers + [lead.owner].compactMap(\.self)).sorted().map {
            try notice(.handRaised, $0, recorded, detail: event.kind)
        }
    }

    private mutating func breached(_ event: ClockBreached, _ recorded: Recorded) throws -> [Notice]
    {
        let manager = try event.owner.flatMap { try world.member($0).profile.manager }
        let told = [event.owner, event.alertsManager ? manager : nil].compactMap(\.self)
        return try told.map { try notice(.breach, $0, recorded, event.handoff, detail: event.rule) }
    }

    private mutating func toldOfHandoff(_ recorded: Recorded) throws -> [Notice] {
        switch recorded.event {
        case let event as HandoffOpened:
            return [try notice(.handoffReceived, event.receiver, recorded, event.handoff)]
        case let event as HandoffMoved:
            return [try notice(.handoffReceived, event.to, recorded, event.handoff)]
        case let event as HandoffAccepted where !event.automatic:
            return try toGiver(.handoffAccepted, event.handoff, recorded)
        case let event as HandoffRejected:
            return try toGiver(
                .handoffRejected, event.handoff, recorded, detail: event.rejection.reason)
        case let event as DisputeOpened:
            let row = try world.handoff(event.handoff)
            let manager = try world.member(row.receiver).profile.manager
            return try [row.receiver, manager].compactMap(\.self).map {
                try notice(.disputed, $0, recorded, event.handoff, detail: event.note)
            }
        case let event as DisputeDecided:
            let row = try world.handoff(event.handoff)
            return try [row.giver, row.receiver].compactMap(\.self).map {
                try notice(
                    .disputeDecided, $0, recorded, event.handoff,
                    detail: event.overturned ? "overturned" : "upheld")
            }
        case let event as HandoffQuestioned:
            return try toGiver(.question, event.handoff, recorded, detail: event.question)
        case let event as HandoffAnswered:
            let row = try world.handoff(event.handoff)
            return [
                try notice(.answer, row.receiver, recorded, event.handoff, detail: event.answer)
            ]
        default: return []
        }
    }

    private mutating func toGiver(
        _ kind: Notice.Kind, _ handoff: HandoffID, _ recorded: Recorded, detail: String = ""
    ) throws -> [Notice] {
        guard let giver = try world.handoff(handoff).giver else { return [] }
        return [try notice(kind, giver, recorded, handoff, detail: detail)]
    }

    private mutating func notice(
        _ kind: Notice.Kind, _ member: MemberID, _ recorded: Recorded,
        _ handoff: HandoffID? = nil, detail: String = ""
    ) throws -> Notice {
        let lead = try recorded.event.lead.map { try world.lead($0) }
        return Notice(
            kind: kind, member: member, event: recorded.id, at: recorded.stamp.at,
            by: recorded.stamp.actor, lead: lead?.id, leadName: lead?.displayName ?? "",
            handoff: handoff, detail: detail)
    }
}
