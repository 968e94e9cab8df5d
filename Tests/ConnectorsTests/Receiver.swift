import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A real HTTP server on this machine that keeps what it gets.
final class Receiver: Sendable {
    struct Request: Sendable {
        var path: String
        var headers: [String: String]
        var body: String
        var id: String { headers["webhook-id"] ?? "" }
    }

    struct Reply: Sendable {
        var status = 200
        var headers: [String: String] = [:]
        var body = "ok"
    }

    struct Manner: Sendable {
        let reply: @Sendable (Request, Int) -> Reply

        /// - Parameter reply: makes the reply from the request and the number of those before it.
        static func replying(_ reply: @escaping @Sendable (Request, Int) -> Reply) -> Manner {
            Manner(reply: reply)
        }
    }

    let url: String
    private let kept: Kept

    private final class Kept: Sendable {
        let requests = Mutex<[Request]>([])
    }

    var requests: [Request] { kept.requests.withLock { $0 } }

    private init(port: Int, kept: Kept) {
        url = "http://127.0.0.1:\(port)"
        self.kept = kept
    }

    /// Runs a receiver while the body runs.
    static func run(
        _ manner: Manner = .replying { _, _ in Reply() },
        _ body: @escaping @Sendable (Receiver) async throws -> Void
    ) async throws {
        let kept = Kept()
        let router = Router()
        for path in ["/", "**"] as [RouterPath] {
            router.post(path) { incoming, _ in
                let text = try await incoming.body.collect(upTo: 1 << 20)
                let headers = incoming.headers.map { ($0.name.canonicalName, $0.value) }
                var request = Request(
                    path: incoming.uri.path, headers: Dictionary(headers) { $1 },
                    body: String(buffer: text))
                request.headers["host"] = incoming.head.authority
                let number = kept.requests.withLock { [request] requests in
                    requests.append(request)
                    return requests.count - 1
                }
                return Response(manner.reply(request, number))
            }
        }
        var logger = Logger(label: "receiver")
        logger.logLevel = .error
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        // By number: on most machines `localhost` is ::1 as well.
        let server = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { announce.yield($0.localAddress?.port ?? 0) }, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await server.run() }
            for await port in ports.prefix(1) {
                try await body(Receiver(port: port, kept: kept))
            }
            group.cancelAll()
        }
    }
}

extension Response {
    fileprivate init(_ reply: Receiver.Reply) {
        var headers = HTTPFields()
        for (name, value) in reply.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        self.init(
            status: .init(code: reply.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: reply.body)))
    }
}

/// A port of this machine where nobody answers.
final class SilentPort: Sendable {
    enum Manner { case hangs, refuses }

    let url: String
    private let descriptor: Int32

    /// Takes connections without ever reading from them, or refuses them.
    init(_ manner: Manner) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        withUnsafeMutableBytes(of: &address) { bytes in
            let pointer = bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self)
            precondition(bind(descriptor, pointer, length) == 0)
            precondition(getsockname(descriptor, pointer, &length) == 0)
        }
        if manner == .hangs { precondition(listen(descriptor, 16) == 0) }
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/"
    }

    /// What the next connection sent, up to now.
    func received() -> [UInt8] {
        let connection = accept(descriptor, nil, nil)
        defer { close(connection) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(connection, &bytes, bytes.count, 0)
        return Array(bytes.prefix(max(0, count)))
    }

    deinit { close(descriptor) }
}
