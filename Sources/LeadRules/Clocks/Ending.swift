struct ClockMet: Event {
    static let name = "clock.met"
    let clock: ClockID
    let lead: LeadID?

    func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(clock) {
            $0.end(.met, at: stamp.at)
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
            $0.end(.cancelled, at: stamp.at)
        }
    }
}

extension Clock {
    /// Nothing more is due. A clock that ran out stays breached, whatever ends it afterwards.
    mutating func end(_ state: State, at moment: Instant) {
        if self.state != .breached { self.state = state }
        endedAt = moment
        nextAt = nil
    }
}
