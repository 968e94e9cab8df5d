import Demo
import Foundation
import LeadEngine
import LeadRules
import Logging
import PlaybookFile
import ShippedPlaybooks
import Storage
import TestStores
import WebServer

extension TestServer {
    /// Runs the server over a workspace of the demo, with somebody of RevOps, who sees every lead.
    static func demo(
        at now: Instant,
        _ test: @escaping @Sendable (TestServer, TestVisitor) async throws -> Void
    ) async throws {
        let store = try TestStore.make(PlaybookShelf { try PlaybookFile.read($0) })
        let time = SetTime(now)
        let engine = try Engine(store: store, time: time)
        defer { engine.close() }
        var workspace = DemoWorkspace(engine: engine, time: time, leads: 150)
        try await workspace.fill(
            until: now, playbook: ShippedPlaybook.standard.text, name: "Default", digest: "demo"
        ) { _ in }
        _ = try await engine.handle(
            SetVerification(lead: LeadID(5), state: .fake, reason: "test"), by: .system)
        _ = try await engine.handle(
            RecordOutcome(lead: LeadID(9), won: false, cause: "price"), by: .system)
        let key = try await engine.createToken(name: "tests", scopes: [.read], by: .system)
        var logger = Logger(label: "tests")
        logger.logLevel = .critical
        let read: @Sendable (String) throws -> Playbook = { try PlaybookFile.read($0) }
        try await run(engine, ServerConfiguration(), read, logger) { client in
            let server = TestServer(
                engine: engine, time: time, client: client, key: key.secret, writeKey: "")
            try await test(server, try await server.visitor(.revops, "Figures"))
        }
    }
}

extension TestVisitor {
    /// How many leads a list says that it has.
    func length(of path: String) async throws -> Int? {
        let list = try await get(path)
        let count = list.body.firstMatch(of: /<span class="count">([\d,]+)<\/span>/)
        return count.flatMap { Int($0.1.filter { $0 != "," }) }
    }

    /// The rows of a table of the numbers, as its file has them; the first one names the columns.
    func table(_ id: String, of tab: String, _ part: String) async throws -> [[String]] {
        let file = try await get("/numbers/\(tab).csv?\(part)&table=\(id)")
        return file.body.drop { $0 == "\u{FEFF}" }.split(separator: "\r\n").map(Self.fields)
    }

    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
