import Dispatch
import Foundation

/// Looks up host names as the system does: files, then DNS.
package enum HostLookup {
    /// A host's addresses, the best first, each once. Empty when the name is not known.
    package static func addresses(of host: String) async -> [IPAddress] {
        await withCheckedContinuation { continuation in
            // getaddrinfo blocks, for as long as the resolver is configured to try.
            DispatchQueue.global().async { continuation.resume(returning: lookUp(host)) }
        }
    }

    private static func lookUp(_ host: String) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var found: [IPAddress] = []
        var next = first
        while let entry = next?.pointee {
            if let address = IPAddress(socket: entry.ai_addr), !found.contains(address) {
                found.append(address)
            }
            next = entry.ai_next
        }
        return found
    }
}
