import HTTPTypes
import LeadEngine
import LeadRules

/// `members`: the people who work with leads.
enum MemberRoutes {
    static let table = [
        Route(.get, "members", .read, list),
        Route(.post, "members", .manage, right: .people, add),
        Route(.get, "members/{id}", .read, show),
        Route(.patch, "members/{id}", .manage, right: .people, change),
        Route(.delete, "members/{id}", .manage, right: .people, disable),
    ]

    private static func list(_ call: Call) async throws -> Reply {
        let page = try call.query.page(MemberID.self)
        let role = try call.query.choice("role", Role.self)
        let activeOnly = try call.query.flag("active")
        let members = try await call.read { try $0.members() }.filter { member in
            (role == nil || member.profile.role == role) && (!activeOnly || member.isActive)
        }
        let shown = page.cut(members) { $0.id.number }
        return try page.reply(shown, id: \.id.description) { MemberResource($0) }
    }

    private static func show(_ call: Call) async throws -> Reply {
        let id: MemberID = try call.id("member")
        guard let member = try await call.read({ try $0.members() }).first(where: { $0.id == id })
        else { throw Refusal.notFound(id, "member") }
        return try .json(MemberResource(member))
    }

    private struct MemberInput: Decodable {
        var name: String
        var email: String
        var role: Choice<Role>
        var team: String?
        var calendar: String?
        var language: String?
        var backup: MemberID?
        var manager: MemberID?
        var cap: Int?
    }

    private static func add(_ call: Call) async throws -> Reply {
        let input: MemberInput = try call.input()
        var profile = MemberProfile(
            name: input.name, email: input.email.lowercased(), role: input.role.value)
        profile.team = input.team ?? ""
        profile.calendar = input.calendar
        profile.language = input.language
        profile.backup = input.backup
        profile.manager = input.manager
        profile.cap = input.cap
        return try await call.perform(AddMember(profile: profile)) { id, world in
            MemberResource(try world.member(id))
        } status: { _ in
            .created
        }
    }

    private static func change(_ call: Call) async throws -> Reply {
        let command = PatchMember(member: try call.id("member"), patch: try call.input())
        return try await call.perform(command) { id, world in MemberResource(try world.member(id)) }
    }

    /// Switches the member off; their history stays.
    private static func disable(_ call: Call) async throws -> Reply {
        try await call.perform(DisableMember(member: try call.id("member")))
    }
}

/// Changes to a member, as a merge patch: null clears a field.
private struct MemberPatch: Decodable, Sendable {
    let name: String?
    let email: String?
    let role: Choice<Role>?
    let team: String?
    let calendar: String??
    let language: String??
    let backup: MemberID??
    let manager: MemberID??
    let cap: Int??

    private enum Key: String, CodingKey {
        case name, email, role, team, calendar, language, backup, manager, cap
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        email = try fields.decodeIfPresent(String.self, forKey: .email)
        role = try fields.decodeIfPresent(Choice<Role>.self, forKey: .role)
        team = try fields.decodeIfPresent(String.self, forKey: .team)
        calendar = try fields.patch(.calendar)
        language = try fields.patch(.language)
        backup = try fields.patch(.backup)
        manager = try fields.patch(.manager)
        cap = try fields.patch(.cap)
    }
}

private struct PatchMember: Command {
    let member: MemberID
    let patch: MemberPatch

    func decide(_ decision: inout Decision) throws -> MemberID {
        var profile = try decision.world.member(member).profile
        profile.name = patch.name ?? profile.name
        profile.email = patch.email?.lowercased() ?? profile.email
        profile.role = patch.role?.value ?? profile.role
        profile.team = patch.team ?? profile.team
        profile.calendar = patch.calendar ?? profile.calendar
        profile.language = patch.language ?? profile.language
        profile.backup = patch.backup ?? profile.backup
        profile.manager = patch.manager ?? profile.manager
        profile.cap = patch.cap ?? profile.cap
        return try ChangeMember(member: member, profile: profile).decide(&decision)
    }
}

struct MemberResource: Encodable, Sendable {
    let id: MemberID
    let name: String
    let email: String
    let role: Role
    let team: String
    let calendar: String?
    let language: String?
    let backup: MemberID?
    let manager: MemberID?
    let cap: Int?
    let load: Int
    let joinedAt: Instant
    let leftAt: Instant?
    let timeOff: [TimeOff]

    init(_ member: Member) {
        id = member.id
        name = member.profile.name
        email = member.profile.email
        role = member.profile.role
        team = member.profile.team
        calendar = member.profile.calendar
        language = member.profile.language
        backup = member.profile.backup
        manager = member.profile.manager
        cap = member.profile.cap
        load = member.load
        joinedAt = member.joinedAt
        leftAt = member.leftAt
        timeOff = member.timeOff
    }
}
