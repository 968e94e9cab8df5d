import LeadRules
import _FoundationICU

/// Names of zones as calendar programs write them.
enum ZoneNames {
    /// `Europe/Berlin`, `/example.org/20070129_1/Europe/Berlin` and Windows' `W. Europe Standard
    /// Time`; nil for other names.
    static func zone(_ written: String) -> LocalZone? {
        let name = plain(written)
        if let zone = try? LocalZone(name) { return zone }
        if let known = ofWindows(name) { return try? LocalZone(known) }
        let parts = name.split(separator: "/")
        guard name.hasPrefix("/"), parts.count > 2 else { return nil }
        return [3, 2].lazy.compactMap { count in
            try? LocalZone(parts.suffix(count).joined(separator: "/"))
        }.first
    }

    /// Without quotes and blanks around it.
    static func plain(_ name: String) -> String {
        String(name.filter { $0 != "\"" }.trimmingPrefix { $0 == " " })
    }

    /// The zone that Windows means by one of its own names, from Unicode's CLDR, which Foundation
    /// brings along.
    private static func ofWindows(_ name: String) -> String? {
        let letters = Array(name.utf16.prefix(128))
        var found = [UInt16](repeating: 0, count: 64)
        var status = U_ZERO_ERROR
        let count = swift_ucal_getTimeZoneIDForWindowsID(
            letters, Int32(letters.count), nil as UnsafePointer<CChar>?, &found,
            Int32(found.count), &status)
        guard status == U_ZERO_ERROR, count > 0 else { return nil }
        return String(decoding: found.prefix(Int(count)), as: UTF16.self)
    }
}
