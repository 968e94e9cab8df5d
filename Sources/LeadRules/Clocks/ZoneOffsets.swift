import Foundation
import Synchronization

/// How far the local clock of one time zone is from UTC, and when that changes.
///
/// Foundation's time zones are asked once, for the years 1900 to 2200; before and after them the
/// first and the last offset stand. All figures are in seconds, moments since 1970-01-01T00:00:00Z.
struct ZoneOffsets: Sendable {
    let zone: String
    /// When each offset but the first begins, in order.
    private let changes: [Int64]
    /// Seconds east of UTC: one more than there are changes.
    private let offsets: [Int64]

    static let utc = ZoneOffsets(zone: "UTC", changes: [], offsets: [0])

    /// The offset in force at a moment.
    func offset(at moment: Int64) -> Int64 { offsets[stretch(at: moment)] }

    /// The first moment at which the local clock shows `local` or later.
    ///
    /// `local` is the local date and time read as if it were UTC. A time that the clock skips gives
    /// the moment of the skip, a time that it shows twice gives the first.
    func opening(at local: Int64) -> Int64 {
        var index = stretch(at: local - Self.furthest)
        while index < changes.count, changes[index] + offsets[index] <= local { index += 1 }
        let moment = local - offsets[index]
        return index == 0 ? moment : max(moment, changes[index - 1])
    }

    /// The moment after which the local clock never again shows a time before `local`.
    ///
    /// A time that the clock skips gives the moment of the skip; where it repeats times before
    /// `local`, the end of the repetition counts.
    func closing(at local: Int64) -> Int64 {
        var index = stretch(at: local + Self.furthest)
        while index > 0, changes[index - 1] + offsets[index] >= local { index -= 1 }
        let moment = local - offsets[index]
        return index == changes.count ? moment : min(moment, changes[index])
    }

    /// No zone has ever been this far from UTC.
    private static let furthest: Int64 = 16 * 3600

    /// The index of the offset in force at a moment.
    private func stretch(at moment: Int64) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension ZoneOffsets: Hashable, CustomStringConvertible {
    var description: String { zone }
    static func == (a: ZoneOffsets, b: ZoneOffsets) -> Bool { a.zone == b.zone }
    func hash(into hasher: inout Hasher) { hasher.combine(zone) }
}

extension ZoneOffsets {
    /// A zone's table takes about a millisecond to build, and calendars are read all the time.
    private static let known = Mutex<[String: ZoneOffsets]>([:])

    /// The offsets of a zone of the IANA time zone database.
    static func of(zone name: String) throws(UnknownZone) -> ZoneOffsets {
        if let found = known.withLock({ $0[name] }) { return found }
        guard isIANAName(name), let zone = TimeZone(identifier: name) else {
            throw UnknownZone(name: name)
        }
        let offsets = ZoneOffsets(name: name, zone)
        known.withLock { $0[name] = offsets }
        return offsets
    }

    /// Foundation also knows `BST` (as Dhaka), `IST`, `GMT+9`: names that people read differently.
    private static func isIANAName(_ name: String) -> Bool {
        if name.contains("/") { return !name.hasPrefix("SystemV/") }
        let isShort = name.utf8.count == 3 || name.hasPrefix("GMT") || name.hasPrefix("UTC")
        return !isShort || shortNames.contains(name)
    }

    private static let shortNames: Set = [
        "UTC", "GMT", "UCT", "WET", "CET", "MET", "EET", "EST", "MST", "HST", "PRC", "ROC", "ROK",
        "GMT0", "GMT+0", "GMT-0",
    ]

    private init(name: String, _ timeZone: TimeZone) {
        var changes: [Int64] = []
        var moment = Date(timeIntervalSince1970: -2_208_988_800)
        let end = Date(timeIntervalSince1970: 7_258_118_400)
        var offsets = [Int64(timeZone.secondsFromGMT(for: moment))]
        while let next = timeZone.nextDaylightSavingTimeTransition(after: moment),
            moment < next, next < end
        {
            moment = next
            let offset = Int64(timeZone.secondsFromGMT(for: next))
            guard offset != offsets.last else { continue }
            changes.append(Int64(next.timeIntervalSince1970))
            offsets.append(offset)
        }
        self.init(zone: name, changes: changes, offsets: offsets)
    }
}

/// A name that the IANA time zone database does not have.
package struct UnknownZone: Error, Hashable, Sendable, CustomStringConvertible {
    package let name: String

    package var description: String {
        "no time zone is called \"\(name)\"; use a name of the IANA database, such as "
            + "America/New_York or Asia/Seoul"
    }
}
