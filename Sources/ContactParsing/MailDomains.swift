/// What is publicly known about mail domains.
///
/// Domains are written as in `EmailAddress.domain`; capitals do not matter.
package enum MailDomains {
    /// Whether the domain, or one that it is part of, gives out throw-away mailboxes.
    package static func isDisposable(_ domain: String) -> Bool {
        var name = domain.lowercased()[...]
        while !name.isEmpty {
            if isLine(name, of: disposableDomains) { return true }
            name = name.drop { $0 != "." }.dropFirst()
        }
        return false
    }

    /// Whether anyone can have a mailbox there, so that it says nothing about a company.
    ///
    /// False for disposable domains: ask for both where neither is wanted.
    package static func isFreeMail(_ domain: String) -> Bool {
        isLine(domain.lowercased()[...], of: freeMailDomains)
    }

    /// Whether one of the lines of `text`, which are in byte order, equals `line`.
    private static func isLine(_ line: Substring, of text: StaticString) -> Bool {
        var line = line
        return line.withUTF8 { line in
            text.withUTF8Buffer { isLine(line, of: $0) }
        }
    }

    /// A binary search in the text as it lies in the executable: no memory, nothing to build.
    private static func isLine(
        _ line: UnsafeBufferPointer<UInt8>, of text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let newline = UInt8(ascii: "\n")
        var low = 0
        var high = text.count
        while low < high {
            let middle = low + (high - low) / 2
            let start = (text[low..<middle].lastIndex(of: newline) ?? low - 1) + 1
            let end = text[middle..<high].firstIndex(of: newline) ?? high
            let found = text[start..<end]
            if found.elementsEqual(line) { return true }
            if found.lexicographicallyPrecedes(line) { low = end + 1 } else { high = start }
        }
        return false
    }
}
