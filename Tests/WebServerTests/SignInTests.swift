import Foundation
import HTTPTypes
import LeadEngine
import LeadRules
import Testing
import WebServer

@Suite(.serialized) struct `Signing in` {
    /// Somebody with a password.
    private func member(on server: TestServer) async throws -> MemberID {
        let profile = MemberProfile(name: "Kim", email: "kim@example.com", role: .sdr)
        let id = try await server.engine.handle(AddMember(profile: profile), by: .system).answer
        try await server.engine.setPassword(TestServer.password, of: id, by: .system)
        return id
    }

    private func signIn(
        on server: TestServer, _ password: String, _ more: [(String, String)] = [],
        _ headers: HTTPFields = [:]
    ) async throws -> TestVisitor.Answer {
        try await server.page(
            .post, "/sign-in", headers,
            form: [("email", "Kim@example.com"), ("password", password)] + more)
    }

    @Test func `the right password opens the pages, by a cookie that scripts cannot read`()
        async throws
    {
        try await TestServer.run { server in
            _ = try await member(on: server)
            let answer = try await signIn(on: server, TestServer.password)
            #expect(answer.status == 303)
            let cookie = try #require(answer.headers[.setCookie])
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
            let session = try #require(cookie.split(separator: ";").first.map(String.init))
            let day = try await server.page(.get, "/day", [.cookie: session])
            #expect(day.status == 200)
            #expect(day.headers[.contentSecurityPolicy]?.contains("default-src 'self'") == true)
            #expect(!day.body.contains("style=\""))
        }
    }

    @Test func `a wrong password says nothing of who is known`() async throws {
        try await TestServer.run { server in
            _ = try await member(on: server)
            let wrong = try await signIn(on: server, "wrong password")
            let unknown = try await server.page(
                .post, "/sign-in",
                form: [("email", "kim@example.org"), ("password", "wrong password")])
            #expect(wrong.status == 401 && unknown.status == 401)
            #expect(wrong.headers[.setCookie] == nil)
            #expect(
                wrong.body == unknown.body.replacing("kim@example.org", with: "Kim@example.com"))
        }
    }

    @Test func `five wrong tries lock the address, and time opens it again`() async throws {
        try await TestServer.run { server in
            _ = try await member(on: server)
            for _ in 0..<5 { _ = try await signIn(on: server, "wrong password") }
            let locked = try await signIn(on: server, TestServer.password)
            #expect(locked.status == 401)
            #expect(locked.body.contains("Too many wrong tries"))
            server.time.set(server.time.now() + .minutes(16))
            #expect(try await signIn(on: server, TestServer.password).status == 303)
        }
    }

    @Test func `many tries from one address have to wait`() async throws {
        try await TestServer.run { server in
            _ = try await member(on: server)
            var statuses: [Int] = []
            for number in 0..<12 {
                statuses.append(
                    try await server.page(
                        .post, "/sign-in",
                        form: [("email", "u\(number)@example.com"), ("password", "x")]
                    ).status)
            }
            #expect(statuses.prefix(10).allSatisfy { $0 == 401 })
            #expect(statuses.last == 429)
        }
    }

    @Test func `it leads on to where somebody wanted to go, and nowhere else`() async throws {
        try await TestServer.run { server in
            _ = try await member(on: server)
            let asked = try await server.page(.get, "/leads/L1?x=1")
            #expect(asked.status == 303)
            #expect(asked.location == "/sign-in?next=/leads/L1%3Fx%3D1")
            for (next, expected) in [
                ("/leads/L1", "/leads/L1"), ("//evil.example", "/"), ("https://evil.example", "/"),
                ("/\\evil.example", "/"), ("/\t/evil.example", "/"),
                ("/\r\n/evil.example", "/"), ("\t//evil.example", "/"), ("/ /evil.example", "/"),
                ("/\u{7F}/evil.example", "/"), ("/leads?q=김", "/leads?q=김"),
            ] {
                let answer = try await signIn(on: server, TestServer.password, [("next", next)])
                #expect(answer.location == expected, "\(next)")
            }
        }
    }

    @Test func `a form of another site is not taken`() async throws {
        try await TestServer.run { server in
            let visitor = try await server.visitor(.sdr)
            let site = HTTPField.Name("Sec-Fetch-Site")!
            let foreign = try await server.page(
                .post, "/notices/seen", [.cookie: visitor.cookie, site: "cross-site"],
                form: [("key", visitor.formKey)])
            #expect(foreign.status == 403)
            let origin = try await server.page(
                .post, "/notices/seen",
                [.cookie: visitor.cookie, .origin: "https://evil.example"],
                form: [("key", visitor.formKey)])
            #expect(origin.status == 403)
            let keyless = try await server.page(
                .post, "/notices/seen", [.cookie: visitor.cookie], form: [("key", "guessed")])
            #expect(keyless.status == 403)
            #expect(try await visitor.post("/notices/seen").status == 303)
        }
    }

    @Test func `a session ends by signing out, by time, and when the member leaves`() async throws {
        try await TestServer.run { server in
            let out = try await server.visitor(.sdr, "Out")
            #expect(try await out.post("/sign-out").status == 303)
            #expect(try await out.get("/day").status == 303)

            let late = try await server.visitor(.sdr, "Late")
            server.time.set(server.time.now() + .days(8))
            #expect(try await late.get("/day").location?.hasPrefix("/sign-in") == true)

            let gone = try await server.visitor(.sdr, "Gone")
            _ = try await server.engine.handle(DisableMember(member: gone.member), by: .system)
            #expect(try await gone.get("/day").status == 303)
            let partial = HTTPField.Name("X-Partial")!
            #expect(try await gone.get("/day", [partial: "live"]).status == 401)
        }
    }

    @Test func `a new password ends the other sessions`() async throws {
        try await TestServer.run { server in
            let visitor = try await server.visitor(.ae)
            try await server.engine.setPassword(
                TestServer.password, of: visitor.member, by: .system)
            #expect(try await visitor.get("/").status == 303)
            #expect(try await visitor.get("/").location?.hasPrefix("/sign-in") == true)
        }
    }
}

@Suite struct `Passwords` {
    @Test func `a hash is of its password alone, however the letters were typed`() throws {
        let hash = try PasswordHash.make("correct horse 비밀")
        #expect(PasswordHash.verify("correct horse 비밀", hash))
        #expect(PasswordHash.verify("correct horse 비밀".decomposedStringWithCanonicalMapping, hash))
        #expect(!PasswordHash.verify("correct horse", hash))
        #expect(!PasswordHash.verify("correct horse 비밀", "scrypt$nonsense"))
        #expect(try PasswordHash.make("correct horse 비밀") != hash)
    }

    @Test func `a short password is refused by its field`() {
        let refusal = #expect(throws: Refusal.self) { try PasswordHash.make("short") }
        #expect(refusal?.problems.map(\.field) == ["password"])
    }
}
