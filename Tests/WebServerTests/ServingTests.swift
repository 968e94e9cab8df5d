import Foundation
import HTTPTypes
import LeadEngine
import LeadRules
import TestWeb
import Testing

@testable import WebServer

/// What every page does before and around its own work.
@Suite(.serialized) struct `Serving pages` {
    private static let partial = HTTPField.Name("X-Partial")!

    @Test func `a form is only as large as its page takes, and less for strangers`() async throws {
        try await TestServer.run { server in
            let much = String(repeating: "x", count: 70_000)
            let stranger = try await server.page(.post, "/sign-in", form: [("email", much)])
            #expect(stranger.status == 413)
            let visitor = try await server.visitor(.revops)
            #expect(try await visitor.post("/notices/seen", [("note", much)]).status == 303)
            let more = String(repeating: "x", count: 600_000)
            #expect(try await visitor.post("/notices/seen", [("note", more)]).status == 413)
            let playbook = try await visitor.post("/playbook/edit", [("text", more)])
            #expect(playbook.status != 413)
        }
    }

    @Test func `a language is remembered only if it is one, and the way on is kept`() async throws {
        try await TestServer.run { server in
            try await Self.setUp(server)
            let chosen = try await server.page(.get, "/sign-in?lang=ko&next=/leads/L1%3Fx%3D1")
            #expect(chosen.headers[.setCookie]?.hasPrefix("baton_language=ko;") == true)
            #expect(chosen.body.contains("next=/leads/L1%3Fx%3D1&amp;lang=ja"))
            let forged = try await server.page(.get, "/sign-in?lang=x%3B%20Domain%3Devil.example")
            #expect(forged.headers[.setCookie] == nil)
            let code = try await server.page(.get, "/set-up?code=abc&lang=ja")
            #expect(code.status == 303 || code.body.contains("code=abc&amp;lang=ko"))
        }
    }

    @Test func `browsers get a page where there is none, programs a problem`() async throws {
        try await TestServer.run { server in
            let html: HTTPFields = [.accept: "text/html,*/*", .acceptLanguage: "ja"]
            let lost = try await server.page(.get, "/nowhere", html)
            #expect(lost.status == 404)
            #expect(lost.headers[.contentType]?.hasPrefix("text/html") == true)
            #expect(lost.body.contains("lang=\"ja\""))
            let visitor = try await server.visitor(.sdr, language: "ko")
            let mine = try await visitor.get("/nowhere", html)
            #expect(mine.status == 404 && mine.body.contains("lang=\"ko\""))
            #expect(try await visitor.get("/leads/L1/touches", html).status == 405)
            let malformed = try await visitor.get("/leads?q=%FF", html)
            #expect(malformed.status == 400)
            #expect(malformed.headers[.contentType]?.hasPrefix("text/html") == true)
            let program = try await server.page(.get, "/nowhere")
            #expect(program.headers[.contentType] == "application/problem+json")
            let api = try await server.page(.get, "/api/v1/nowhere", html)
            #expect(api.headers[.contentType] == "application/problem+json")
        }
    }

    @Test func `a form sent after the session ended is told of where one signs in`() async throws {
        try await TestServer.run { server in
            try await Self.setUp(server)
            let visitor = try await server.visitor(.sdr)
            #expect(try await visitor.post("/sign-out").status == 303)
            let port = server.client.port
            let answer = try await server.page(
                .post, "/leads/L1/touches",
                [
                    .cookie: visitor.cookie,
                    .referer: "http://localhost:\(port)/leads/L1?all=true",
                ], form: [("key", visitor.formKey), ("note", "They compare us.")])
            #expect(answer.location == "/sign-in?lost=form&next=/leads/L1%3Fall%3Dtrue")
            let told = try await server.page(.get, try #require(answer.location))
            #expect(told.body.contains("what you sent was not saved"))
            let other = try await server.page(
                .post, "/leads/L1/touches", [.referer: "https://evil.example/x"], form: [])
            #expect(other.location == "/sign-in?lost=form&next=/")
        }
    }

    @Test func `a page from before signing in anew still counts, a stranger's does not`()
        async throws
    {
        try await TestServer.run { server in
            let before = try await server.visitor(.sdr)
            let (_, secret) = try await server.engine.startSession(
                of: before.member, browser: "tests")
            let now: HTTPFields = [.cookie: "baton_session=\(secret)"]
            let taken = try await server.page(
                .post, "/notices/seen", now, form: [("key", before.formKey)])
            #expect(taken.status == 303)
            let other = try await server.visitor(.sdr, "Lee")
            let stale = try await server.page(
                .post, "/leads/L1/touches", now,
                form: [("key", other.formKey), ("note", "They compare us with a spreadsheet.")])
            #expect(stale.status == 403)
            #expect(stale.headers[HTTPField.Name("X-Problem")!] == "stale-form")
            #expect(stale.body.contains("They compare us with a spreadsheet."))
        }
    }

    @Test func `a proposal to merge is decided by those who see both leads`() async throws {
        try await TestServer.run { server in
            let one = try await server.visitor(.sdr, "One")
            let two = try await server.visitor(.sdr, "Two")
            let keep = try await server.lead(ownedBy: one.member, email: "a@acme.example")
            let absorb = try await server.lead(ownedBy: two.member, email: "b@acme.example")
            let merge = try await server.engine.handle(
                MergeLeads(keep: keep, absorb: absorb), by: .system
            ).answer
            #expect(try await two.post("/merges/\(merge)/undo").status == 403)
            #expect(try await two.post("/merges/\(merge)/dismissal").status == 403)
            #expect(try await one.post("/merges/G99/undo").status == 404)
            let boss = try await server.visitor(.revops, "Boss")
            #expect(try await boss.post("/merges/\(merge)/undo").status == 303)
        }
    }

    @Test func `badges count what is in sight, and are there when there is nothing`() async throws {
        try await TestServer.run { server in
            let boss = try await server.visitor(.manager, "Boss")
            let sdr = try await server.visitor(.sdr, "Kim", manager: boss.member)
            let lead = try await server.lead(ownedBy: sdr.member)
            _ = try await server.engine.handle(
                SetVerification(lead: lead, state: .suspect, reason: "test"), by: .system)
            let other = try await server.visitor(.manager, "Other")
            let badge = "data-count=\"verification\">"
            #expect(try await boss.get("/notices").body.contains("\(badge)1<"))
            #expect(try await other.get("/notices").body.contains("\(badge)<"))
        }
    }

    @Test func `who signed out hears nothing more on an open page`() async throws {
        try await TestServer.run { server in
            let visitor = try await server.visitor(.sdr)
            let stays = try await server.visitor(.sdr, "Lee")
            async let heard = Self.listen(server, visitor.cookie)
            try await Task.sleep(for: .milliseconds(1200))
            #expect(try await visitor.post("/sign-out").status == 303)
            _ = try await server.lead(ownedBy: visitor.member)
            _ = stays
            let text = try await heard
            #expect(text.contains("event: hello"))
            #expect(!text.contains("event: notice"))
        }
    }

    /// Somebody can sign in.
    private static func setUp(_ server: TestServer) async throws {
        let first = try await server.visitor(.revops, "First")
        try await server.engine.setPassword(TestServer.password, of: first.member, by: .system)
    }

    /// What the live stream says until the server ends it.
    private static func listen(_ server: TestServer, _ cookie: String) async throws -> String {
        try await server.client.send(.get, "/live", [.cookie: cookie]).text
    }
}
