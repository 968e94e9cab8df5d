/// Reads the part of a mail address after the `@`.
enum MailDomainName {
    /// The domain in lower-case ASCII, international labels as `xn--…` (RFC 5891).
    ///
    /// The mapping before that is lower case and Unicode compatibility form, which is what the
    /// registries' own mapping (UTS #46) comes to for names in use.
    static func ascii(_ text: Substring) throws(EmailProblem) -> String {
        let mapped = text.utf8.allSatisfy { $0 < 0x80 } ? text.lowercased() : folded(text)
        let labels = mapped.split(separator: ".", omittingEmptySubsequences: false)
            .map(asciiLabel)
        let domain = labels.joined(separator: ".")
        guard labels.count >= 2, labels.allSatisfy(isLabel), isTopLevel(labels[labels.count - 1]),
            domain.utf8.count <= 253
        else { throw .badDomain }
        return domain
    }

    private static func folded(_ text: Substring) -> String {
        let dotted = text.map { $0 == "。" || $0 == "｡" ? "." : $0 }
        return String(dotted).compatibilityForm.lowercased()
    }

    /// The label itself when ASCII; empty, which no label is, when it holds what no name may hold.
    private static func asciiLabel(_ label: Substring) -> String {
        if label.utf8.allSatisfy({ $0 < 0x80 }) { return String(label) }
        guard label.unicodeScalars.allSatisfy(isNameScalar), label.utf8.count <= 255 else {
            return ""
        }
        return "xn--" + Punycode.encode(label)
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark,
            .decimalNumber:
            true
        default: scalar == "-"
        }
    }

    /// Letters, digits and inner hyphens, at most 63 (RFC 1035, 2.3.1 and RFC 1123, 2.1).
    private static func isLabel(_ label: String) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return (1...63).contains(label.utf8.count)
            && label.utf8.first != hyphen && label.utf8.last != hyphen
            && label.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == hyphen }
    }

    /// No top-level domain is a single character or starts with a digit; this also refuses IP
    /// addresses.
    private static func isTopLevel(_ label: String) -> Bool {
        label.utf8.count >= 2 && label.utf8.first.map(isLetter) == true
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
