/// Changes to a member, as they were stated: what is nil stays as it is.
package struct MemberPatch: Sendable {
    package var name: String?
    package var email: String?
    package var role: Role?
    package var team: String?
    package var calendar: String??
    package var language: String??
    package var backup: MemberID??
    package var manager: MemberID??
    package var cap: Int??
    package init() {}

    fileprivate func apply(to profile: inout MemberProfile) {
        profile.name = name ?? profile.name
        profile.email = email?.lowercased() ?? profile.email
        profile.role = role ?? profile.role
        profile.team = team ?? profile.team
        profile.calendar = calendar ?? profile.calendar
        profile.language = language ?? profile.language
        profile.backup = backup ?? profile.backup
        profile.manager = manager ?? profile.manager
        profile.cap = cap ?? profile.cap
    }
}

/// Changes parts of what a member is, by what the member is at the time of the decision.
package struct PatchMember: Command {
    package var member: MemberID
    package var patch: MemberPatch
    /// The role that an actor who is no member counts as.
    package var standing: Role

    package init(member: MemberID, patch: MemberPatch, standing: Role = .revops) {
        self.member = member
        self.patch = patch
        self.standing = standing
    }

    package func decide(_ decision: inout Decision) throws -> MemberID {
        var profile = try decision.world.member(member).profile
        patch.apply(to: &profile)
        return try ChangeMember(member: member, profile: profile, standing: standing)
            .decide(&decision)
    }
}
