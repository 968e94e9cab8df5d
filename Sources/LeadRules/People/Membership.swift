/// Somebody joins the team.
package struct AddMember: Command {
    package var profile: MemberProfile
    /// The role that an actor who is no member counts as.
    package var standing: Role

    package init(profile: MemberProfile, standing: Role = .revops) {
        self.profile = profile
        self.standing = standing
    }

    package func decide(_ decision: inout Decision) throws -> MemberID {
        try decision.refuse(try decision.appointer(standing).whyNotAppoint(profile.role))
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
    /// The role that an actor who is no member counts as.
    package var standing: Role

    package init(member: MemberID, profile: MemberProfile, standing: Role = .revops) {
        self.member = member
        self.profile = profile
        self.standing = standing
    }

    package func decide(_ decision: inout Decision) throws -> MemberID {
        let row = try decision.world.member(member)
        let appointer = try decision.appointer(standing)
        try decision.refuse(
            appointer.whyNotChange(row, to: profile, among: try decision.world.allMembers()))
        guard row.profile != profile else { return member }
        try decision.check(profile, of: member)
        try decision.record(MemberChanged(member: member, profile: profile))
        return member
    }
}

/// Somebody leaves: their leads in work go back to their pools, their open handoffs to their backup.
package struct DisableMember: Command {
    package var member: MemberID
    /// The role that an actor who is no member counts as.
    package var standing: Role

    package init(member: MemberID, standing: Role = .revops) {
        self.member = member
        self.standing = standing
    }

    package func decide(_ decision: inout Decision) throws -> MemberID {
        let row = try decision.world.member(member)
        let appointer = try decision.appointer(standing)
        try decision.refuse(
            appointer.whyNotLetGo(row, among: try decision.world.allMembers()))
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
        guard profile.name.contains(where: { !$0.isWhitespace }) else {
            throw Refusal.invalid(field: "name", "A member needs a name.")
        }
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
        if let member { try check(profile, isNotOwn: member) }
        if let cap = profile.cap, cap < 0 {
            throw Refusal.invalid(field: "cap", "A cap cannot be negative.")
        }
    }

    private func check(_ profile: MemberProfile, isNotOwn member: MemberID) throws {
        guard profile.backup != member else {
            throw Refusal.invalid(field: "backup", "Nobody is their own backup.")
        }
        guard profile.manager != member else {
            throw Refusal.invalid(field: "manager", "Nobody is their own manager.")
        }
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
