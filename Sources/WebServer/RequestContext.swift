import Hummingbird
import NIOCore

/// What a request brings beside its head and body.
struct BatonContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address of the other end of the connection.
    let peer: String?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress.map { address in
            address.hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address
        }
    }
}

extension BatonContext {
    /// The client's address: what trusted proxies say, else the connection's.
    func clientAddress(_ forwardedFor: String?, trusting proxies: Set<String>) -> String? {
        guard let peer, proxies.contains(peer), let forwardedFor else { return peer }
        let hops = forwardedFor.split(separator: ",").map { hop in
            String(hop.filter { !$0.isWhitespace })
        }
        return hops.last { !proxies.contains($0) } ?? peer
    }
}
