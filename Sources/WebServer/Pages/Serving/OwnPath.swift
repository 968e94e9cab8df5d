/// Addresses that a form or a link brings along, to go back to.
enum OwnPath {
    /// A path of this site; nil for anything else.
    ///
    /// Browsers drop tabs and line ends out of an address and read a backslash as a slash, so that
    /// `/\t/evil.example` would lead to another site: no such character is taken.
    static func checked(_ path: String?) -> String? {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"),
            path.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        return path
    }
}
