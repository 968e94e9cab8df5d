/// A mail address that a mail server would take, by its form.
package struct EmailAddress: Hashable, Codable, Sendable {
    /// As its owner writes it: without display name, brackets, `mailto:` and blanks, in half-width
    /// letters; capitals kept.
    package let original: String
    /// The key that tells one person from another: lower case, no `+tag`, and for Gmail no dots and
    /// one domain. Not for sending: a mailbox may ignore none of this.
    package let normalised: String
    /// Before the `@`, as written: what to send to is `local@domain`.
    package let local: String
    /// After the `@`, in lower case; international names in their ASCII form (`xn--…`).
    package let domain: String

    /// Reads one address, bare or as `Kim <kim@x.com>`, `mailto:kim@x.com`, or in full-width
    /// letters. Lengths are those of RFC 5321, 4.5.3.1: 64 bytes before the `@`, 254 in all.
    ///
    /// Comments, literal IP addresses, names before the `@` that need quotes or are not ASCII are
    /// refused: real people do not have them, and much mail software fails on them.
    package static func parse(_ raw: String) -> Result<EmailAddress, EmailProblem> {
        do throws(EmailProblem) {
            return .success(try EmailAddress(reading: raw))
        } catch {
            return .failure(error)
        }
    }

    private init(reading raw: String) throws(EmailProblem) {
        guard raw.utf8.count <= Self.rawLimitBytes else { throw .tooLong }
        original = Self.unwrapped(raw.halfWidth)
        guard !original.isEmpty else { throw .empty }
        guard let at = original.lastIndex(of: "@") else { throw .missingAt }
        local = try Self.readLocal(original[..<at])
        domain = try MailDomainName.ascii(original[original.index(after: at)...])
        guard local.utf8.count + 1 + domain.utf8.count <= 254 else { throw .tooLong }
        normalised = Self.key(local: local.lowercased(), domain: domain)
    }

    /// Far above an address with a long display name, far below what costs time.
    private static let rawLimitBytes = 1024

    private static func unwrapped(_ raw: String) -> String {
        var text = raw.visible.trimmed(";,")
        if text.hasSuffix(">"), let open = text.lastIndex(of: "<") {
            text = String(text[text.index(after: open)...].dropLast()).trimmed("")
        }
        if text.prefix(7).lowercased() == "mailto:" {
            text = String(text.dropFirst(7).prefix { $0 != "?" })
        }
        return text.trimmed(";,.")
    }

    /// The dot-atom of RFC 5322, 3.2.3; quotes around one are taken off.
    private static func readLocal(_ text: Substring) throws(EmailProblem) -> String {
        var local = text
        if local.hasPrefix("\""), local.hasSuffix("\""), local.count > 2 {
            local = local.dropFirst().dropLast()
        }
        let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
        guard atoms.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isAtomByte) }) else {
            throw .badLocalPart
        }
        guard local.utf8.count <= 64 else { throw .localPartTooLong }
        return String(local)
    }

    private static func isAtomByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }

    private static func key(local: String, domain: String) -> String {
        var mailbox = local
        if let plus = local.firstIndex(of: "+"), plus != local.startIndex {
            mailbox = String(local[..<plus])
        }
        guard domain == "gmail.com" || domain == "googlemail.com" else {
            return mailbox + "@" + domain
        }
        return mailbox.filter { $0 != "." } + "@gmail.com"
    }
}
