import HTTPTypes
import LeadEngine
import LeadRules
import Testing

@testable import WebServer

/// Every route for every role, against the one table.
@Suite(.serialized) struct `Roles and rights` {
    private static func path(_ route: String) -> String {
        route.replacing(/\{[a-z]+\}/, with: "0")
    }

    @Test(arguments: Role.allCases)
    func `every page opens to the roles that have its right, and to no others`(_ role: Role)
        async throws
    {
        try await TestServer.run { server in
            let visitor = try await server.visitor(role)
            for route in PageRoutes.table where route.path != "/live" {
                let path = Self.path(route.path)
                let answer =
                    route.method == .get
                    ? try await visitor.get(path) : try await visitor.post(path)
                let isRefused = answer.status == 403 && !answer.body.contains("somebody else")
                #expect(
                    isRefused != Access.allows(role, route.right),
                    "\(role) \(route.method) \(route.path): \(answer.status)")
                #expect(answer.status < 500, "\(route.method) \(route.path)")
            }
        }
    }

    @Test(arguments: Role.allCases)
    func `every API route obeys the role on whose behalf a key acts`(_ role: Role) async throws {
        try await TestServer.run { server in
            let member = try await server.visitor(role).member
            let key = try await server.engine.createToken(
                name: "all", scopes: TokenScope.allCases, member: member, by: .system
            ).secret
            for route in OperationTable.all {
                let path = Self.path(route.path)
                let answer = try await server.send(route.method, path, "", key: key)
                let isRefused = answer.string("type") == "urn:baton:problem:role-not-allowed"
                #expect(
                    isRefused != Access.allows(role, route.right),
                    "\(role) \(route.method) \(route.path): \(answer.status)")
            }
        }
    }

    @Test func `nobody sees a page before signing in`() async throws {
        try await TestServer.run { server in
            for route in PageRoutes.table {
                let answer = try await server.page(
                    route.method, Self.path(route.path), form: route.method == .get ? nil : [])
                #expect(answer.status == 303, "\(route.method) \(route.path)")
                #expect(answer.location?.hasPrefix("/sign-in") == true)
            }
        }
    }

    @Test func `an SDR sees their own leads, their manager the team's, and no other manager does`()
        async throws
    {
        try await TestServer.run { server in
            let boss = try await server.visitor(.manager, "Boss")
            let other = try await server.visitor(.manager, "Other")
            let sdr = try await server.visitor(.sdr, "Kim", manager: boss.member)
            let peer = try await server.visitor(.sdr, "Lee", manager: other.member)
            let lead = try await server.lead(ownedBy: sdr.member)
            for (visitor, status) in [(sdr, 200), (boss, 200), (peer, 403), (other, 403)] {
                #expect(try await visitor.get("/leads/\(lead)").status == status)
            }
            let refused = try await peer.post("/leads/\(lead)/touches", [("channel", "call")])
            #expect(refused.status == 403)

            let key = try await server.engine.createToken(
                name: "peer", scopes: [.read, .work], member: peer.member, by: .system
            ).secret
            #expect(try await server.get("leads/\(lead)", key: key).status == 403)
            #expect(try await server.get("leads", key: key).count("data") == 0)
        }
    }
}

extension TestServer {
    /// A lead that asked for a demo and was given to somebody.
    func lead(ownedBy member: MemberID, email: String = "lee@acme.example") async throws -> LeadID {
        let answer = try await post(
            "leads",
            """
            {"name": "Lee", "email": "\(email)", "company": "Acme", "source": "demo-request"}
            """)
        let id = try #require(answer.string("id").flatMap { LeadID($0) })
        let row = try await engine.store.read { try $0.lead(id) }
        if row?.owner != member {
            _ = try await engine.handle(
                AssignLead(lead: id, to: member, reason: "test"), by: .system)
        }
        return id
    }
}
