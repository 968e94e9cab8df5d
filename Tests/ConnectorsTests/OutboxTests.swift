import Connectors
import Journal
import LeadEngine
import LeadRules
import TestStores
import Testing

@Suite struct OutboxTests {
    @Test func `an event reaches a webhook once, signed, as a CloudEvent`() async throws {
        let workspace = try await Workspace()
        try await Receiver.run { receiver in
            let endpoint = try await workspace.addWebhook(receiver.url)
            let lead = try await workspace.capture("Kim")
            let outbox = workspace.outbox()
            #expect(try await outbox.run() == 1)
            #expect(try await outbox.run() == 0)
            let request = try #require(receiver.requests.first)
            #expect(receiver.requests.count == 1)
            #expect(request.body.contains(#""type":"baton.lead.captured""#))
            #expect(request.body.contains(#""subject":"\#(lead)""#))
            let message = try #require(try await workspace.messages(to: endpoint).first)
            #expect(message.state == .delivered && message.deliveredAt == workspace.time.now())
            #expect(try await workspace.attempts(of: message).map(\.status) == [200])
        }
    }

    @Test func `what failed is tried again under the same id, and every try is kept`() async throws
    {
        let workspace = try await Workspace()
        try await Receiver.run(
            .replying { _, number in Receiver.Reply(status: number == 0 ? 500 : 200) }
        ) {
            receiver in
            let endpoint = try await workspace.addWebhook(receiver.url)
            try await workspace.capture("Kim")
            let outbox = workspace.outbox()
            #expect(try await outbox.run() == 1)
            workspace.pass(.seconds(4))
            #expect(try await outbox.run() == 0)
            workspace.pass(.seconds(2))
            #expect(try await outbox.run() == 1)
            #expect(Set(receiver.requests.map(\.id)).count == 1)
            let message = try #require(try await workspace.messages(to: endpoint).first)
            #expect(message.state == .delivered && message.attempts == 2)
            let attempts = try await workspace.attempts(of: message)
            #expect(attempts.map(\.status) == [500, 200])
            #expect(attempts.map(\.error) == ["answered 500: ok", nil])
        }
    }

    @Test func `what was delivered is forgotten after its time, what was not is kept`() async throws
    {
        let workspace = try await Workspace()
        try await Receiver.run(
            .replying { _, number in Receiver.Reply(status: number == 1 ? 500 : 200) }
        ) {
            receiver in
            let endpoint = try await workspace.addWebhook(receiver.url)
            let outbox = workspace.outbox()
            for name in ["Kim", "Lee", "Park"] {
                try await workspace.capture(name)
                try await outbox.run()
            }
            let before = try await workspace.messages(to: endpoint)
            #expect(before.count { $0.state == .delivered } == before.count - 1)
            try await workspace.forgetMessages(deliveredBefore: workspace.time.now())
            #expect(try await workspace.messages(to: endpoint).count == before.count)
            workspace.pass(.days(31))
            try await workspace.forgetMessages(
                deliveredBefore: workspace.time.now() - .days(30))
            let kept = try await workspace.messages(to: endpoint)
            // The last keeps its number from being given again.
            let last = before.map(\.id).max()
            #expect(kept.allSatisfy { $0.state == .waiting || $0.id == last })
            #expect(kept.count == 2)
        }
    }

    @Test func `a hanging receiver holds up nobody else`() async throws {
        let workspace = try await Workspace()
        let silent = SilentPort(.hangs)
        let hanging = try await workspace.addWebhook(silent.url)
        try await Receiver.run { receiver in
            _ = try await workspace.addWebhook(receiver.url)
            let running = Task {
                await workspace.outbox().keepRunning { Issue.record($0) }
            }
            for number in 1...3 {
                try await workspace.capture("Lead \(number)")
                try await until { receiver.requests.count == number }
            }
            running.cancel()
            await running.value
            let waiting = try await workspace.messages(to: hanging)
            #expect(waiting.map(\.attempts) == [0, 0, 0])
            #expect(waiting.map(\.nextAt) == waiting.map(\.createdAt))
        }
    }

    @Test func `a long queue to an endpoint that is off holds up nobody`() async throws {
        let workspace = try await Workspace()
        let off = try await workspace.addWebhook("http://127.0.0.1:9/")
        for number in 1...250 { try await workspace.capture("Lead \(number)") }
        _ = try await workspace.engine.disable(endpoint: off, by: .system)
        try await Receiver.run { receiver in
            _ = try await workspace.addWebhook(receiver.url)
            try await workspace.capture("Kim")
            #expect(try await workspace.outbox().run() == 1)
            #expect(receiver.requests.count == 1)
            #expect(
                try await workspace.messages(to: off).map(\.state).allSatisfy { $0 == .waiting })
        }
    }

    @Test func `410 switches the endpoint off; switched on, it gets all that waited`() async throws
    {
        let workspace = try await Workspace()
        try await Receiver.run(
            .replying { _, number in Receiver.Reply(status: number == 0 ? 410 : 200) }
        ) {
            receiver in
            let endpoint = try await workspace.addWebhook(receiver.url)
            for name in ["Kim", "Lee", "Park"] { try await workspace.capture(name) }
            let outbox = workspace.outbox()
            #expect(try await outbox.run() == 1)
            let off = try await workspace.endpoint(endpoint)
            #expect(off?.disabledBecause == "The receiver answered 410: it wants no more.")
            var changes = EventFilter()
            changes.names = ["setting.changed"]
            let wanted = changes
            let noted = try await workspace.store.read { try $0.events(wanted, Page()) }.last
            let note = try PublicEvent.text(try #require(noted))
            #expect(note.contains("switched off, since it wants no more"))
            #expect(try await outbox.run() == 0)
            _ = try await workspace.engine.enable(endpoint: endpoint, by: .system)
            #expect(try await outbox.run() == 3)
            #expect(Set(receiver.requests.dropFirst().map(\.id)).count == 3)
            let states = try await workspace.messages(to: endpoint).map(\.state)
            #expect(states == [.delivered, .delivered, .delivered])
        }
    }

    @Test func `a receiver that asks for a pause gets one, for all of its messages`() async throws {
        let workspace = try await Workspace()
        try await Receiver.run(
            .replying { _, number in
                number == 0
                    ? Receiver.Reply(status: 429, headers: ["retry-after": "120"])
                    : Receiver.Reply()
            }
        ) { receiver in
            let endpoint = try await workspace.addWebhook(receiver.url)
            for name in ["Kim", "Lee"] { try await workspace.capture(name) }
            let outbox = workspace.outbox()
            #expect(try await outbox.run() == 1)
            workspace.pass(.seconds(119))
            #expect(try await outbox.run() == 0)
            workspace.pass(.seconds(1))
            #expect(try await outbox.run() == 2)
            #expect(try await workspace.messages(to: endpoint).map(\.attempts) == [2, 1])
        }
    }

    @Test func `the schedule is used up in ten tries; then the endpoint is off`() async throws {
        let workspace = try await Workspace()
        let refusing = SilentPort(.refuses)
        let endpoint = try await workspace.addWebhook(refusing.url)
        try await workspace.capture("Kim")
        let outbox = workspace.outbox()
        var moments: [Instant] = []
        while let next = try await workspace.messages(to: endpoint).first?.nextAt {
            workspace.time.set(next)
            moments.append(next)
            #expect(try await outbox.run() == 1)
        }
        for (wait, (from, to)) in zip(RetrySchedule.waits, zip(moments, moments.dropFirst())) {
            let waited = to.milliseconds - from.milliseconds
            #expect(waited >= wait.seconds * 1000 && waited <= wait.seconds * 1100)
        }
        let message = try #require(try await workspace.messages(to: endpoint).first)
        #expect(message.state == .failed && message.attempts == 10)
        let attempts = try await workspace.attempts(of: message)
        #expect(attempts.count == 10 && attempts.allSatisfy { $0.error == message.lastError })
        let reason = try #require(try await workspace.endpoint(endpoint)?.disabledBecause)
        #expect(reason.hasPrefix("10 tries of message \(message.id) failed, the last: connection "))

        await #expect(throws: Refusal.self) {
            try await workspace.engine.resend(message: message.id)
        }
        _ = try await workspace.engine.enable(endpoint: endpoint, by: .system)
        try await workspace.engine.resend(message: message.id)
        workspace.pass(.seconds(5))
        #expect(try await outbox.run() == 1)
        #expect(try await workspace.messages(to: endpoint).first?.attempts == 1)
    }

    @Test func `one message that never comes through does not switch the endpoint off`()
        async throws
    {
        let workspace = try await Workspace()
        try await Receiver.run(
            .replying { request, _ in
                Receiver.Reply(status: request.id == "msg_1" ? 500 : 200)
            }
        ) { receiver in
            let endpoint = try await workspace.addWebhook(receiver.url)
            try await workspace.capture("Kim")
            workspace.pass(.seconds(1))
            try await workspace.capture("Lee")
            let outbox = workspace.outbox()
            #expect(try await outbox.run() == 2)
            while let next = try await workspace.messages(to: endpoint).first?.nextAt {
                workspace.time.set(next + .seconds(5))
                try await outbox.run()
            }
            #expect(
                try await workspace.messages(to: endpoint).map(\.state) == [.failed, .delivered])
            #expect(try await workspace.endpoint(endpoint)?.disabledBecause == nil)
        }
    }

    @Test func `a message under way belongs to one process, until its claim lapses`() async throws {
        let workspace = try await Workspace()
        let silent = SilentPort(.hangs)
        let endpoint = try await workspace.addWebhook(silent.url)
        try await workspace.capture("Kim")
        let lost = Task { try await workspace.outbox(timeout: .seconds(30)).run() }
        try await until {
            let next = try await workspace.messages(to: endpoint).first?.nextAt
            return next != workspace.time.now()
        }
        let other = workspace.outbox(timeout: .seconds(1))
        #expect(try await other.run() == 0)
        workspace.pass(.minutes(2))
        #expect(try await other.run() == 1)
        lost.cancel()
        _ = try await lost.value
        let message = try #require(try await workspace.messages(to: endpoint).first)
        #expect(try await workspace.attempts(of: message).map(\.error) == ["no answer within 1 s"])
    }

    @Test func `a receiver that keeps failing is not flooded`() async throws {
        let workspace = try await Workspace()
        _ = try await workspace.addWebhook(SilentPort(.refuses).url)
        for number in 1...10 { try await workspace.capture("Lead \(number)") }
        let outbox = workspace.outbox()
        #expect(try await outbox.run() == 3)
        #expect(try await outbox.run() == 0)
        workspace.pass(.seconds(5))
        #expect(try await outbox.run() == 1)
    }

    @Test func `Slack is told of a handoff that waits, and not asked about one that does not`()
        async throws
    {
        let workspace = try await Workspace()
        try await Receiver.run { receiver in
            _ = try await workspace.engine.add(
                EndpointDraft(kind: .slack, url: receiver.url), by: .system)
            let lead = try await workspace.capture("Kim")
            try await workspace.handOver(lead)
            let outbox = workspace.outbox(baseURL: "https://baton.example/")
            #expect(try await outbox.run() == 1)
            let body = try #require(receiver.requests.first?.body)
            #expect(body.contains("<https://baton.example/handoffs/H1|H1>"))
            #expect(body.contains(#""action_id":"accept:H1""#))
        }
    }

    /// Waits for something that another task does.
    private func until(_ condition: () async throws -> Bool) async throws {
        for _ in 0..<500 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("it did not happen within 10 s")
    }
}
