import LeadEngine
import LeadRules

/// A row of a file of outcomes: who won or lost which lead, when, for how much.
struct OutcomeRow {
    let key: LeadKey
    let command: RecordOutcome

    init(_ row: MappedRow, _ people: People) async throws {
        key = try row.leadKey()
        command = RecordOutcome(
            // The key names the lead; this number is replaced when it is found.
            lead: LeadID(0), won: try Self.won(row), at: try row.time("at"),
            amount: try row.number("amount"), cause: row.text("cause"),
            sdr: try await people.member(row.text("sdr"), as: .sdr),
            ae: try await people.member(row.text("ae"), as: .ae))
    }

    private static func won(_ row: MappedRow) throws -> Bool {
        let text = row.text("outcome")?.lowercased() ?? ""
        if ["won", "win", "yes", "true", "1", "closed won", "수주", "受注"].contains(text) {
            return true
        }
        if ["lost", "loss", "no", "false", "0", "closed lost", "실주", "失注"].contains(text) {
            return false
        }
        throw Refusal.invalid(
            field: "outcome",
            "'\(text)' is no outcome. Write won or lost, or translate it in the map's values.")
    }
}

/// The people whom a file names.
final class People {
    private let engine: Engine
    private let actor: Actor
    private let addsMembers: Bool
    private var known: [Name: MemberID] = [:]

    private struct Name: Hashable {
        var role: Role
        var text: String
    }

    init(engine: Engine, actor: Actor, addsMembers: Bool) async throws {
        self.engine = engine
        self.actor = actor
        self.addsMembers = addsMembers
        for member in try await engine.store.read({ try $0.members() }) {
            for text in [member.id.description, member.profile.email, member.profile.name] {
                known[Name(role: member.profile.role, text: text.lowercased())] = member.id
            }
        }
    }

    /// The member of a name, id or mail address in a role; added when the map says so.
    func member(_ text: String?, as role: Role) async throws -> MemberID? {
        guard let text else { return nil }
        let name = Name(role: role, text: text.lowercased())
        if let id = known[name] { return id }
        guard addsMembers else {
            throw Refusal.unknown(
                "member", text, field: role.rawValue,
                known: known.keys.filter { $0.role == role }.map(\.text))
        }
        let email = text.contains("@") ? text.lowercased() : "\(name.text)@\(role.rawValue).import"
        let id = try await engine.handle(
            AddMember(profile: MemberProfile(name: text, email: email, role: role)), by: actor
        ).answer
        known[name] = id
        return id
    }
}
