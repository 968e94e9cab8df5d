struct ClockMet: Event {
    static let name = "clock.met"
    let clock: ClockID
    let lead: LeadID?

    func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(clock) {
            if $0.state != .breached { $0.state = .met }
            $0.endedAt = stamp.at
            $0.nextAt = nil
        }
    }
}

struct ClockCancelled: Event {
    static let name = "clock.cancelled"
    let clock: ClockID
    let lead: LeadID?
    let reason: String

    func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(clock) {
            if $0.state != .breached { $0.state = .cancelled }
            $0.endedAt = stamp.at
            $0.nextAt = nil
        }
    }
}
