import CIDN

/// A host's name as the name service knows it, so that two ways of writing it are one name.
package enum DomainName {
    /// The name in lower-case ASCII, international labels as `xn--…` (IDNA 2008 with the mapping of
    /// UTS #46, not transitional: `ß` stays a letter of its own, as the registries have it); a dot
    /// at its end, which names the root, is left out.
    ///
    /// - Returns: nil for what cannot be a name: a label that is empty or over 63 letters, a name
    ///   over 253, letters that no name may hold. ASCII is taken as it is: underscores, IPv4
    ///   addresses and the like are for the caller to judge.
    package static func ascii(_ text: some StringProtocol) -> String? {
        let written = text.hasSuffix(".") ? String(text.dropLast()) : String(text)
        let name = written.utf8.allSatisfy { $0 < 0x80 } ? written.lowercased() : converted(written)
        guard let name, name.utf8.count <= 253 else { return nil }
        let labels = name.utf8.split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.allSatisfy { (1...63).contains($0.count) } ? name : nil
    }

    private static func converted(_ text: String) -> String? {
        // libidn2 measures before it looks; nobody's name is longer.
        guard text.utf8.count <= 1_024, !text.utf8.contains(0) else { return nil }
        var result: UnsafeMutablePointer<CChar>?
        let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        guard idn2_to_ascii_8z(text, &result, flags) == IDN2_OK.rawValue, let result else {
            return nil
        }
        defer { idn2_free(result) }
        return String(cString: result).lowercased()
    }
}
