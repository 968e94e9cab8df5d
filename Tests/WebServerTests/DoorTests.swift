import Foundation
import HTTPTypes
import LeadEngine
import LeadRules
import Testing

/// What one door refuses the other refuses too, since both ask the rules.
@Suite struct `The API and the pages answer alike` {
    /// Somebody with a browser and a key.
    private struct Person {
        let web: TestVisitor
        let key: String

        init(_ server: TestServer, _ role: Role, _ name: String, manager: MemberID? = nil)
            async throws
        {
            web = try await server.visitor(role, name, manager: manager)
            key = try await server.engine.createToken(
                name: name, scopes: TokenScope.allCases.filter { $0 != .track },
                member: web.member, by: .system
            ).secret
        }
    }

    private static func form(_ name: String, _ role: Role) -> [(String, String)] {
        [("name", name), ("email", "\(name.lowercased())@else.example"), ("role", role.rawValue)]
    }

    @Test func `who may appoint whom`() async throws {
        try await TestServer.run { server in
            let boss = try await Person(server, .manager, "Boss")
            let sdr = try await server.visitor(.sdr, "Sora", manager: boss.web.member)
            let chief = try await server.visitor(.cro, "Chief")
            let cases: [(MemberID, Role, Int)] = [
                (boss.web.member, .revops, 403), (sdr.member, .cro, 403),
                (chief.member, .sdr, 403), (sdr.member, .ae, 200),
            ]
            for (member, role, status) in cases {
                let page = try await boss.web.post(
                    "/settings/people/\(member)",
                    Self.form("Name\(member)", role) + [("manager", "\(boss.web.member)")])
                let call = try await server.send(
                    .patch, "members/\(member)", #"{"role": "\#(role.rawValue)"}"#, key: boss.key)
                #expect(page.status == (status == 200 ? 303 : status))
                #expect(call.status == status)
            }
            for role in [Role.manager, .sdr] {
                let isGiven = role == .sdr
                let page = try await boss.web.post(
                    "/settings/people/new", Self.form("Page", role))
                let call = try await server.post(
                    "members",
                    #"{"name": "New", "email": "new@else.example", "role": "\#(role.rawValue)"}"#,
                    key: boss.key)
                #expect(page.status == (isGiven ? 303 : 403))
                #expect(call.status == (isGiven ? 201 : 403))
                if !isGiven { #expect(call.fields == ["role"]) }
            }
        }
    }

    @Test func `a key that acts for nobody appoints by its scopes`() async throws {
        try await TestServer.run { server in
            let key = try await server.engine.createToken(
                name: "people", scopes: [.manage], by: .system
            ).secret
            let refused = try await server.post(
                "members", #"{"name": "E", "email": "e@else.example", "role": "revops"}"#, key: key)
            #expect(refused.status == 403)
            let added = try await server.post(
                "members", #"{"name": "S", "email": "s@else.example", "role": "sdr"}"#, key: key)
            #expect(added.status == 201)
        }
    }

    @Test func `the last administrator stays`() async throws {
        try await TestServer.run { server in
            let root = try await Person(server, .revops, "Root")
            let id = root.web.member
            let page = try await root.web.post("/settings/people/\(id)", Self.form("Root", .sdr))
            #expect(page.status == 422)
            #expect(page.body.contains("Somebody must stay RevOps."))
            let call = try await server.send(
                .patch, "members/\(id)", #"{"role": "sdr"}"#, key: root.key)
            #expect(call.status == 422)
            for key in [root.key, server.key] {
                #expect(try await server.send(.delete, "members/\(id)", key: key).status == 422)
            }
            #expect(try await root.web.get("/settings").status == 200)
        }
    }

    @Test func `who plans whose absence`() async throws {
        try await TestServer.run { server in
            let boss = try await Person(server, .manager, "Boss")
            let other = try await Person(server, .manager, "Other")
            let sdr = try await server.visitor(.sdr, "Sora", manager: boss.web.member)
            for (person, status) in [(other, 403), (boss, 201)] {
                let call = try await server.post(
                    "time-off",
                    """
                    {"member": "\(sdr.member)", "from": "2026-03-03T00:00:00Z",
                     "to": "2026-03-04T00:00:00Z"}
                    """, key: person.key)
                let page = try await person.web.post(
                    "/settings/people/\(sdr.member)/time-off",
                    [("from", "2026-04-01"), ("to", "2026-04-02")])
                #expect(call.status == status)
                #expect(page.status == (status == 201 ? 303 : status))
            }
        }
    }

    @Test(arguments: [
        "12.5", "1,234.56", "1 234", "１２", "1e3", "12,5", "1.234,56", "-3", "abc",
    ])
    func `how a number is read`(text: String) async throws {
        try await TestServer.run { server in
            let sdr = try await server.visitor(.sdr, "Sora")
            try await server.lead("a@hanbit.co.kr")
            let expected = Value.text(text).number.flatMap { $0 < 0 ? nil : $0 }
            let saved = try await sdr.post(
                "/leads/L1/qualification", [("budget", "yes"), ("budget-amount", text)])
            #expect(saved.status == (expected == nil ? 422 : 303))
            let record = try await server.get("leads/L1/qualification")
            #expect(record.number("budget", "amount") == expected)
            guard let number = Value.text(text).number else { return }
            let put = try await server.send(
                .put, "leads/L1/qualification",
                #"{"budget": {"confirmed": true, "amount": \#(number)}}"#)
            #expect((put.status == 200) == (expected != nil))
        }
    }

    @Test func `which handoffs may be opened, and why not`() async throws {
        try await TestServer.run { server in
            let ae = try await Person(server, .ae, "Jun")
            let boss = try await Person(server, .cro, "Boss")
            try await server.member("Sora", "sdr")
            try await server.lead("a@hanbit.co.kr")
            let kinds = try await server.get("leads/L1/handoff-kinds", key: boss.key)
            #expect(kinds.string("data", 0, "kind") == "sdr-to-ae")
            #expect(kinds["data", 0, "mayOpen"] as? Bool == true)
            // Whoever has the lead gives it, and cannot receive it.
            try await server.send(
                .put, "leads/L1/assignment",
                #"{"member": "\#(ae.web.member)", "reason": "knows them"}"#)
            let record = #"{"pain": "slow", "trigger": {"kind": "regulation", "statement": "law"}}"#
            try await server.send(.put, "leads/L1/qualification", record)
            let page = try await ae.web.get("/leads/L1/handoff?kind=sdr-to-ae")
            #expect(page.status == 200)
            #expect(!page.body.contains(#"<option value="\#(ae.web.member)""#))
            try await server.send(
                .put, "leads/L1/stage", #"{"to": "archived", "reason": "a student"}"#)
            let closed = try await server.get("leads/L1/handoff-kinds", key: boss.key)
            #expect(closed["data", 0, "mayOpen"] as? Bool == false)
            #expect(closed.string("data", 0, "code") == "not-in-work")
            let refused = try await server.post(
                "handoffs", #"{"lead": "L1", "kind": "sdr-to-ae"}"#, key: boss.key)
            #expect(refused.string("detail") == closed.string("data", 0, "why"))
            let shut = try await boss.web.get("/leads/L1/handoff?kind=sdr-to-ae")
            #expect(shut.body.contains("only a lead in work can be handed over."))
        }
    }
}
