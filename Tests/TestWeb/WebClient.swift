package import HTTPTypes
package import Hummingbird
import Transfers

/// A client of a server on this machine. It follows no redirects, so that tests see them.
package struct WebClient: Sendable {
    package let port: Int
    private static let loop = TransferLoop()

    package struct Answer: Sendable {
        package let status: Int
        package let headers: HTTPFields
        package let body: [UInt8]
        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// Waits for the whole answer, also where the server takes its time to end it.
    package func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:],
        body: [UInt8]? = nil
    ) async throws -> Answer {
        let request = WebRequest(
            method.rawValue, "http://localhost:\(port)\(path)",
            fields: headers.map { (name: $0.name.rawName, value: $0.value) }, body: body)
        let reply = try await Self.loop.carryOut(
            request, limits: TransferLimits(time: 60_000, bytes: 64 << 20))
        var fields: HTTPFields = [:]
        for field in reply.fields {
            guard let name = HTTPField.Name(field.name) else { continue }
            fields.append(HTTPField(name: name, value: field.value))
        }
        return Answer(status: reply.code, headers: fields, body: reply.body)
    }

    /// Runs a server while the test runs.
    ///
    /// - Parameter server: makes it; it listens on a free port of its own and tells which.
    package static func run<Server: ApplicationProtocol>(
        _ server: (_ isListening: @escaping @Sendable (Int) async -> Void) throws -> Server,
        _ test: @escaping @Sendable (WebClient) async throws -> Void
    ) async throws {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let server = try server { announce.yield($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask {
                for await port in ports.prefix(1) { try await test(WebClient(port: port)) }
            }
            // Whichever ends first; a server that cannot start throws.
            try await group.next()
            group.cancelAll()
        }
    }
}
