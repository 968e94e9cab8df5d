import Foundation
import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules
import Logging
import PlaybookFile
import Storage
import TestStores
import TestWeb
import Testing
import WebServer

/// A server on a free port of this machine, over a workspace of its own in a temporary folder.
struct TestServer: Sendable {
    let engine: Engine
    let time: SetTime
    let client: WebClient
    /// An API key with every scope but `track`.
    let key: String
    /// A write key of the source `website`.
    let writeKey: String

    static func run(
        configure: (inout ServerConfiguration) -> Void = { _ in },
        _ test: @escaping @Sendable (TestServer) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "baton-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try TestStore.make(PlaybookShelf(read: read), in: folder)
        let time = SetTime(Instant(rfc3339: "2026-03-02T09:00:00Z")!)
        let engine = try Engine(store: store, time: time)
        defer { engine.close() }
        _ = try await engine.activate(
            TestPlaybook.text, name: "test", digest: "0", by: .system)
        let key = try await engine.createToken(
            name: "tests", scopes: TokenScope.allCases.filter { $0 != .track }, by: .system)
        let writeKey = try await engine.createToken(
            name: "site", scopes: [.track], source: "website", by: .system)
        var configuration = ServerConfiguration()
        configure(&configuration)
        var logger = Logger(label: "tests")
        logger.logLevel = .critical
        try await run(engine, configuration, read, logger) { client in
            try await test(
                TestServer(
                    engine: engine, time: time, client: client, key: key.secret,
                    writeKey: writeKey.secret))
        }
    }

    /// Runs the server over the journal of a release, just after its last event.
    static func run(
        over golden: GoldenJournal, _ test: @escaping @Sendable (TestServer) async throws -> Void
    ) async throws {
        let read: @Sendable (String) throws -> Playbook = { try PlaybookFile.read($0) }
        let store = try TestStore.make(PlaybookShelf(read: read))
        try golden.fold(into: store)
        let end = Instant(milliseconds: try #require(golden.rows().last).at)
        let time = SetTime(end + .minutes(1))
        let engine = try Engine(store: store, time: time)
        defer { engine.close() }
        let key = try await engine.createToken(
            name: "tests", scopes: TokenScope.allCases.filter { $0 != .track }, by: .system)
        var logger = Logger(label: "tests")
        logger.logLevel = .critical
        try await run(engine, ServerConfiguration(), read, logger) { client in
            try await test(
                TestServer(
                    engine: engine, time: time, client: client, key: key.secret, writeKey: ""))
        }
    }

    /// Runs the server over an engine.
    static func run(
        _ engine: Engine, _ configuration: ServerConfiguration,
        _ read: @escaping @Sendable (String) throws -> Playbook, _ logger: Logger,
        _ test: @escaping @Sendable (WebClient) async throws -> Void
    ) async throws {
        var configuration = configuration
        (configuration.host, configuration.port) = ("localhost", 0)
        try await WebClient.run(
            { isListening in
                try buildApplication(
                    engine: engine, configuration: configuration, readPlaybook: read,
                    tools: PageTools(), logger: logger, onListening: isListening)
            }, test)
    }

    /// Any text is the test playbook, but for one that says it is wrong.
    @Sendable private static func read(_ text: String) throws -> Playbook {
        if text.contains("wrong") {
            throw Refusal(
                .invalid, "invalid-playbook", "The playbook has a problem.",
                problems: [FieldProblem(field: "3:7", code: "invalid", message: "no such pool")])
        }
        return TestPlaybook.playbook
    }
}

/// What came back.
struct Answer {
    let status: Int
    let headers: HTTPFields
    let text: String
    private let json: Any?

    init(_ answer: WebClient.Answer) {
        status = answer.status
        headers = answer.headers
        text = answer.text
        json = try? JSONSerialization.jsonObject(
            with: Data(text.utf8), options: .fragmentsAllowed)
    }

    /// Follows names and places into the JSON.
    subscript(_ path: any AnswerStep...) -> Any? {
        path.reduce(json) { value, step in step.value(in: value) }
    }

    func string(_ path: any AnswerStep...) -> String? {
        path.reduce(json) { value, step in step.value(in: value) } as? String
    }

    func number(_ path: any AnswerStep...) -> Double? {
        (path.reduce(json) { value, step in step.value(in: value) } as? NSNumber)?.doubleValue
    }

    func count(_ path: any AnswerStep...) -> Int? {
        (path.reduce(json) { value, step in step.value(in: value) } as? [Any])?.count
    }

    /// The names of the fields that are wrong.
    var fields: [String] {
        (self["errors"] as? [[String: Any]] ?? []).compactMap { $0["field"] as? String }
    }
}

protocol AnswerStep { func value(in json: Any?) -> Any? }
extension String: AnswerStep {
    func value(in json: Any?) -> Any? { (json as? [String: Any])?[self] }
}
extension Int: AnswerStep {
    func value(in json: Any?) -> Any? {
        guard let items = json as? [Any], items.indices.contains(self) else { return nil }
        return items[self]
    }
}

/// Requests.
extension TestServer {
    @discardableResult
    func get(_ path: String, key: String? = nil) async throws -> Answer {
        try await send(.get, path, key: key)
    }

    @discardableResult
    func post(_ path: String, _ body: String = "", once: String? = nil, key: String? = nil)
        async throws -> Answer
    {
        var headers: HTTPFields = [:]
        if let once { headers[HTTPField.Name("Idempotency-Key")!] = once }
        return try await send(.post, path, body, headers, key: key)
    }

    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String = "",
        _ headers: HTTPFields = [:], key: String? = nil
    ) async throws -> Answer {
        var headers = headers
        if headers[.authorization] == nil { headers[.authorization] = "Bearer \(key ?? self.key)" }
        if headers[.contentType] == nil, !body.isEmpty {
            headers[.contentType] = "application/json"
        }
        let prefix = path.hasPrefix("/") ? "" : "/api/v1/"
        return Answer(
            try await client.send(
                method, prefix + path, headers, body: body.isEmpty ? nil : Array(body.utf8)))
    }

    /// Sends to the tracking intake with the write key.
    func track(_ endpoint: String, _ body: String, _ headers: HTTPFields = [:]) async throws
        -> Answer
    {
        var headers = headers
        if headers[.authorization] == nil {
            headers[.authorization] =
                "Basic \(Data("\(writeKey):".utf8).base64EncodedString())"
        }
        return try await send(.post, "/v1/\(endpoint)", body, headers)
    }
}

/// People and leads to work with.
extension TestServer {
    @discardableResult
    func member(_ name: String, _ role: String) async throws -> String {
        let answer = try await post(
            "members",
            #"{"name": "\#(name)", "email": "\#(name.lowercased())@baton.test", "role": "\#(role)"}"#
        )
        return try #require(answer.string("id"))
    }

    /// A lead that asked for a demo: an SDR has it at once, when there is one.
    @discardableResult
    func lead(_ email: String, source: String = "demo-request") async throws -> String {
        let answer = try await post(
            "leads", #"{"email": "\#(email)", "source": "\#(source)"}"#)
        return try #require(answer.string("id"))
    }
}
