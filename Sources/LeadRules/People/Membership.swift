/// Somebody joins the team.
package struct AddMember: Command {
    package var profile: MemberProfile
    package init(profile: MemberProfile) { self.profile = profile }

    package func decide(_ decision: inout Decision) throws -> MemberID {
        try decision.check(profile, of: nil)
        let id: MemberID = decision.nextID(\.member)
        try decision.record(MemberAdded(member: id, profile: profile))
        return id
    }
}

/// Changes what a member is or when they work.
package struct ChangeMember: Command {
    package var member: MemberID
    package var profile: MemberProfile

    package init(member: MemberID, profile: MemberProfile) {
        self.member = member
        self.profile = profile
    }

    package func decide(_ decision: inout Decision) throws -> MemberID {
        let row = try decision.world.member(member)
        guard row.profile != profile else { return member }
        try decision.check(profile, of: member)
        try decision.record(MemberChanged(member: member, profile: profile))
        return member
    }
}

/// Somebody leaves: their leads in work go back to their pools, their open handoffs to their backup.
package struct DisableMember: Command {
    package var member: MemberID
    package init(member: MemberID) { self.member = member }

    package func decide(_ decision: inout Decision) throws -> MemberID {
        let row = try decision.world.member(member)
        guard row.isActive else {
            throw Refusal(.conflict, "already-left", "\(row.profile.name) has left already.")
        }
        try decision.record(MemberLeft(member: member))
        for id in try decision.world.facts.workedLeads(of: member, limit: 100_000) {
            let lead = try decision.world.lead(id)
            guard lead.owner == member else { continue }
            try decision.handOn(lead, to: nil, because: "\(row.profile.name) left")
        }
        for id in try decision.world.facts.soldLeads(of: member, limit: 100_000) {
            try decision.replace(row, in: id)
        }
        return member
    }
}

extension Decision {
    fileprivate mutating func check(_ profile: MemberProfile, of member: MemberID?) throws {
        guard profile.email.contains("@") else {
            throw Refusal.invalid(field: "email", "'\(profile.email)' is not a mail address.")
        }
        let others = try world.allMembers().filter { $0.id != member }
        if let same = others.first(where: { $0.profile.email == profile.email }) {
            throw Refusal(
                .conflict, "email-taken", "\(profile.email) is \(same.profile.name) (\(same.id)).")
        }
        if let name = profile.calendar, playbook.calendars[name] == nil {
            throw Refusal.unknown(
                "calendar", name, field: "calendar", known: Array(playbook.calendars.keys))
        }
        for id in [profile.backup, profile.manager].compactMap(\.self) { _ = try world.member(id) }
        if let cap = profile.cap, cap < 0 {
            throw Refusal.invalid(field: "cap", "A cap cannot be negative.")
        }
    }
}

/// Notes an absence. Nobody absent gets a lead whose clock would run out before they return.
package struct AddTimeOff: Command {
    package var member: MemberID
    package var from: Instant
    package var to: Instant
    package var note: String

    package init(member: MemberID, from: Instant, to: Instant, note: String = "") {
        self.member = member
        self.from = from
        self.to = to
        self.note = note
    }

    package func decide(_ decision: inout Decision) throws -> TimeOffID {
        _ = try decision.world.member(member)
        guard from < to else {
            throw Refusal.invalid(field: "to", "Time off must end after it begins.")
        }
        let id: TimeOffID = decision.nextID(\.timeOff)
        try decision.record(
            TimeOffAdded(member: member, timeOff: TimeOff(id: id, from: from, to: to, note: note)))
        return id
    }
}

package struct RemoveTimeOff: Command {
    package var member: MemberID
    package var timeOff: TimeOffID

    package init(member: MemberID, timeOff: TimeOffID) {
        self.member = member
        self.timeOff = timeOff
    }

    package func decide(_ decision: inout Decision) throws -> TimeOffID {
        let row = try decision.world.member(member)
        guard row.timeOff.contains(where: { $0.id == timeOff }) else {
            throw Refusal.notFound(timeOff, "time off")
        }
        try decision.record(TimeOffRemoved(member: member, timeOff: timeOff))
        return timeOff
    }
}

package struct MemberAdded: Event {
    package static let name = "member.added"
    package let member: MemberID
    package let profile: MemberProfile
    package var lead: LeadID? { nil }

    package func apply(to world: inout World, _ stamp: Stamp) {
        world.add(Member(id: member, joinedAt: stamp.at, profile: profile))
    }
}

package struct MemberChanged: Event {
    package static let name = "member.changed"
    package let member: MemberID
    package let profile: MemberProfile
    package var lead: LeadID? { nil }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(member) { $0.profile = profile }
    }
}

package struct MemberLeft: Event {
    package static let name = "member.left"
    package let member: MemberID
    package var lead: LeadID? { nil }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(member) { $0.leftAt = stamp.at }
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
