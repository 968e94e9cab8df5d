import CLibical
import LeadRules

/// A zone that a calendar file describes (`VTIMEZONE`).
final class DefinedZone: Sendable {
    let name: String
    /// libical takes a lock of its own around what it computes of a zone.
    nonisolated(unsafe) private let zone: OpaquePointer

    /// Nil for a description that cannot be read. Clocks are moved by the year: rules that move
    /// them more often would only cost time.
    init?(_ block: ICalText.Block) {
        let rules = block.inner.flatMap(\.lines).map(ICalText.sides).filter { $0.name == "RRULE" }
        let isYearly = rules.allSatisfy { $0.value.uppercased().contains("FREQ=YEARLY") }
        let name = block.lines.map(ICalText.sides).first { $0.name == "TZID" }?.value
        guard let name, isYearly, !block.inner.isEmpty, block.inner.count <= 100,
            Self.changes(block) <= 4_000,
            let component = Component("VTIMEZONE", block.lines, inner: block.inner)?.copy()
        else { return nil }
        guard let zone = icaltimezone_new(), icaltimezone_set_component(zone, component) != 0
        else {
            icalcomponent_free(component)
            return nil
        }
        self.name = name
        self.zone = zone
    }

    /// How often rules move the clocks at most; libical takes long over many of them.
    private static func changes(_ block: ICalText.Block) -> Int {
        block.inner.reduce(0) { sum, part in
            let lines = part.lines.map(ICalText.sides)
            let start = lines.first { $0.name == "DTSTART" }?.value.prefix(4)
            let years = max(1, 2_100 - (start.flatMap { Int($0) } ?? 0))
            return sum + years * lines.count { $0.name == "RRULE" }
        }
    }

    deinit { icaltimezone_free(zone, 1) }

    func time(at moment: Instant) -> LocalTime {
        var time = icaltime_from_timet_with_zone(
            time_t(moment.seconds), 0, icaltimezone_get_utc_timezone())
        let offset = icaltimezone_get_utc_offset_of_utc_time(zone, &time, nil)
        return LocalZone.utc.time(at: moment + .seconds(Int64(offset)))
    }

    func moment(of local: LocalTime) -> Instant {
        var time = icaltimetype(local)
        let offset = icaltimezone_get_utc_offset(zone, &time, nil)
        return LocalZone.utc.moment(of: local) - .seconds(Int64(offset))
    }
}

extension DefinedZone: Hashable {
    static func == (a: DefinedZone, b: DefinedZone) -> Bool { a === b }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension icaltimetype {
    init(_ local: LocalTime) {
        let (year, month, day) = local.day.parts
        self.init()
        (self.year, self.month, self.day) = (Int32(year), Int32(month), Int32(day))
        (hour, minute) = (Int32(local.hour), Int32(local.minute))
        second = Int32(local.secondOfDay % 60)
    }
}
