import HTTPTypes
import Testing

@Suite struct `Leads over HTTP` {
    @Test func `a new person is 201, the same person again 200 with the same lead`() async throws {
        try await TestServer.run { server in
            let first = try await server.post(
                "leads",
                """
                {"firstName": "민지", "lastName": "김", "email": "Minji+ad@Hanbit.co.kr",
                 "phone": "010-1234-5678", "source": "e-book", "externalId": "x1",
                 "attributes": {"industry": "telecom", "employees": 120}}
                """)
            #expect(first.status == 201)
            #expect(first.string("id") == "L1")
            #expect(first.string("name") == "김민지")
            #expect(first.string("phone") == "+821012345678")
            #expect(first.string("segment") == "telecom")
            #expect(first.string("origin", "source") == "e-book")
            #expect(first.string("capturedAt") == "2026-03-02T09:00:00Z")
            let second = try await server.post("leads", #"{"email": "minji@hanbit.co.kr"}"#)
            #expect(second.status == 200)
            #expect(second.string("id") == "L1")
            #expect(try await server.get("accounts").string("data", 0, "domain") == "hanbit.co.kr")
        }
    }

    @Test func `a lead that cannot be reached is refused`() async throws {
        try await TestServer.run { server in
            let answer = try await server.post("leads", #"{"title": "CTO"}"#)
            #expect(answer.status == 422)
            #expect(answer.fields == ["email"])
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(answer.string("type") == "urn:baton:problem:invalid-field")
        }
    }

    @Test func `the score of one lead is taken apart`() async throws {
        try await TestServer.run { server in
            try await server.post(
                "leads", #"{"email": "a@hanbit.co.kr", "attributes": {"industry": "telecom"}}"#)
            try await server.post("leads/L1/activities", #"{"kind": "page-visit"}"#)
            let lead = try await server.get("leads/L1")
            #expect(lead.number("scoreBreakdown", "total") == 6)
            #expect(lead.string("scoreBreakdown", "attribute", 0, "fact") == "industry is telecom")
            #expect(lead.string("scoreBreakdown", "behaviour", 0, "rule") == "visit")
            #expect(try await server.get("leads/L2").status == 404)
            #expect(try await server.get("leads/nonsense").status == 404)
        }
    }

    @Test func `a list comes page by page, and null tells its end`() async throws {
        try await TestServer.run { server in
            for number in 1...5 { try await server.lead("p\(number)@hanbit.co.kr") }
            let first = try await server.get("leads?limit=2")
            #expect(first.count("data") == 2)
            #expect(first.string("next") == "L2")
            let second = try await server.get("leads?limit=2&after=L2")
            #expect(second.string("data", 0, "id") == "L3")
            let last = try await server.get("leads?limit=2&after=L4")
            #expect(last.count("data") == 1)
            #expect(last.text.contains(#""next":null"#))
            let newest = try await server.get("leads?limit=1&order=newest")
            #expect(newest.string("data", 0, "id") == "L5")
        }
    }

    @Test func `filters must hold together`() async throws {
        try await TestServer.run { server in
            try await server.lead("kim@hanbit.co.kr", source: "e-book")
            try await server.lead("lee@hanbit.co.kr", source: "demo-request")
            #expect(try await server.get("leads?source=e-book&q=KIM").count("data") == 1)
            #expect(try await server.get("leads?source=e-book&q=lee").count("data") == 0)
            #expect(try await server.get("leads?q=kim%40han").count("data") == 1)
            #expect(try await server.get("leads?verification=suspect").count("data") == 0)
            let wrong = try await server.get("leads?stage=nwe")
            #expect(wrong.status == 422)
            #expect(wrong.string("detail")?.contains("Did you mean new?") == true)
            #expect(try await server.get("leads?limit=0").fields == ["limit"])
        }
    }

    @Test func `a patch sets what it names, clears what is null, and leaves the rest`() async throws
    {
        try await TestServer.run { server in
            try await server.post(
                "leads",
                #"{"email": "a@hanbit.co.kr", "title": "CTO", "company": "Hanbit", "phone": "no"}"#)
            let patched = try await server.send(
                .patch, "leads/L1",
                #"{"title": null, "phone": "02-312-3456", "attributes": {"industry": "telecom"}}"#)
            #expect(patched.status == 200)
            #expect(patched["title"] == nil)
            #expect(patched.string("company") == "Hanbit")
            #expect(patched.string("phone") == "+8223123456")
            #expect(patched.count("findings") == 0)
            #expect(patched.string("segment") == "telecom")
        }
    }

    @Test func `the timeline tells everything in order, and each page goes on`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@hanbit.co.kr", source: "e-book")
            try await server.post("leads/L1/activities", #"{"kind": "page-visit"}"#)
            let story = try await server.get("leads/L1/timeline?limit=1")
            #expect(story.string("data", 0, "name") == "lead.captured")
            let next = try #require(story.string("next"))
            let rest = try await server.get("leads/L1/timeline?after=\(next)")
            #expect(rest.string("data", 0, "name") == "activity.recorded")
        }
    }

    @Test func `an activity that was not real gives its points back`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@hanbit.co.kr", source: "e-book")
            let visit = try await server.post(
                "leads/L1/activities", #"{"kind": "page-visit", "properties": {"path": "/"}}"#)
            #expect(visit.status == 201)
            #expect(visit.number("score") == 1)
            let id = try #require(visit.string("id"))
            let voided = try await server.send(.delete, "activities/\(id)?reason=bot")
            #expect(voided.status == 200)
            #expect(voided.number("lead", "score") == 0)
            let list = try await server.get("leads/L1/activities")
            #expect(list["data", 0, "voided"] as? Bool == true)
            #expect(try await server.send(.delete, "activities/\(id)?reason=bot").status == 409)
        }
    }

    @Test func `three leads from one address make the third suspect`() async throws {
        try await TestServer.run { server in
            for number in 1...3 {
                try await server.post(
                    "leads", #"{"email": "p\#(number)@hanbit.co.kr", "ip": "203.0.113.9"}"#)
            }
            let suspects = try await server.get("leads?verification=suspect")
            #expect(suspects.string("data", 0, "id") == "L3")
            let cleared = try await server.send(
                .put, "leads/L3/verification", #"{"state": "verified", "reason": "called them"}"#)
            #expect(cleared.string("lead", "verification", "state") == "verified")
        }
    }
}
