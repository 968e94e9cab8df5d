import AsyncHTTPClient
import NIOCore
import Synchronization

/// HTTP clients that connect to one address of one host, whatever the name service says later.
final class PinnedClients: Sendable {
    /// How many are kept for the next message; those in use live on beside them.
    static let most = 64

    struct Pin: Hashable, Sendable {
        let host: String
        let address: IPAddress
    }

    private let kept = Mutex<[Pin: PinnedClient]>([:])

    func client(for pin: Pin) -> PinnedClient {
        kept.withLock { kept in
            if let client = kept[pin] { return client }
            if kept.count >= Self.most { kept = [:] }
            let client = PinnedClient(pin)
            kept[pin] = client
            return client
        }
    }
}

/// Shuts its client down when nobody needs it any more.
final class PinnedClient: Sendable {
    let http: HTTPClient

    init(_ pin: PinnedClients.Pin) {
        var configuration = HTTPClient.Configuration()
        configuration.dnsOverride = [pin.host: "\(pin.address)"]
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = .seconds(8)
        // Below the 5 s after which common servers close an idle connection.
        configuration.connectionPool.idleTimeout = .seconds(4)
        // A failed message has a schedule of its own.
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(configuration: configuration)
    }

    deinit { http.shutdown { _ in } }
}
