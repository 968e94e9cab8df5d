import HTTPTypes
import LeadEngine
import LeadRules
import Testing

@testable import WebServer

@Suite struct `Setting up and signing in by oneself` {
    private static let person = [
        ("name", "Ada"), ("email", "Ada@Example.com"), ("password", "a long enough password"),
        ("language", "ko"),
    ]

    @Test func `the code lets the first person in, as RevOps and signed in`() async throws {
        try await TestServer.run {
            $0.setUpCode = "the-code"
        } _: { server in
            let page = try await server.page(.get, "/set-up?code=the-code")
            #expect(page.status == 200)
            let answer = try await server.page(
                .post, "/set-up", form: Self.person + [("code", "the-code")])
            #expect(answer.status == 303)
            #expect(answer.location == "/set-up/people")
            #expect(answer.headers[values: .setCookie].contains { $0.hasPrefix("baton_session=") })
            let members = try await server.engine.store.read { try $0.members() }
            #expect(members.map(\.profile.email) == ["ada@example.com"])
            #expect(members.first?.profile.role == .revops)
            // Nobody comes in by the code a second time.
            let again = try await server.page(
                .post, "/set-up", form: Self.person + [("code", "the-code")])
            #expect(again.location == "/sign-in")
        }
    }

    @Test(arguments: ["", "wrong", "the-codex", "the-cod"])
    func `without the code there is only where to find it`(code: String) async throws {
        try await TestServer.run {
            $0.setUpCode = "the-code"
        } _: { server in
            let page = try await server.page(.get, "/set-up?code=\(code)")
            #expect(page.body.contains("output of the server"))
            #expect(!page.body.contains("name=\"password\""))
            let answer = try await server.page(
                .post, "/set-up", form: Self.person + [("code", code)])
            #expect(answer.status != 303)
            let members = try await server.engine.store.read { try $0.members() }
            #expect(members.isEmpty)
        }
    }

    @Test func `a server that was set up when it began has no code that fits`() {
        #expect(!SetUpPages.isRight("", nil))
        #expect(!SetUpPages.isRight("", ""))
        #expect(SetUpPages.isRight("a", "a"))
    }

    @Test func `a short password keeps what was typed and adds nobody`() async throws {
        try await TestServer.run {
            $0.setUpCode = "the-code"
        } _: { server in
            var form = Self.person.filter { $0.0 != "password" }
            form += [("password", "short"), ("code", "the-code")]
            let answer = try await server.page(.post, "/set-up", form: form)
            #expect(answer.status == 422)
            #expect(answer.body.contains("Ada@Example.com"))
            let members = try await server.engine.store.read { try $0.members() }
            #expect(members.isEmpty)
        }
    }

    @Test func `a password is changed by whoever knows the current one`() async throws {
        try await TestServer.run { server in
            let me = try await server.visitor(.sdr)
            try await server.engine.setPassword(
                TestServer.password, of: me.member, by: .system,
                keeping: try await session(of: me))
            let wrong = try await me.post(
                "/profile/password",
                [
                    ("current", "not it"), ("password", "new password 1"),
                    ("repeat", "new password 1"),
                ])
            #expect(wrong.status == 422)
            let unlike = try await me.post(
                "/profile/password",
                [
                    ("current", TestServer.password), ("password", "new password 1"),
                    ("repeat", "new password 2"),
                ])
            #expect(unlike.status == 422)
            let right = try await me.post(
                "/profile/password",
                [
                    ("current", TestServer.password), ("password", "new password 1"),
                    ("repeat", "new password 1"),
                ])
            #expect(right.status == 303)
            #expect(try await server.engine.isPassword("new password 1", of: me.member))
            #expect(try await me.get("/profile").status == 200)
        }
    }

    private func session(of visitor: TestVisitor) async throws -> Session? {
        try await visitor.server.engine.store.read {
            try $0.sessions(of: visitor.member).first
        }
    }

    @Test func `nobody appoints those above them, or changes them`() async throws {
        try await TestServer.run { server in
            let manager = try await server.visitor(.manager, "Mo")
            let revops = try await server.visitor(.revops, "Rae")
            let sdr = try await server.visitor(.sdr, "Sol", manager: manager.member)
            let other = try await server.visitor(.sdr, "Oda", manager: revops.member)
            let up = try await manager.post(
                "/settings/people/new",
                [("name", "X"), ("email", "x@example.com"), ("role", "revops")])
            #expect(up.status == 403)
            #expect(
                try await manager.post("/settings/people/\(revops.member)/password").status == 403)
            #expect(
                try await manager.post("/settings/people/\(other.member)/password").status == 403)
            #expect(try await manager.get("/settings/people/\(sdr.member)").status == 200)
            let reset = try await manager.post("/settings/people/\(sdr.member)/password")
            #expect(reset.status == 200)
            // The session of the SDR ended with the old password.
            #expect(try await sdr.get("/profile").status == 303)
            let promoted = try await manager.post(
                "/settings/people/\(sdr.member)",
                [("name", "Sol"), ("email", "sol@example.com"), ("role", "cro")])
            #expect(promoted.status == 403)
        }
    }

    @Test func `the last RevOps stays`() async throws {
        try await TestServer.run { server in
            let revops = try await server.visitor(.revops, "Rae")
            _ = try await revops.post("/settings/people/\(revops.member)/leaving")
            let changed = try await revops.post(
                "/settings/people/\(revops.member)",
                [("name", "Rae"), ("email", "rae@example.com"), ("role", "sdr")])
            #expect(changed.status == 422)
            let members = try await server.engine.store.read { try $0.members() }
            #expect(members.first?.isActive == true)
            #expect(members.first?.profile.role == .revops)
        }
    }

    @Test func `every page of settings and the playbook opens for RevOps in every language`()
        async throws
    {
        try await TestServer.run { server in
            for language in ["en", "ko", "ja"] {
                let me = try await server.visitor(.revops, "Rae-\(language)", language: language)
                for path in [
                    "/playbook", "/playbook/versions/1", "/playbook/diff?from=1&to=1",
                    "/playbook/edit", "/settings", "/settings?former=true",
                    "/settings/people/new", "/settings/people/\(me.member)", "/settings/roles",
                    "/settings/pools", "/settings/calendars", "/settings/keys",
                    "/settings/alerts", "/settings/audit", "/profile", "/set-up/people",
                    "/set-up/leads",
                ] {
                    let answer = try await me.get(path)
                    #expect(answer.status == 200, "\(path) \(language)")
                    #expect(!answer.body.contains("-page."), "\(path) \(language)")
                }
            }
        }
    }

    @Test func `a wrong playbook is shown again with the place of what is wrong`() async throws {
        try await TestServer.run { server in
            let me = try await server.visitor(.revops, "Rae")
            let answer = try await me.post(
                "/playbook/edit", [("text", "a\nb\nwrong line\n"), ("do", "check")])
            #expect(answer.status == 422)
            #expect(answer.body.contains("wrong line"))
            #expect(answer.body.contains("#line-3"))
            // What was not previewed is not activated.
            let unseen = try await me.post(
                "/playbook/edit", [("text", "other text\n"), ("do", "activate")])
            #expect(unseen.status == 200)
            let versions = try await server.engine.store.read { try $0.playbookVersions() }
            #expect(versions.count == 1)
        }
    }

    @Test func `audit lines are found by who and what`() async throws {
        try await TestServer.run { server in
            let me = try await server.visitor(.revops, "Rae")
            let sdr = try await server.visitor(.sdr, "Sol")
            _ = try await me.post("/settings/people/\(sdr.member)/leaving")
            let mine = try await me.get("/settings/audit?who=\(me.member)&what=member")
            #expect(mine.body.contains("Sol left the team"))
            let others = try await me.get("/settings/audit?who=\(sdr.member)")
            #expect(!others.body.contains("Sol left the team"))
            #expect(try await me.get("/settings/audit?from=2026-13-01").status == 422)
            #expect(try await sdr.get("/settings/audit").status != 200)
        }
    }
}
