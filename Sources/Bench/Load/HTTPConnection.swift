import Glibc

/// A keep-alive connection to a server on this machine. It does one request at a time.
final class HTTPConnection {
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 4 << 20)

    private var headEnd = 0

    /// The head of the last answer.
    var head: String { String(decoding: buffer[..<headEnd], as: UTF8.self) }

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(port)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw BenchFailure("no connection to port \(port)") }
        var on: Int32 = 1
        setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    /// Sends a whole request and reads its answer to the end.
    ///
    /// - Returns: the status.
    func send(_ request: [UInt8]) throws -> Int {
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw BenchFailure("the server closed the connection") }
            sent += count
        }
        return try receive()
    }

    private func receive() throws -> Int {
        var have = 0
        var head: (end: Int, bodyBytes: Int)?
        while true {
            let count = buffer.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress! + have, $0.count - have, 0)
            }
            guard count > 0 else { throw BenchFailure("the server closed the connection") }
            have += count
            head = head ?? self.head(have)
            guard let head else { continue }
            guard head.end + head.bodyBytes <= buffer.count else {
                throw BenchFailure("an answer is larger than \(buffer.count) bytes")
            }
            if have >= head.end + head.bodyBytes {
                headEnd = head.end
                return status
            }
        }
    }

    /// `HTTP/1.1 200 OK`
    private var status: Int { buffer[9..<12].reduce(0) { $0 * 10 + Int($1) - 48 } }

    /// Where the head ends, once it is all there, and how long the body is.
    private func head(_ have: Int) -> (Int, Int)? {
        guard let end = find("\r\n\r\n", before: have) else { return nil }
        var bodyBytes = 0
        if let start = find("content-length:", before: end) {
            for byte in buffer[(start + 15)..<end] {
                if byte == UInt8(ascii: "\r") { break }
                if byte >= 48, byte <= 57 { bodyBytes = bodyBytes * 10 + Int(byte) - 48 }
            }
        }
        return (end + 4, bodyBytes)
    }

    /// Finds a text without regard to the case of its letters.
    private func find(_ text: StaticString, before end: Int) -> Int? {
        text.withUTF8Buffer { wanted in
            (0..<max(0, end - wanted.count + 1)).first { start in
                wanted.indices.allSatisfy { offset in
                    let byte = buffer[start + offset]
                    return ((65...90).contains(byte) ? byte | 32 : byte) == wanted[offset]
                }
            }
        }
    }
}

/// A port that nobody listens on.
func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = HTTPConnection.loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let found = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
        }
    }
    guard found else { throw BenchFailure("no free port") }
    return Int(in_port_t(bigEndian: address.sin_port))
}
