import HTTPTypes
import LeadEngine
import LeadRules
import Testing

@Suite struct `Running the server` {
    @Test func `it is alive, ready, and names its playbook`() async throws {
        try await TestServer.run { server in
            #expect(try await server.get("/healthz", key: "none").status == 200)
            let ready = try await server.asked("/readyz") { $0.status == 200 }
            #expect(ready.status == 200)
            #expect(ready.number("playbook") == 1)
            #expect(try await server.send(.head, "/healthz").status == 200)
        }
    }

    @Test func `metrics count requests by route, and what is under way`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            try await server.post("leads", #"{"phone": "010-1234-5678", "source": "demo-request"}"#)
            try await server.get("leads/L1")
            try await server.get("leads/L9")
            let metrics = try await server.get("/metrics", key: "none")
            #expect(metrics.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            let lines = Set(metrics.text.split(separator: "\n"))
            let route = #"baton_http_requests_total{method="GET",route="/api/v1/leads/{id}""#
            #expect(lines.contains("\(route),status=\"200\"} 1"))
            #expect(lines.contains("\(route),status=\"404\"} 1"))
            #expect(lines.contains("baton_clocks_running 1"))
            #expect(lines.contains("baton_commit_seconds_count 2"))
            #expect(lines.contains("baton_clocks_due_age_seconds 0"))
            #expect(lines.contains("baton_outbox_waiting 0"))
        }
    }

    @Test func `metrics tell how late clocks are, before and after they fire`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            try await server.post("leads", #"{"phone": "010-1234-5678", "source": "demo-request"}"#)
            let due = try #require(try await server.engine.store.read { try $0.nextDue() })
            server.time.set(due + .seconds(150))
            let late = try await server.gauges()
            #expect(late.contains("baton_clocks_due_age_seconds 150"))
            #expect(late.contains("baton_clock_lag_seconds_count 0"))
            try await DueClocks(engine: server.engine).run()
            let done = try await server.gauges()
            #expect(done.contains("baton_clocks_due_age_seconds 0"))
            #expect(!done.contains("baton_clock_lag_seconds_count 0"))
        }
    }

    @Test func `a playbook is checked without taking effect, its problems with their places`()
        async throws
    {
        try await TestServer.run { server in
            let yaml: HTTPFields = [.contentType: "text/yaml"]
            let wrong = try await server.send(.post, "playbooks/check", "wrong: true", yaml)
            #expect(wrong.status == 422)
            #expect(wrong.fields == ["3:7"])
            let right = try await server.send(.post, "playbooks/check", "name: new", yaml)
            #expect(right.status == 200)
            #expect(right.string("handoffs", 0, "id") == "sdr-to-ae")
            #expect(try await server.get("playbooks").count("data") == 1)
        }
    }

    @Test func `a playbook is activated now or later, and the same one only once`() async throws {
        try await TestServer.run { server in
            let yaml: HTTPFields = [.contentType: "application/yaml"]
            let now = try await server.send(.post, "playbooks", "name: new", yaml)
            #expect(now.status == 201)
            #expect(now["isActive"] as? Bool == true)
            #expect(try await server.send(.post, "playbooks", "name: new", yaml).status == 200)
            let later = try await server.send(
                .post, "playbooks?activeFrom=2026-04-01T00:00:00Z", "name: newer", yaml)
            #expect(later["isActive"] as? Bool == false)
            #expect(later.string("activeFrom") == "2026-04-01T00:00:00Z")
            #expect(try await server.get("playbooks/active").number("version") == 2)
            #expect(try await server.get("playbooks/3").string("text") == "name: newer")
            #expect(try await server.get("playbooks/9").status == 404)
        }
    }

    @Test func `the journal is read by name, oldest first`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@firm1.com", source: "e-book")
            let events = try await server.get("events?name=lead.*,account.opened")
            #expect(events.count("data") == 2)
            #expect(events.string("data", 0, "actor") == "token:tests")
            let wrong = try await server.get("events?name=lead.capturd")
            #expect(wrong.fields == ["name"])
        }
    }

    @Test func `a webhook's secret is shown once, and its deliveries can be seen and resent`()
        async throws
    {
        try await TestServer.run { server in
            let added = try await server.post(
                "webhooks", #"{"url": "https://example.com/hook", "events": ["lead.captured"]}"#)
            #expect(added.status == 201)
            let secret = try #require(added.string("secret"))
            #expect(secret.hasPrefix("whsec_"))
            #expect(try await server.get("webhooks").text.contains(secret) == false)
            try await server.lead("a@firm1.com", source: "e-book")
            let deliveries = try await server.get("webhooks/1/deliveries?state=waiting")
            #expect(deliveries.count("data") == 1)
            #expect(try await server.post("deliveries/1/resend").status == 202)
            #expect(try await server.get("deliveries/1/attempts").count("data") == 0)
            let wrong = try await server.post("webhooks", #"{"url": "ftp://example.com"}"#)
            #expect(wrong.fields == ["url"])
            #expect(try await server.send(.delete, "webhooks/1").status == 204)
            #expect(try await server.get("webhooks/1").status == 404)
        }
    }
}

extension TestServer {
    /// Who asks for health is not kept waiting for the store; on a machine that is busy with other tests
    /// that may be too short, so it is asked again.
    fileprivate func asked(_ path: String, until isTold: (Answer) -> Bool) async throws -> Answer {
        var answer = try await get(path, key: "none")
        for _ in 1...40 where !isTold(answer) {
            try await Task.sleep(for: .milliseconds(500))
            answer = try await get(path, key: "none")
        }
        return answer
    }

    /// The lines of the metrics, those of the store among them.
    fileprivate func gauges() async throws -> [Substring] {
        try await asked("/metrics") { $0.text.contains("baton_clocks_due_age_seconds ") }
            .text.split(separator: "\n")
    }
}
