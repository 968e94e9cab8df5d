import Crypto
import Foundation
import HTTPTypes
import LeadEngine
import LeadRules

/// `playbooks`: the policy, in versions.
enum PlaybookRoutes {
    static let table = [
        Operation(
            .get, "playbooks", .read, "list-playbooks", "The versions of the playbook.",
            asks: .numbered(), gives: .list(of: VersionResource.self), by: list),
        Operation(
            .get, "playbooks/{version}", .read, "show-playbook",
            "A version with its text; `active` is the one in use.",
            gives: .made(Composed.playbook), by: show),
        Operation(
            .post, "playbooks/check", .read, "check-playbook",
            "Reads a playbook and changes nothing. Each problem is named by line and column.",
            takes: .yaml, gives: .one(Outline.self), by: check),
        Operation(
            .post, "playbooks", .admin, "activate-playbook",
            "Keeps a playbook and makes it the policy, now or later. One that is the policy already "
                + "is answered with 200.",
            asks: [.time("activeFrom")], takes: .yaml,
            gives: .one(VersionResource.self, .created), .one(VersionResource.self),
            by: activate),
    ]

    private static func list(_ call: Call) async throws -> Reply {
        let page = try call.query.numberedPage
        let active = call.engine.activeVersion(at: call.now)?.version
        let versions = try await call.read { try $0.playbookVersions() }
        return try page.reply(
            page.cut(versions) { Int64($0.version) }, id: \.version.description
        ) { VersionResource($0, active: active) }
    }

    private static func show(_ call: Call) async throws -> Reply {
        let text = call.parameter("version")
        let active = call.engine.activeVersion(at: call.now)?.version
        let found = try await call.read { transaction -> PlaybookResource? in
            guard let number = text == "active" ? active : Int(text),
                let version = try transaction.playbookVersions().first(where: {
                    $0.version == number
                }), let body = try transaction.playbookText(version: number)
            else { return nil }
            return PlaybookResource(
                version: VersionResource(version, active: active), text: body,
                outline: Outline(try transaction.playbook(version: number)))
        }
        guard let found else {
            throw Refusal(.notFound, "not-found", "There is no playbook version '\(text)'.")
        }
        return try .json(found)
    }

    /// Reads a playbook and changes nothing. A wrong one is refused with every problem's place.
    private static func check(_ call: Call) async throws -> Reply {
        let playbook = try call.workspace.readPlaybook(try call.yaml())
        return try .json(Outline(playbook))
    }

    /// Keeps a playbook and makes it the policy, now or at `activeFrom`. One that is the policy
    /// already is not kept again.
    private static func activate(_ call: Call) async throws -> Reply {
        let text = try call.yaml()
        let from = try call.query.time("activeFrom")
        let playbook = try call.workspace.readPlaybook(text)
        let digest = SHA256.hash(data: Data(text.utf8)).hexadecimal
        if let active = call.engine.activeVersion(at: call.now), active.digest == digest,
            from == nil
        {
            return try .json(VersionResource(active, active: active.version))
        }
        return try await call.once(status: .created) {
            let number = try await call.engine.activate(
                text, name: playbook.name, digest: digest, by: call.caller.actor, from: from)
            let active = call.engine.activeVersion(at: call.now)?.version
            let version = try await call.read { try $0.playbookVersions() }
                .first { $0.version == number }
            guard let version else { throw Refusal(.notFound, "not-found", "It is gone again.") }
            let resource = VersionResource(version, active: active)
            return (resource, resource)
        }
    }
}

extension Call {
    fileprivate func yaml() throws -> String {
        guard let text = String(validating: body, as: UTF8.self), !text.isEmpty,
            !text.contains("\0")
        else {
            throw Problem(
                .badRequest, "malformed-text", "Send the playbook's YAML as UTF-8 text.")
        }
        return text
    }
}

extension Digest {
    /// In hexadecimal, two digits a byte.
    var hexadecimal: String {
        map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
    }
}

struct VersionResource: Codable, Sendable {
    let version: Int
    let name: String
    let digest: String
    let addedAt: Instant
    let addedBy: Actor
    let activeFrom: Instant?
    let isActive: Bool

    init(_ version: PlaybookVersion, active: Int?) {
        self.version = version.version
        name = version.name
        digest = version.digest
        addedAt = version.addedAt
        addedBy = version.addedBy
        activeFrom = version.activeFrom
        isActive = version.version == active
    }
}

private struct PlaybookResource: Encodable, Sendable {
    let version: VersionResource
    let text: String
    let outline: Outline

    private enum Key: String, CodingKey { case text, outline }

    func encode(to encoder: any Encoder) throws {
        try version.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(text, forKey: .text)
        try container.encode(outline, forKey: .outline)
    }
}
