import Foundation
import HTTPTypes
import LeadEngine
import LeadRules
import Storage
import TestStores
import Testing

@testable import WebServer

/// How a refusal that is none of the rules' comes about, and what is told of it: its code, or on a
/// page its sentence.
struct EdgeProvocation: Sendable, CustomTestStringConvertible {
    let code: String
    /// Where the same code is refused in several ways.
    let way: String
    let tells: String
    let told: @Sendable (TestServer) async throws -> String

    init(
        _ code: String, _ way: String = "", tells: String? = nil,
        told: @escaping @Sendable (TestServer) async throws -> String
    ) {
        self.code = code
        self.way = way
        self.tells = tells ?? code
        self.told = told
    }

    var testDescription: String { way.isEmpty ? code : "\(code): \(way)" }

    static let all = ofEngine + ofAPI + ofTracking + ofPages
}

/// The code of the refusal that a body ends in.
func codeOfRefusal(_ body: () async throws -> Void) async -> String {
    do {
        try await body()
        return "nothing was refused"
    } catch let refusal as Refusal {
        return refusal.code
    } catch {
        return "\(error)"
    }
}

extension EdgeProvocation {
    static let ofEngine: [EdgeProvocation] = [
        EdgeProvocation("no-playbook", "a command") { _ in
            let engine = try Engine(
                store: TestStore.make(PlaybookShelf { _ in Playbook() }),
                time: SetTime(.init(seconds: 0)))
            defer { engine.close() }
            let profile = MemberProfile(name: "Kim", email: "kim@baton.test", role: .sdr)
            return await codeOfRefusal {
                _ = try await engine.handle(AddMember(profile: profile), by: .system)
            }
        },
        EdgeProvocation("no-playbook", "a report") { _ in
            let engine = try Engine(
                store: TestStore.make(PlaybookShelf { _ in Playbook() }),
                time: SetTime(.init(seconds: 0)))
            defer { engine.close() }
            return await codeOfRefusal {
                _ = try await engine.store.read { try $0.activePlaybook(at: .init(seconds: 0)) }
            }
        },
        EdgeProvocation("no-playbook", "a page") { _ in
            let engine = try Engine(
                store: TestStore.make(PlaybookShelf { _ in Playbook() }),
                time: SetTime(.init(seconds: 0)))
            defer { engine.close() }
            let workspace = try Workspace(
                engine: engine, configuration: ServerConfiguration(),
                readPlaybook: { _ in Playbook() }, tools: PageTools())
            return await codeOfRefusal { _ = try await workspace.playbook() }
        },
        EdgeProvocation("weak-password", "nine characters") { server in
            let member = try await server.visitor(.sdr).member
            return await codeOfRefusal {
                try await server.engine.setPassword("123456789", of: member, by: .system)
            }
        },
        EdgeProvocation("weak-password", "201 bytes") { server in
            let member = try await server.visitor(.sdr).member
            let long = String(repeating: "x", count: 201)
            return await codeOfRefusal {
                try await server.engine.setPassword(long, of: member, by: .system)
            }
        },
        EdgeProvocation("not-found", "a playbook version") { server in
            await codeOfRefusal {
                _ = try await server.engine.store.read { try $0.playbook(version: 99) }
            }
        },
    ]

    static let ofAPI: [EdgeProvocation] = [
        EdgeProvocation("name-taken") { server in
            try await server.post("tokens", #"{"name": "tests", "scopes": ["read"]}"#).text
        },
        EdgeProvocation("unknown-event", "of an endpoint") { server in
            try await server.post(
                "webhooks", #"{"url": "https://a.example/x", "events": ["lead.captred"]}"#
            ).text
        },
        EdgeProvocation("unknown-event", "of the journal") { server in
            try await server.get("events?name=lead.captred").text
        },
        EdgeProvocation("endpoint-disabled") { server in
            try await server.post("webhooks", #"{"url": "https://a.example/x", "events": []}"#)
            try await server.lead("a@hanbit.co.kr")
            let deliveries = try await server.get("webhooks/1/deliveries")
            let id = try #require(deliveries.number("data", 0, "id").map { Int($0) })
            try await server.send(.delete, "webhooks/1/activation")
            return try await server.post("deliveries/\(id)/resend").text
        },
        EdgeProvocation("idempotency-key-reused", "of a command") { server in
            try await server.post("leads", #"{"email": "a@hanbit.co.kr"}"#, once: "k")
            return try await server.post("leads", #"{"email": "b@hanbit.co.kr"}"#, once: "k").text
        },
        EdgeProvocation("idempotency-key-reused", "of another request") { server in
            try await server.post("webhooks", #"{"url": "https://a.example/x"}"#, once: "k")
            return try await server.post(
                "webhooks", #"{"url": "https://b.example/x"}"#, once: "k"
            ).text
        },
        EdgeProvocation("idempotency-key-in-use") { server in
            try await server.atOnce {
                try await server.post(
                    "webhooks", #"{"url": "https://a.example/x"}"#, once: "k"
                ).text
            }
        },
        EdgeProvocation("not-found", "a token") { server in
            try await server.send(.delete, "tokens/99").text
        },
        EdgeProvocation("not-found", "a webhook") { server in
            try await server.get("webhooks/99").text
        },
        EdgeProvocation("not-found", "a delivery") { server in
            try await server.post("deliveries/99/resend").text
        },
    ]

    static let ofTracking: [EdgeProvocation] = [
        EdgeProvocation("malformed-json", "no JSON") { server in
            try await server.track("batch", "{").text
        },
        EdgeProvocation("malformed-json", "no object") { server in
            try await server.track("batch", "[]").text
        },
        EdgeProvocation("malformed-messages") { server in
            try await server.track("batch", #"{"batch": [{"type": "track"}]}"#).text
        },
    ]
}

extension TestServer {
    /// Sends a request twice while the writer is busy. Answers with what came back first: the
    /// other one waits for the writer.
    fileprivate func atOnce(_ request: @escaping @Sendable () async throws -> String) async throws
        -> String
    {
        let (busy, free) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let writer = Task {
            try await engine.submit { _, _ in
                busy.signal()
                free.wait()
            }
        }
        await withCheckedContinuation { go in
            DispatchQueue.global().async {
                busy.wait()
                go.resume()
            }
        }
        return try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await request() }
            group.addTask { try await request() }
            let first = try await group.next()
            free.signal()
            try await writer.value
            try await group.waitForAll()
            return try #require(first)
        }
    }
}
