import ArgumentParser
import LeadEngine
import LeadRules

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "API keys and tracking write keys.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a key; its secret is printed once and never again.")
        @Argument(help: "What the key is for.") var name: String
        @Option(
            help: ArgumentHelp(
                "What it may do, separated by commas: \(TokenScope.names).", valueName: "list"))
        var scopes = ScopeList([.read])
        @Option(help: "The member on whose behalf it acts (id or mail address).") var member:
            String?
        @Option(help: "The lead source of a write key.") var source: String?
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        private struct Answer: Encodable {
            let id: Int64
            let secret: String
        }

        func run() async throws {
            let engine = try Wiring.engine(store)
            defer { engine.close() }
            let members = try await engine.store.read { try $0.members() }
            let member = try member.map { try Members.find($0, in: members).id }
            let made = try await engine.createToken(
                name: name, scopes: scopes.scopes, member: member, source: source, by: .system)
            if json {
                return try Wiring.printJSON(Answer(id: made.token.id, secret: made.secret))
            }
            print(made.secret)
            Exit.say(
                "Key \(made.token.id) '\(name)' may: \(scopes.text). Keep the secret; it is not shown "
                    + "again.")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists all keys, without secrets.")
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        private struct Line: Encodable {
            let id: Int64
            let name: String
            let scopes: [String]
            let member: MemberID?
            let source: String?
            let createdAt: Instant
            let revokedAt: Instant?
        }

        func run() async throws {
            let engine = try Wiring.engine(store)
            defer { engine.close() }
            let lines = try await engine.tokens().map {
                Line(
                    id: $0.id, name: $0.name, scopes: $0.scopes, member: $0.member,
                    source: $0.source, createdAt: $0.createdAt, revokedAt: $0.revokedAt)
            }
            if json { return try Wiring.printJSON(lines) }
            for line in lines {
                let state = line.revokedAt.map { "revoked \($0.rfc3339)" } ?? "active"
                let whose = line.member.map { "  for \($0)" } ?? ""
                print(
                    "\(line.id)  \(line.name)  \(line.scopes.joined(separator: ","))  \(state)\(whose)"
                )
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Switches a key off for good.")
        @Argument(help: "The key's number.") var id: Int64
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let engine = try Wiring.engine(store)
            defer { engine.close() }
            try await engine.revokeToken(id, by: .system)
            Exit.say("Key \(id) is revoked.")
        }
    }
}
