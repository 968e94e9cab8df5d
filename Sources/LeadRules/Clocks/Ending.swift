package struct ClockMet: Event {
    package static let name = "clock.met"
    package let clock: ClockID
    package let lead: LeadID?

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(clock) {
            $0.end(.met, at: stamp.at)
        }
    }
}

package struct ClockCancelled: Event {
    package static let name = "clock.cancelled"
    package let clock: ClockID
    package let lead: LeadID?
    package let reason: String

    package func apply(to world: inout World, _ stamp: Stamp) throws {
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
