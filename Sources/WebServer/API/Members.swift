import HTTPTypes
import LeadEngine
import LeadRules

/// `members`: the people who work with leads.
enum MemberRoutes {
    static let table = [
        Operation(
            .get, "members", .read, "list-members", "The people who work with leads.",
            asks: .paged(
                MemberID.self, .choice("role", Role.self),
                .flag("active", "Only those who are here.")),
            gives: .list(of: MemberResource.self), by: list),
        Operation(
            .post, "members", .manage, right: .people, "add-member", "Takes somebody on.",
            takes: .of(MemberInput.self), gives: .one(MemberResource.self, .created), by: add),
        Operation(
            .get, "members/{id}", .read, "show-member", "Somebody who works with leads.",
            gives: .one(MemberResource.self), by: show),
        Operation(
            .patch, "members/{id}", .manage, right: .people, "change-member",
            "Changes a member; null clears a field.",
            takes: .of(MemberPatchInput.self), gives: .one(MemberResource.self), by: change),
        Operation(
            .delete, "members/{id}", .manage, right: .people, "let-member-go",
            "Switches a member off; their history stays, and their leads find new owners.",
            gives: .nothing, by: disable),
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

    private struct MemberInput: Decodable, Sendable, Narrowed {
        static var narrowed: [String: Shape] {
            ["name": .text(.init(atLeast: 1)), "email": .text(.init(pattern: "@"))]
        }

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
        return try await call.perform(
            AddMember(profile: profile, standing: call.caller.standing)
        ) { id, world in
            MemberResource(try world.member(id))
        } status: { _ in
            .created
        }
    }

    private static func change(_ call: Call) async throws -> Reply {
        let input: MemberPatchInput = try call.input()
        let command = PatchMember(
            member: try call.id("member"), patch: input.patch, standing: call.caller.standing)
        return try await call.perform(command) { id, world in MemberResource(try world.member(id)) }
    }

    /// Switches the member off; their history stays.
    private static func disable(_ call: Call) async throws -> Reply {
        try await call.perform(
            DisableMember(member: try call.id("member"), standing: call.caller.standing))
    }
}

/// Changes to a member, as a merge patch: null clears a field.
private struct MemberPatchInput: Decodable, Sendable {
    private(set) var patch = MemberPatch()

    private enum Key: String, CodingKey, CaseIterable {
        case name, email, role, team, calendar, language, backup, manager, cap
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        patch.name = try fields.decodeIfPresent(String.self, forKey: .name)
        patch.email = try fields.decodeIfPresent(String.self, forKey: .email)
        patch.role = try fields.decodeIfPresent(Choice<Role>.self, forKey: .role)?.value
        patch.team = try fields.decodeIfPresent(String.self, forKey: .team)
        patch.calendar = try fields.patch(.calendar)
        patch.language = try fields.patch(.language)
        patch.backup = try fields.patch(.backup)
        patch.manager = try fields.patch(.manager)
        patch.cap = try fields.patch(.cap)
    }
}

struct MemberResource: Codable, Sendable {
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
