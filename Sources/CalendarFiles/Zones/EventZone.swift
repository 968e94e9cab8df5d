import LeadRules

/// The zone of a time in a calendar file.
enum EventZone: Hashable, Sendable {
    case utc
    case named(LocalZone)
    /// One that the file itself describes.
    case defined(DefinedZone)

    func time(at moment: Instant) -> LocalTime {
        switch self {
        case .utc: LocalZone.utc.time(at: moment)
        case .named(let zone): zone.time(at: moment)
        case .defined(let zone): zone.time(at: moment)
        }
    }

    func moment(of time: LocalTime) -> Instant {
        switch self {
        case .utc: LocalZone.utc.moment(of: time)
        case .named(let zone): zone.moment(of: time)
        case .defined(let zone): zone.moment(of: time)
        }
    }
}

/// The zones of one file, by the names that its times give them.
final class FileZones {
    /// More than any calendar has; each costs time.
    private static let most = 20

    private let defined: [String: DefinedZone]
    private var found: [String: EventZone?] = [:]

    /// - Parameter blocks: the file's `VTIMEZONE`s.
    init(_ blocks: [ICalText.Block]) {
        let zones = blocks.prefix(Self.most).compactMap { block in
            DefinedZone(block).map { (ZoneNames.plain($0.name), $0) }
        }
        defined = Dictionary(zones) { first, _ in first }
    }

    /// Names that are known come first: they also know the years before and after those that a
    /// file describes. Nil when nothing is known of the name.
    func zone(_ name: String) -> EventZone? {
        if let known = found[name] { return known }
        let zone = lookUp(name)
        found[name] = .some(zone)
        return zone
    }

    private func lookUp(_ name: String) -> EventZone? {
        if let zone = ZoneNames.zone(name) { return zone == .utc ? .utc : .named(zone) }
        return defined[ZoneNames.plain(name)].map { .defined($0) }
    }
}
