/// Something that people are to be told of at once.
package struct Alert: Hashable, Codable, Sendable {
    package var kind: AlertKind
    package var event: EventID
    package var at: Instant
    package var lead: LeadID?
    package var leadName: String
    package var handoff: HandoffID?
    /// Whom it concerns first.
    package var member: String?
    /// What happened.
    package var title: String
    /// Why.
    package var reason: String
    /// What to do next.
    package var nextStep: String
    /// Whether the handoff waits for the receiver's decision.
    package var awaitsDecision = false
}

extension Decision {
    /// The alerts that the events of this decision call for, in their order.
    package mutating func alerts() throws -> [Alert] {
        try events.compactMap { try alert(for: $0) }
    }

    private mutating func alert(for recorded: Recorded) throws -> Alert? {
        switch recorded.event {
        case let event as HandoffOpened: return try opened(event, recorded)
        case let event as HandoffRejected where !event.automatic:
            return try alert(
                .handoff, recorded, handoff: event.handoff,
                member: world.handoff(event.handoff).giver, title: "Handoff rejected",
                reason: event.rejection.reason + note(event.rejection.note),
                nextStep: "The lead takes the route '\(event.rejection.route.rawValue)'.")
        case let event as ClockReminded:
            return try alert(
                .reminder, recorded, member: event.owner,
                title: "Clock '\(event.rule)' is running out",
                reason: "due at \(event.dueAt.rfc3339)", nextStep: "Act before it does.")
        case let event as ClockBreached:
            return try breached(event, recorded)
        case let event as LeadHeld:
            return try alert(
                .held, recorded, member: nil, title: "Lead held in pool '\(event.pool)'",
                reason: "Nobody can take it now.",
                nextStep: "Free somebody, or add people to the pool. It is tried again at "
                    + "\(event.retryAt.rfc3339).")
        case let event as VerificationChanged where event.state == .suspect || event.state == .fake:
            return try alert(
                .fraud, recorded, member: nil, title: "Lead is \(event.state.rawValue)",
                reason: event.reasons.joined(separator: " "),
                nextStep: event.state == .suspect
                    ? "Verify it or mark it as fake." : "Its points were taken back.")
        default: return nil
        }
    }

    private mutating func opened(_ event: HandoffOpened, _ recorded: Recorded) throws -> Alert {
        let points = Value.written(event.score.reduce(0) { $0 + $1.points })
        // The ten-point score may have decided it already.
        let state = try world.handoff(event.handoff).state
        let nextStep =
            switch state {
            case .pending: "Accept or reject it."
            case .review: "Review it together, then decide."
            case .accepted: "It was accepted by its score. Make the first contact."
            default: "It stays with the giver, who goes on with the lead."
            }
        var alert = try alert(
            .handoff, recorded, handoff: event.handoff, member: event.receiver,
            title: "New handoff", reason: "\(points) of 10 points, kind \(event.kind)",
            nextStep: nextStep)
        alert.awaitsDecision = state.isOpen
        return alert
    }

    private mutating func breached(_ event: ClockBreached, _ recorded: Recorded) throws -> Alert {
        let owner = try event.owner.map { try world.member($0) }
        let manager = owner?.profile.manager
        let backup = try event.backup.map { try world.member($0).profile.name }
        return try alert(
            .breach, recorded, handoff: event.handoff,
            member: event.alertsManager ? manager ?? event.owner : event.owner,
            title: "SLA breach: '\(event.rule)'",
            reason: "\(owner?.profile.name ?? "Nobody") let it run out at \(event.dueAt.rfc3339).",
            nextStep: backup.map { "\($0) takes over." } ?? "Take it up at once.")
    }

    private func note(_ text: String) -> String { text.isEmpty ? "" : ": \(text)" }

    private mutating func alert(
        _ kind: AlertKind, _ recorded: Recorded, handoff: HandoffID? = nil, member: MemberID?,
        title: String, reason: String, nextStep: String
    ) throws -> Alert {
        let lead = try recorded.event.lead.map { try world.lead($0) }
        return Alert(
            kind: kind, event: recorded.id, at: recorded.stamp.at, lead: lead?.id,
            leadName: lead?.displayName ?? "", handoff: handoff,
            member: try member.map { try world.member($0).profile.name }, title: title,
            reason: reason, nextStep: nextStep)
    }
}

extension Lead {
    /// What people call the lead: name and company, else the mail address, else the id.
    package var displayName: String {
        let name = contact.name.isEmpty ? contact.email ?? contact.phone ?? "\(id)" : contact.name
        guard let company = contact.company, !company.isEmpty else { return name }
        return "\(name), \(company)"
    }
}
