/// Where an SDR's lead stands, and the moves between.
package struct StageRules: Hashable, Sendable {
    /// The one table of allowed moves.
    package var moves: [Stage: [Stage]] = [:]
    /// The clock under which a new lead gets a first touch before it goes to somebody else.
    package var newClock: String?
    /// Attempts without contact after which a lead is recycled.
    package var attempts = 6
    /// The recycling reason used when the attempts are used up.
    package var attemptsReason = "unreachable"
    package init() {}
}

package enum Stage: String, Codable, CaseIterable, Sendable {
    /// With marketing: not yet, or no longer, with an SDR.
    case marketing
    /// Waiting for an SDR with room.
    case held
    case new
    case workingUntouched = "working-untouched"
    case workingConnected = "working-connected"
    /// Handed over: with an AE, or waiting for one's decision.
    case converted
    case recycled
    case archived

    /// Stages that count against an SDR's cap.
    package var isWorked: Bool {
        self == .new || self == .workingUntouched || self == .workingConnected
    }
}

/// The daily queue of an SDR.
package struct QueueRules: Hashable, Sendable {
    /// How long one conversation slot is, and how many make a full week.
    package var slot = TimeSpan.minutes(30)
    package var slotsPerWeek = 80
    package init() {}
}

/// A pool of people who take turns.
package struct PoolRule: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var role = Role.sdr
    /// Only these teams; every team when empty.
    package var teams: [String] = []
    /// Only these people, by mail address; everyone of the role when empty.
    package var members: [String] = []
    /// Share by mail address; 1 when not named.
    package var weights: [String: Double] = [:]
    /// Which leads the pool takes; the first pool of the role whose condition holds is used.
    package var when = Condition.always
    /// Most leads that one member may work on at once; nil is no cap.
    package var cap: Int?
    /// The account's owner, or the owner of an earlier lead of it, comes first.
    package var ownerFirst = false
    /// Held leads are released by priority, then oldest first: the larger goes first.
    package var priority = 0
    /// The clock under which a held lead is to find an owner.
    package var heldClock: String?
    package init() {}
}
