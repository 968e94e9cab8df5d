import LeadRules

/// An event as the file states it.
struct Event: Sendable {
    var uid: String
    var summary: String
    /// Where it begins in the file.
    var line: Int
    var start: EventTime
    /// The first moment after it.
    var end: EventTime
    var rules: [Rule] = []
    /// Rules of what is left out (EXRULE of RFC 2445).
    var exceptionRules: [Rule] = []
    var furtherStarts: [EventTime] = []
    /// Further times with an end of their own.
    var furtherPeriods: [Period] = []
    var exceptions: [EventTime] = []
    /// The occurrence of a series that this event takes the place of.
    var replaces: EventTime?
    /// Whether it also takes the place of all later ones.
    var isFromThenOn = false
    var isCancelled = false

    struct Period: Sendable {
        var start: EventTime
        var end: EventTime
    }
}

/// A time as a calendar file states it.
enum EventTime: Hashable, Sendable {
    case day(CivilDate)
    /// On the clocks of a zone; nil is the reader's own.
    case clock(LocalTime, EventZone?)

    var zone: EventZone? {
        if case .clock(_, let zone) = self { zone } else { nil }
    }

    var isDay: Bool { if case .day = self { true } else { false } }

    /// What calendar and clock show, as seconds since 1970 on a clock that is never moved.
    var wall: Int {
        switch self {
        case .day(let day): day.dayNumber * 86_400
        case .clock(let time, _): time.day.dayNumber * 86_400 + time.secondOfDay
        }
    }

    /// Another reading of calendar and clock in the same zone.
    func at(wall: Int) -> EventTime {
        let day = CivilDate(dayNumber: (wall - wall.modulo(86_400)) / 86_400)
        switch self {
        case .day: return .day(day)
        case .clock(_, let zone):
            return .clock(LocalTime(day: day, secondOfDay: wall.modulo(86_400)), zone)
        }
    }

    /// What calendar and clock of another time's zone show at this one; a day stays one.
    func wall(like other: EventTime) -> Int {
        guard case .clock(let time, let zone?) = self, let target = other.zone, target != zone
        else { return wall }
        return EventTime.clock(target.time(at: zone.moment(of: time)), target).wall
    }

    func moment(in own: LocalZone) -> Instant {
        switch self {
        case .day(let day): own.moment(of: LocalTime(day: day))
        case .clock(let time, let zone): zone?.moment(of: time) ?? own.moment(of: time)
        }
    }
}

extension Int {
    /// What is left of a division, never below zero.
    func modulo(_ divisor: Int) -> Int { (self % divisor + divisor) % divisor }
}
