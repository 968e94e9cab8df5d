/// An event with those that take the place of some of its times.
struct Series {
    var event: Event
    var replacements: [Event] = []

    /// Events of one UID belong together. A replacement whose series is not in the file is an
    /// event of its own.
    static func grouping(_ events: [Event]) -> [Series] {
        let isPart = { (event: Event) in event.replaces != nil && !event.uid.isEmpty }
        let parts = Dictionary(grouping: events.filter(isPart), by: \.uid)
        let whole = events.filter { !isPart($0) }
        let known = Set(whole.map(\.uid))
        let alone = events.filter { isPart($0) && !known.contains($0.uid) }
        return whole.map { Series(event: $0, replacements: parts[$0.uid] ?? []) }
            + alone.map { Series(event: $0) }
    }
}
