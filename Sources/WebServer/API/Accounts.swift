import HTTPTypes
import LeadEngine
import LeadRules

/// `accounts`: the companies.
enum AccountRoutes {
    static let table = [
        Operation(
            .get, "accounts", .read, "list-accounts", "The companies.",
            asks: .paged(AccountID.self, .text("q", "Part of a name or a domain.")),
            gives: .list(of: Account.self), by: list),
        Operation(
            .get, "accounts/{id}", .read, "show-account", "A company.",
            gives: .one(Account.self), by: show),
        Operation(
            .patch, "accounts/{id}", .work, "change-account",
            "Changes what is known of a company.",
            takes: .of(AccountPatch.self), gives: .one(Account.self), by: change),
    ]

    private static func list(_ call: Call) async throws -> Reply {
        let search = call.query.text("q")
        let page = try call.query.page(AccountID.self)
        let accounts = try await call.read { try $0.accounts(search: search, page) }
        return try page.reply(accounts, id: \.id.description) { $0 }
    }

    private static func show(_ call: Call) async throws -> Reply {
        let id: AccountID = try call.id("account")
        guard let account = try await call.read({ try $0.account(id) }) else {
            throw Refusal.notFound(id, "account")
        }
        return try .json(account)
    }

    private struct AccountPatch: Decodable, Sendable {
        var name: String?
        var owner: MemberID?
        var attributes: [String: Value]?
    }

    private static func change(_ call: Call) async throws -> Reply {
        let patch: AccountPatch = try call.input()
        let command = ChangeAccount(
            account: try call.id("account"), name: patch.name, owner: patch.owner,
            attributes: patch.attributes ?? [:])
        return try await call.perform(command) { id, world in try world.account(id) }
    }
}
