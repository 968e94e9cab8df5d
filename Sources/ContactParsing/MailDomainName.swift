import DomainNames

/// Reads the part of a mail address after the `@`.
enum MailDomainName {
    /// The domain in lower-case ASCII, international labels as `xn--…`.
    static func ascii(_ text: Substring) throws(EmailProblem) -> String {
        guard let domain = DomainName.ascii(text) else { throw .badDomain }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy(isLabel), isTopLevel(labels[labels.count - 1])
        else { throw .badDomain }
        return domain
    }

    /// Letters, digits and inner hyphens (RFC 1035, 2.3.1 and RFC 1123, 2.1).
    private static func isLabel(_ label: Substring) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return label.utf8.first != hyphen && label.utf8.last != hyphen
            && label.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == hyphen }
    }

    /// No top-level domain is a single character or starts with a digit; this also refuses IP
    /// addresses.
    private static func isTopLevel(_ label: Substring) -> Bool {
        label.utf8.count >= 2 && label.utf8.first.map(isLetter) == true
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
