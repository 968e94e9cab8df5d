/// Wall clocks of one time zone.
package struct LocalZone: Hashable, Sendable {
    private let offsets: ZoneOffsets

    /// The name in the IANA database.
    package var name: String { offsets.zone }

    /// - Throws: `UnknownZone` when the IANA database has no such zone.
    package init(_ name: String) throws(UnknownZone) { offsets = try ZoneOffsets.of(zone: name) }

    private init(offsets: ZoneOffsets) { self.offsets = offsets }
    package static let utc = LocalZone(offsets: .utc)

    /// What the clock on the wall shows at a moment.
    package func time(at moment: Instant) -> LocalTime {
        let local = moment.seconds + offsets.offset(at: moment.seconds)
        let day = local.flooredDivision(by: 86_400)
        return LocalTime(
            day: CivilDate(dayNumber: Int(day)), secondOfDay: Int(local - day * 86_400))
    }

    /// The first moment at which the clock shows the time or a later one.
    package func moment(of time: LocalTime) -> Instant {
        let local = Int64(time.day.dayNumber) * 86_400 + Int64(time.secondOfDay)
        return Instant(seconds: offsets.opening(at: local))
    }

    /// Seconds east of UTC at a moment.
    package func offset(at moment: Instant) -> Int64 { offsets.offset(at: moment.seconds) }
}

/// A date and a time of day, without a zone.
package struct LocalTime: Hashable, Sendable {
    package var day: CivilDate
    /// From 0 up to but without 86,400.
    package var secondOfDay: Int

    package init(day: CivilDate, secondOfDay: Int = 0) {
        self.day = day
        self.secondOfDay = secondOfDay
    }

    package var hour: Int { secondOfDay / 3600 }
    package var minute: Int { secondOfDay % 3600 / 60 }

    /// Reads `2026-03-01T14:30`, with or without seconds, as a browser's date field sends it.
    package init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = CivilDate(parts[0]) else { return nil }
        let fields = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 2 || fields.count == 3, let hour = Int(fields[0]),
            let minute = Int(fields[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        self.init(day: day, secondOfDay: hour * 3600 + minute * 60)
    }
}

extension LocalTime: CustomStringConvertible {
    /// `2026-03-01T14:30`.
    package var description: String { "\(day)T\(hour.padded(2)):\(minute.padded(2))" }
}
