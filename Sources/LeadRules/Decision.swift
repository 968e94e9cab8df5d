/// A wish to change something, made by an edge.
package protocol Command: Sendable {
    associatedtype Answer: Sendable
    /// Decides by the facts and the playbook alone, and records what happens.
    ///
    /// Throws `Refusal` when the command cannot be carried out, and whatever the facts throw.
    func decide(_ decision: inout Decision) throws -> Answer
}

/// One command being decided: the facts, the policy, the time, and the events so far.
package struct Decision: Identified {
    package static let letter: Character = "D"

    package let now: Instant
    package let actor: Actor
    package let playbook: Playbook
    package let version: Int
    package var world: World
    package private(set) var ids: NextIDs
    package private(set) var events: [Recorded] = []

    /// What all its events carry; nil while nothing has happened.
    package var id: DecisionID? { events.first?.stamp.decision }

    package init(
        now: Instant, actor: Actor, playbook: Playbook, version: Int, facts: any Facts,
        ids: NextIDs
    ) {
        self.now = now
        self.actor = actor
        self.playbook = playbook
        self.version = version
        self.world = World(facts: facts)
        self.ids = ids
    }

    /// Records an event; its effect on the rows is there at once.
    @discardableResult
    mutating func record(_ event: some Event) throws -> EventID {
        let number = ids.take(\.event)
        let stamp = Stamp(
            id: EventID(number), decision: id ?? DecisionID(number), at: now, actor: actor,
            playbook: version)
        try event.apply(to: &world, stamp)
        events.append(Recorded(stamp: stamp, event: event))
        return stamp.id
    }

    mutating func nextID<Kind>(_ counter: WritableKeyPath<NextIDs, Int64>) -> ID<Kind> {
        ID(ids.take(counter))
    }
}

/// The next free number of each kind.
package struct NextIDs: Hashable, Codable, Sendable {
    package var event: Int64 = 1
    package var lead: Int64 = 1
    package var account: Int64 = 1
    package var member: Int64 = 1
    package var handoff: Int64 = 1
    package var clock: Int64 = 1
    package var merge: Int64 = 1
    package var timeOff: Int64 = 1
    package init() {}

    mutating func take(_ counter: WritableKeyPath<NextIDs, Int64>) -> Int64 {
        defer { self[keyPath: counter] += 1 }
        return self[keyPath: counter]
    }
}

extension Decision {
    /// The playbook that something began under.
    mutating func playbook(version: Int) throws -> Playbook {
        version == self.version ? playbook : try world.facts.playbook(version: version)
    }

    /// Refuses when a member acts on something that is neither theirs nor under their management.
    ///
    /// - Parameter roles: whose work it is while it has no owner.
    mutating func require(
        _ owner: MemberID?, or other: MemberID? = nil, unowned roles: [Role] = [], to act: String
    ) throws {
        guard case .member(let id) = actor, id != owner, id != other else { return }
        let role = try world.member(id).profile.role
        if owner == nil, roles.contains(role) { return }
        guard role.managesOthers else {
            throw Refusal(
                .forbidden, "not-yours",
                "Only \(owner.map(\.description) ?? "its owner") or a manager may \(act).")
        }
    }
}
