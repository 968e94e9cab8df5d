/// What is said to a server in one protocol: a request of HTTP, a mail to be sent, a mailbox to be
/// read.
package protocol Conversation: Sendable {
    /// Where to, in full.
    var url: String { get }
    /// The schemes that `url` may have, with commas: `http,https`.
    static var schemes: String { get }
    /// Sets what the protocol needs on a handle, beyond what every transfer has.
    func prepare(_ handle: Handle) throws(TransferFailure)
}

/// Limits of one transfer.
package struct TransferLimits: Sendable {
    /// For all of it, in milliseconds.
    package var time: Int
    /// Until the server can be spoken to, with TLS where the scheme asks for it, in milliseconds.
    package var connecting = 8_000
    /// For the body once the header is there, in milliseconds; what came until then counts.
    package var body: Int?
    /// Most bytes kept of the body; the rest is not waited for.
    package var bytes: Int

    package init(time: Int, body: Int? = nil, bytes: Int) {
        self.time = time
        self.body = body
        self.bytes = bytes
    }
}

/// What a server said.
package struct Reply: Sendable {
    /// The protocol's own code: the status of HTTP, the reply of SMTP.
    package internal(set) var code = 0
    /// The lines before the body, without line ends. Of HTTP those of the last header.
    package internal(set) var lines: [String] = []
    /// The body, as far as the limits allow.
    package internal(set) var body: [UInt8] = []
}

extension Reply {
    /// The fields of a header, in order, names as the server wrote them.
    package var fields: [(name: String, value: String)] {
        lines.compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...]
            return (String(line[..<colon]), value.trimmingBlanks)
        }
    }

    /// The first field of a name in lower case.
    package func field(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name }?.value
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        let isBlank = { (letter: Character) in letter == " " || letter == "\t" }
        let start = drop(while: isBlank)
        return String(
            start[
                ..<(start.lastIndex { !isBlank($0) }.map { start.index(after: $0) }
                    ?? start.startIndex)])
    }
}
