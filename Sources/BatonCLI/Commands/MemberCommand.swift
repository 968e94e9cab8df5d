import ArgumentParser
import LeadEngine
import LeadRules

struct MemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "The people who work with leads.",
        subcommands: [Add.self, List.self, Password.self, Disable.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Adds somebody to the team.")
        @Argument(help: "The mail address.") var email: String
        @Option(help: "Their name.") var name: String
        @Option(help: "What they do.") var role: Role
        @Option(help: "Their team.") var team: String?
        @Option(help: "A calendar of the playbook; its home calendar when left out.")
        var calendar: String?
        @Option(help: "The backup, by id or mail address.") var backup: String?
        @Option(help: "The manager, by id or mail address.") var manager: String?
        @Option(help: "Most leads at once, instead of the pool's cap.") var cap: Int?
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let engine = try Wiring.engine(store)
            defer { engine.close() }
            let members = try await engine.store.read { try $0.members() }
            var profile = MemberProfile(name: name, email: email.lowercased(), role: role)
            profile.team = team ?? ""
            profile.calendar = calendar
            profile.cap = cap
            profile.backup = try backup.map { try Members.find($0, in: members).id }
            profile.manager = try manager.map { try Members.find($0, in: members).id }
            let id = try await engine.handle(AddMember(profile: profile), by: .system).answer
            if json { return try Wiring.printJSON(["member": id]) }
            print(id)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists everybody.")
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let engine = try Wiring.engine(store)
            defer { engine.close() }
            let members = try await engine.store.read { try $0.members() }
            if json { return try Wiring.printJSON(members) }
            for member in members {
                let left = member.leftAt.map { "  left \($0.rfc3339)" } ?? ""
                print(
                    "\(member.id)  \(member.profile.name) <\(member.profile.email)>  "
                        + "\(member.profile.role.rawValue)  \(member.profile.team)  "
                        + "load \(member.load)\(left)")
            }
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets somebody's password, and ends the sessions they have.",
            discussion: "The password is the first line of standard input.")
        @Argument(help: "The member, by id or mail address.") var member: String
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let engine = try Wiring.engine(store)
            defer { engine.close() }
            let members = try await engine.store.read { try $0.members() }
            let found = try Members.find(member, in: members)
            Exit.say("The new password of \(found.profile.name):")
            guard let password = readLine(strippingNewline: true), !password.isEmpty else {
                throw Failure("There was no password to read; nothing was changed.")
            }
            try await engine.setPassword(password, of: found.id, by: .system)
            Exit.say("\(found.profile.email) can sign in with it now.")
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes somebody off the team; their leads go to others.")
        @Argument(help: "The member's id or mail address.") var member: String
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let engine = try Wiring.engine(store)
            defer { engine.close() }
            let found = try Members.find(
                member, in: try await engine.store.read { try $0.members() })
            _ = try await engine.handle(DisableMember(member: found.id), by: .system)
            Exit.say("\(found.profile.name) is off the team; their leads were handed on.")
        }
    }
}

/// Finding members by what people type.
enum Members {
    static func find(_ name: String, in members: [Member]) throws -> Member {
        let found = members.first {
            $0.id.description == name || $0.profile.email == name.lowercased()
        }
        guard let found else {
            throw Refusal.unknown(
                "member", name, field: "member", known: members.map(\.profile.email))
        }
        return found
    }
}
