import Foundation

/// A list of domains, one a line, in the order of their bytes, as `bin/update-mail-domains` writes
/// it. It is mapped into memory at its first use and searched as it lies there.
struct DomainList: Sendable {
    static let disposable = DomainList("disposable-domains")
    static let freeMail = DomainList("free-mail-domains")

    private let text: Data

    /// The lists belong to the program as its code does: without them every throw-away address
    /// would pass for a real one.
    private init(_ name: String) {
        let file = Bundle.module.resourceURL?.appending(path: "Lists/\(name).txt")
        guard let file, let text = try? Data(contentsOf: file, options: .alwaysMapped),
            !text.isEmpty
        else {
            fatalError(
                "Lists/\(name).txt is missing in \(Bundle.module.bundlePath). The folder "
                    + "baton_ContactParsing.resources belongs beside the program.")
        }
        self.text = text
    }

    func contains(_ domain: Substring) -> Bool {
        var domain = domain
        return domain.withUTF8 { domain in
            text.withUnsafeBytes { Self.isLine(domain, of: $0.bindMemory(to: UInt8.self)) }
        }
    }

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
