import Foundation
import Journal
import LeadEngine
import LeadRules
import TestStores
import Testing

@Suite struct EndpointTests {
    func refusal(_ body: () async throws -> Void) async -> Refusal? {
        do { try await body() } catch { return error as? Refusal }
        return nil
    }

    func changes(in workspace: Workspace) async throws -> [String] {
        try await workspace.store.read { transaction in
            var filter = EventFilter()
            filter.names = ["setting.changed"]
            return try transaction.events(filter, Page()).map { try PublicEvent.text($0) }
        }
    }

    @Test(arguments: [
        "", "example.com/hook", "ftp://example.com/", "https://", "https:///hook",
        "https://user:pass@example.com/", "https://user@example.com/", "https://example.com/#top",
        "https://example.com/" + String(repeating: "x", count: 2048),
    ])
    func `a URL that cannot be used is refused by its field`(url: String) async throws {
        let workspace = try await Workspace()
        let refusal = await refusal { _ = try await workspace.addWebhook(url) }
        #expect(refusal?.problems.map(\.field) == ["url"])
    }

    @Test(arguments: [
        "whsec_", "whsec_c2hvcnQ=", "plain words", "whsec_" + String(repeating: "A", count: 92),
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
    ])
    func `a secret of the wrong kind or length is refused and not repeated`(secret: String)
        async throws
    {
        let workspace = try await Workspace()
        let draft = EndpointDraft(kind: .webhook, url: "https://example.com/", secret: secret)
        let refusal = await refusal { _ = try await workspace.engine.add(draft, by: .system) }
        #expect(refusal?.problems.map(\.field) == ["secret"])
        #expect(refusal?.message.contains(secret) == (secret == "whsec_"))
    }

    @Test func `an event that does not exist is refused, and near names are offered`() async throws
    {
        let workspace = try await Workspace()
        for event in ["lead.capture", "leads.*", "*.captured"] {
            let refusal = await refusal {
                _ = try await workspace.addWebhook("https://example.com/", events: [event])
            }
            #expect(refusal?.problems.map(\.field) == ["events"])
        }
        _ = try await workspace.addWebhook("https://example.com/", events: ["lead.*", "*"])
    }

    @Test func `Slack takes neither a secret nor events`() async throws {
        let workspace = try await Workspace()
        let url = "https://hooks.slack.com/services/T0/B0/XX"
        for (draft, field) in [
            (EndpointDraft(kind: .slack, url: url, secret: "x"), "secret"),
            (EndpointDraft(kind: .slack, url: url, events: ["lead.captured"]), "events"),
        ] {
            let refusal = await refusal { _ = try await workspace.engine.add(draft, by: .system) }
            #expect(refusal?.problems.map(\.field) == [field])
        }
    }

    @Test func `a webhook gets a secret of its own, which is rotated and retired`() async throws {
        let workspace = try await Workspace()
        let engine = workspace.engine
        let id = try await workspace.addWebhook("https://example.com/")
        let first = try #require(try await workspace.endpoint(id)?.secrets)
        #expect(try WebhookSecret(first[0]).bytes.count == 32)
        let second = try await engine.rotateSecret(of: id, by: .system).secrets
        #expect(second.count == 2 && second[1] == first[0] && second[0] != first[0])
        let third = try await engine.rotateSecret(of: id, by: .system).secrets
        #expect(third.count == 2 && third[1] == second[0])
        #expect(try await engine.retireOldSecrets(of: id, by: .system).secrets == [third[0]])
    }

    @Test func `every change stands in the journal, without secrets or paths`() async throws {
        let workspace = try await Workspace()
        let engine = workspace.engine
        let url = "https://hooks.slack.com/services/T0/B0/HUSH"
        let id = try await engine.add(EndpointDraft(kind: .slack, url: url), by: .token("api")).id
        _ = try await engine.disable(endpoint: id, by: .member(Workspace.receiver))
        _ = try await engine.enable(endpoint: id, by: .system)
        _ = try await engine.change(
            endpoint: id, to: EndpointDraft(kind: .slack, url: url + "2"), by: .system)
        try await engine.delete(endpoint: id, by: .system)
        let changes = try await changes(in: workspace)
        for (change, words) in zip(changes, ["added", "off", "on", "changed", "deleted"]) {
            #expect(change.contains("slack 1 at hooks.slack.com: ") && change.contains(words))
        }
        #expect(changes.count == 5 && !changes.joined().contains("HUSH"))
        #expect(changes[0].contains(#""actor":"token:api""#))
    }

    @Test func `a changed endpoint keeps its secret unless it is given one`() async throws {
        let workspace = try await Workspace()
        let id = try await workspace.addWebhook("https://example.com/")
        let before = try #require(try await workspace.endpoint(id))
        let secret = WebhookSecret.random().text
        var draft = EndpointDraft(kind: .webhook, url: "https://example.org/", events: ["clock.*"])
        var after = try await workspace.engine.change(endpoint: id, to: draft, by: .system)
        #expect(after.secrets == before.secrets)
        #expect(after.url == draft.url && after.events == draft.events)
        draft.secret = secret
        after = try await workspace.engine.change(endpoint: id, to: draft, by: .system)
        #expect(after.secrets == [secret])
        draft = EndpointDraft(kind: .slack, url: "https://example.org/")
        let refusal = await refusal { [draft] in
            _ = try await workspace.engine.change(endpoint: id, to: draft, by: .system)
        }
        #expect(refusal?.problems.map(\.field) == ["kind"])
    }

    @Test func `a deleted endpoint is gone, its messages are given up, its number stays taken`()
        async throws
    {
        let workspace = try await Workspace()
        let engine = workspace.engine
        let id = try await workspace.addWebhook("https://example.com/")
        try await workspace.capture("Kim")
        try await engine.delete(endpoint: id, by: .system)
        #expect(try await workspace.endpoint(id) == nil)
        let message = try #require(try await workspace.messages(to: id).first)
        #expect(message.state == .failed && message.lastError == "The endpoint was deleted.")
        for act in [
            { _ = try await engine.enable(endpoint: id, by: .system) },
            { try await engine.delete(endpoint: id, by: .system) },
            { try await engine.resend(message: message.id) },
            { try await engine.resend(message: 99) },
        ] as [@Sendable () async throws -> Void] {
            #expect(await refusal(act)?.kind == .notFound)
        }
        #expect(try await workspace.addWebhook("https://example.com/") == id + 1)
    }

    @Test func `a webhook is told only of the events that it wants, and while it is on`()
        async throws
    {
        let workspace = try await Workspace()
        let all = try await workspace.addWebhook("https://example.com/", events: [])
        let some = try await workspace.addWebhook("https://example.com/", events: ["handoff.*"])
        let off = try await workspace.addWebhook("https://example.com/")
        _ = try await workspace.engine.disable(endpoint: off, by: .system)
        try await workspace.handOver(try await workspace.capture("Kim"))
        #expect(
            try await workspace.messages(to: all).contains { $0.body.contains("lead.captured") })
        let wanted = try await workspace.messages(to: some)
        #expect(!wanted.isEmpty && wanted.allSatisfy { $0.body.contains(#""name":"handoff."#) })
        #expect(try await workspace.messages(to: off).isEmpty)
    }
}
