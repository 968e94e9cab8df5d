/// Notes an absence. Nobody absent gets a lead whose clock would run out before they return.
package struct AddTimeOff: Command {
    package var member: MemberID
    package var from: Instant
    package var to: Instant
    package var note: String
    /// The role that an actor who is no member counts as.
    package var standing: Role

    package init(
        member: MemberID, from: Instant, to: Instant, note: String = "", standing: Role = .revops
    ) {
        self.member = member
        self.from = from
        self.to = to
        self.note = note
        self.standing = standing
    }

    package func decide(_ decision: inout Decision) throws -> TimeOffID {
        let row = try decision.world.member(member)
        try decision.refuse(try decision.appointer(standing).whyNotPlanTimeOff(of: row))
        guard from < to else {
            throw Refusal.invalid(field: "to", "Time off must end after it begins.")
        }
        let id: TimeOffID = decision.nextID(\.timeOff)
        try decision.record(
            TimeOffAdded(member: member, timeOff: TimeOff(id: id, from: from, to: to, note: note)))
        return id
    }
}

/// Takes an absence back.
package struct RemoveTimeOff: Command {
    /// Whose it is; nil where it is known by its id alone.
    package var member: MemberID?
    package var timeOff: TimeOffID
    /// The role that an actor who is no member counts as.
    package var standing: Role

    package init(member: MemberID? = nil, timeOff: TimeOffID, standing: Role = .revops) {
        self.member = member
        self.timeOff = timeOff
        self.standing = standing
    }

    package func decide(_ decision: inout Decision) throws -> TimeOffID {
        let row = try decision.world.allMembers().first { row in
            member ?? row.id == row.id && row.timeOff.contains { $0.id == timeOff }
        }
        guard let row else { throw Refusal.notFound(timeOff, "time off") }
        try decision.refuse(try decision.appointer(standing).whyNotPlanTimeOff(of: row))
        try decision.record(TimeOffRemoved(member: row.id, timeOff: timeOff))
        return timeOff
    }
}

package struct TimeOffAdded: Event {
    package static let name = "member.time-off-added"
    package let member: MemberID
    package let timeOff: TimeOff
    package var lead: LeadID? { nil }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(member) { $0.timeOff.append(timeOff) }
    }
}

package struct TimeOffRemoved: Event {
    package static let name = "member.time-off-removed"
    package let member: MemberID
    package let timeOff: TimeOffID
    package var lead: LeadID? { nil }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(member) { $0.timeOff.removeAll { $0.id == timeOff } }
    }
}
