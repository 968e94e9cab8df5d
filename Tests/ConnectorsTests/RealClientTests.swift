import Connectors
import Foundation
import LeadEngine
import LeadRules
import Testing

/// What the receiver wrote of one request that it checked with the published libraries.
private struct Verdict: Decodable {
    var kind: String
    var id: String?
    var type: String?
    var subject: String?
    var source: String?
    var blocks: [String]?
    var actions: [String]?
    var error: String?
}

private let python = ProcessInfo.processInfo.environment["BATON_PYTHON"]

@Suite(
    .enabled(if: python != nil, "set BATON_PYTHON to a Python with Tests/clients/requirements.txt"))
struct RealClientTests {
    @Test func `standardwebhooks, cloudevents and slack_sdk take what is sent`() async throws {
        let secret = WebhookSecret.random().text
        let receiver = try PythonReceiver(secret: secret)
        // The library compares the timestamp with the machine's clock.
        let workspace = try await Workspace(at: SystemTime().now())
        let webhook = try await workspace.engine.add(
            EndpointDraft(
                kind: .webhook, url: receiver.url + "/webhook", secret: secret,
                events: ["lead.captured", "handoff.*"]), by: .system)
        _ = try await workspace.engine.add(
            EndpointDraft(kind: .slack, url: receiver.url + "/slack"), by: .system)
        let lead = try await workspace.capture("Kim & <김>")
        // The receiver has not learned of the new secret yet.
        _ = try await workspace.engine.rotateSecret(of: webhook.id, by: .system)
        try await workspace.handOver(lead)
        let sent = try await workspace.outbox(baseURL: "https://baton.example").run()

        let verdicts = try receiver.stop()
        #expect(verdicts.compactMap(\.error).isEmpty)
        #expect(verdicts.count == sent)
        let events = verdicts.filter { $0.kind == "webhook" }
        #expect(events.map(\.type).prefix(2) == ["baton.lead.captured", "baton.handoff.opened"])
        #expect(events.allSatisfy { $0.subject == "\(lead)" })
        #expect(events.allSatisfy { $0.source == "https://baton.example" })
        #expect(Set(events.compactMap(\.id)).count == events.count)
        let slack = try #require(verdicts.first { $0.kind == "slack" })
        #expect(slack.blocks == ["header", "section", "context", "actions"])
        #expect(slack.actions == ["accept:H1", "reject:H1"])
    }
}

/// `Tests/clients/webhook_receiver.py`, which writes a line of JSON for each request.
private final class PythonReceiver: Sendable {
    let url: String
    private let process = Process()
    private let output = Pipe()

    init(secret: String) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../clients/webhook_receiver.py")
        process.executableURL = URL(filePath: python ?? "python3")
        process.arguments = [script.path, secret]
        process.standardOutput = output
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 {
            line.append(byte)
        }
        url = "http://127.0.0.1:\(String(decoding: line, as: UTF8.self))"
    }

    deinit { end() }

    private func end() {
        // Not terminate(): a child may have inherited a mask that blocks SIGTERM.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Ends the receiver and answers with what it found.
    func stop() throws -> [Verdict] {
        end()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try data.split(separator: 10).map {
            try JSONDecoder().decode(Verdict.self, from: $0)
        }
    }
}
