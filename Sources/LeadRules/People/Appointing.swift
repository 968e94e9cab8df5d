/// Whoever appoints, changes and lets people go: what they may do, and if not, why.
///
/// Whoever could give themselves or others more than they have would have everything: so a role may
/// be given, and its people changed, only by those above it. Every door asks here: the commands
/// refuse with it, and pages show by it what there is to choose.
package struct Appointer: Sendable {
    private let member: MemberID?
    private let role: Role
    /// Whom they lead; nil is everybody.
    private let team: Set<MemberID>?

    package init(_ member: Member, among members: [Member]) {
        self.member = member.id
        role = member.profile.role
        team = role == .manager ? members.team(of: member.id) : nil
    }

    /// Who is no member: the command line, the engine, or a key that acts for nobody.
    ///
    /// - Parameter role: whose standing they have.
    package init(as role: Role) {
        member = nil
        self.role = role
        team = nil
    }

    package func whyNotAppoint(_ role: Role) -> Refusal? {
        guard !isAbove(role) else { return nil }
        let message = "You cannot give this role. Ask RevOps."
        return Refusal(
            .forbidden, "role-not-given", message,
            problems: [FieldProblem(field: "role", code: "role-not-given", message: message)])
    }

    /// Whether somebody's profile, password and time off are theirs to change at all.
    package func whyNotChange(_ other: Member) -> Refusal? {
        guard isAbove(other.profile.role), team?.contains(other.id) ?? true else {
            return Refusal(
                .forbidden, "above-you",
                "Only somebody above them may change this person. Ask RevOps.")
        }
        return nil
    }

    /// Everybody may say their own name, language and calendar.
    package func whyNotChange(
        _ other: Member, to profile: MemberProfile, among members: [Member]
    ) -> Refusal? {
        if other.id == member, other.profile.withOwnWords(of: profile) == profile { return nil }
        if let refusal = whyNotChange(other) { return refusal }
        guard profile.role != other.profile.role else { return nil }
        return whyNotAppoint(profile.role) ?? other.whyNotGiveUpAdministration(members)
    }

    package func whyNotLetGo(_ other: Member, among members: [Member]) -> Refusal? {
        if let refusal = whyNotChange(other) { return refusal }
        if let refusal = other.whyNotGiveUpAdministration(members) { return refusal }
        guard other.id != member else {
            return Refusal(
                .refused, "own-leaving",
                "Nobody takes themselves off the team. Ask another RevOps.")
        }
        return nil
    }

    /// Everybody may plan their own absence.
    package func whyNotPlanTimeOff(of other: Member) -> Refusal? {
        other.id == member ? nil : whyNotChange(other)
    }

    private func isAbove(_ other: Role) -> Bool { role == .revops || other.rank < role.rank }
}

extension Role {
    fileprivate var rank: Int {
        switch self {
        case .marketing, .sdr, .bdr, .ae, .am, .csm: 0
        case .manager: 1
        case .cro: 2
        case .revops: 3
        }
    }
}

extension Member {
    /// Somebody must be left who can do everything.
    fileprivate func whyNotGiveUpAdministration(_ members: [Member]) -> Refusal? {
        let isAdministrator = { (member: Member) in
            member.isActive && member.profile.role == .revops
        }
        guard isAdministrator(self),
            !members.contains(where: { $0.id != id && isAdministrator($0) })
        else { return nil }
        return Refusal(
            .refused, "last-administrator", "Somebody must stay RevOps. Appoint another first.")
    }
}

extension MemberProfile {
    /// With what everybody says about themselves taken from another.
    fileprivate func withOwnWords(of other: MemberProfile) -> MemberProfile {
        var profile = self
        profile.name = other.name
        profile.language = other.language
        profile.calendar = other.calendar
        return profile
    }
}

extension [Member] {
    /// A manager and everybody below, however many levels down.
    package func team(of manager: MemberID) -> Set<MemberID> {
        var team: Set<MemberID> = [manager]
        var grows = true
        while grows {
            let below = filter { $0.profile.manager.map(team.contains) ?? false }
            let before = team.count
            team.formUnion(below.map(\.id))
            grows = team.count > before
        }
        return team
    }
}

extension Decision {
    /// Whoever decides, as one who appoints.
    ///
    /// - Parameter standing: the role that counts when they are no member.
    mutating func appointer(_ standing: Role) throws -> Appointer {
        guard case .member(let id) = actor else { return Appointer(as: standing) }
        return Appointer(try world.member(id), among: try world.allMembers())
    }

    /// Refuses when there is a reason to.
    func refuse(_ reason: Refusal?) throws { if let reason { throw reason } }
}
