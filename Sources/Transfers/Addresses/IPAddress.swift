import Foundation

/// An address of the internet protocol, of either version.
package struct IPAddress: Hashable, Sendable {
    /// Four or sixteen, in network order.
    package let bytes: [UInt8]

    /// Four or sixteen bytes in network order.
    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads the usual written forms; nil for anything else.
    package init?(_ text: String) {
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: six) { Array($0) }
        } else {
            return nil
        }
    }

    /// Whether it lies on the open internet: not this machine, not a private or provider's
    /// network, not a group of receivers, not an address of another kind in disguise.
    ///
    /// Source: the IANA registries of special-purpose addresses (RFC 6890 and its updates). Cloud
    /// metadata services (169.254.169.254, fd00:ec2::254) are link-local or unique-local.
    package var isPublic: Bool {
        if bytes.count == 4 { return !Self.special4.contains { $0.contains(bytes) } }
        // DNS64 puts the real address behind the well-known prefix of RFC 6052.
        if Self.nat64.contains(bytes) { return IPAddress(bytes: Array(bytes[12...])).isPublic }
        return Self.global6.contains(bytes) && !Self.special6.contains { $0.contains(bytes) }
    }

    private static let special4 = [
        AddressBlock([0], 8), AddressBlock([10], 8), AddressBlock([100, 64], 10),
        AddressBlock([127], 8), AddressBlock([169, 254], 16), AddressBlock([172, 16], 12),
        AddressBlock([192, 0, 0], 24), AddressBlock([192, 0, 2], 24),
        AddressBlock([192, 88, 99], 24), AddressBlock([192, 168], 16),
        AddressBlock([198, 18], 15), AddressBlock([198, 51, 100], 24),
        AddressBlock([203, 0, 113], 24), AddressBlock([224], 4), AddressBlock([240], 4),
    ]
    /// The only block from which public unicast addresses are given; it leaves out loopback,
    /// mapped and compatible IPv4, link-local, unique-local and multicast.
    private static let global6 = AddressBlock([0x20], 3)
    /// Protocol assignments with Teredo, documentation (two blocks), 6to4.
    private static let special6 = [
        AddressBlock([0x20, 0x01, 0x00], 23), AddressBlock([0x20, 0x01, 0x0D, 0xB8], 32),
        AddressBlock([0x20, 0x02], 16), AddressBlock([0x3F, 0xFF], 20),
    ]
    private static let nat64 = AddressBlock(
        [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], 96)
}

extension IPAddress: CustomStringConvertible {
    /// The usual written form, without brackets.
    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        inet_ntop(family, bytes, &text, socklen_t(text.count))
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension IPAddress {
    /// The address in a socket's; nil for other families.
    init?(socket: UnsafeRawPointer) {
        switch Int32(socket.loadUnaligned(as: sockaddr.self).sa_family) {
        case AF_INET:
            let four = socket.loadUnaligned(as: sockaddr_in.self)
            bytes = withUnsafeBytes(of: four.sin_addr) { Array($0) }
        case AF_INET6:
            let six = socket.loadUnaligned(as: sockaddr_in6.self)
            bytes = withUnsafeBytes(of: six.sin6_addr) { Array($0) }
        default: return nil
        }
    }

    /// As it stands in a URL.
    var bracketed: String { bytes.count == 4 ? "\(self)" : "[\(self)]" }
}

/// The addresses that share their first bits.
private struct AddressBlock {
    let prefix: [UInt8]
    let bits: Int

    /// - Parameter start: the first bytes; those that are left out are zero.
    init(_ start: [UInt8], _ bits: Int) {
        prefix = start + [UInt8](repeating: 0, count: max(0, (bits + 7) / 8 - start.count))
        self.bits = bits
    }

    func contains(_ address: [UInt8]) -> Bool {
        let (whole, rest) = bits.quotientAndRemainder(dividingBy: 8)
        guard address.prefix(whole) == prefix.prefix(whole) else { return false }
        return rest == 0 || (address[whole] ^ prefix[whole]) >> (8 - rest) == 0
    }
}
