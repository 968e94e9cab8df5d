import Synchronization

/// The servers that a URL names, in the order in which they are tried: the one that answered last
/// comes first, and one that was lost comes last.
///
/// libpq tries them as they are written. A machine that is gone without a word would cost each new
/// connection the whole time that libpq waits for it.
package final class ServerOrder: Sendable {
    package struct Server: Hashable, Sendable {
        /// A name, an address or a folder of sockets.
        package var host: String
        package var address: String
        package var port: String

        fileprivate func matches(_ host: String, _ port: String) -> Bool {
            (self.host.isEmpty ? address : self.host) == host
                && (self.port.isEmpty ? "5432" : self.port) == port
        }
    }

    private let order: Mutex<[Server]>
    /// Which of libpq's keywords the URL has.
    private let given: Set<String>

    /// - Parameter values: of a URL, by libpq's keywords.
    package init(_ values: [String: String]) {
        given = Set(values.keys)
        order = Mutex(Self.servers(values))
    }

    /// None when there is no choice, and for lists that do not fit: libpq tells what is wrong with them.
    private static func servers(_ values: [String: String]) -> [Server] {
        func list(_ keyword: String) -> [String]? {
            values[keyword]?.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init)
        }
        let hosts = list("host")
        let addresses = list("hostaddr")
        let count = (hosts ?? addresses ?? []).count
        let none = Array(repeating: "", count: count)
        var ports = list("port") ?? none
        // One port is that of all.
        if ports.count == 1 { ports = Array(repeating: ports[0], count: count) }
        let (names, numbers) = (hosts ?? none, addresses ?? none)
        guard count > 1, names.count == count, numbers.count == count, ports.count == count else {
            return []
        }
        return zip(names, zip(numbers, ports)).map { host, rest in
            Server(host: host, address: rest.0, port: rest.1)
        }
    }

    /// As they are tried now; none when there is no choice.
    package var servers: [Server] { order.withLock(\.self) }

    /// What is to be said to libpq instead of what the URL says.
    package var parameters: [(keyword: String, value: String)] {
        let servers = servers
        guard !servers.isEmpty else { return [] }
        let all = [
            ("host", servers.map(\.host)), ("hostaddr", servers.map(\.address)),
            ("port", servers.map(\.port)),
        ]
        return all.filter { given.contains($0.0) }.map { ($0.0, $0.1.joined(separator: ",")) }
    }

    package func noteSuccess(host: String, port: String) {
        move(host, port) { servers, server in servers.insert(server, at: 0) }
    }

    package func noteLoss(host: String, port: String) {
        move(host, port) { servers, server in servers.append(server) }
    }

    private func move(
        _ host: String, _ port: String, _ put: (inout [Server], Server) -> Void
    ) {
        order.withLock { servers in
            guard let place = servers.firstIndex(where: { $0.matches(host, port) }) else { return }
            put(&servers, servers.remove(at: place))
        }
    }
}
