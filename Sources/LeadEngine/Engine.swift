package import LeadRules
import Synchronization

/// Runs each command in one transaction: decide, append events, save rows, queue messages, commit.
///
/// Commands that wait share one commit, each in a savepoint of its own, in the order they came.
/// Nothing is answered before the commit is durable.
package final class Engine: Sendable {
    package let store: any Store
    package let time: any TimeSource
    private let writer = Writer()
    private let state: Mutex<State>

    /// What the writer knows between transactions.
    private struct State {
        var ids: NextIDs
        var versions: [PlaybookVersion]
    }

    /// Opens the engine over a store whose schema is up to date.
    package init(store: any Store, time: any TimeSource) throws {
        self.store = store
        self.time = time
        state = Mutex(State(ids: NextIDs(), versions: []))
        try store.write { transaction, _ in try learn(from: transaction) }
        writer.start { [self] jobs in commit(jobs) }
    }

    /// Learns what the store holds: at the start, and after another process wrote.
    private func learn(from transaction: any Transaction) throws {
        let ids = try transaction.nextIDs()
        let versions = try transaction.playbookVersions()
        state.withLock { $0 = State(ids: ids, versions: versions) }
    }

    /// Waits for the commands under way and stops taking more.
    package func close() { writer.stop() }

    /// The version that is the policy now; nil before the first activation.
    package func activeVersion(at now: Instant) -> PlaybookVersion? {
        state.withLock { state in
            state.versions.filter { $0.activeFrom.map { $0 <= now } ?? false }
                .max { ($0.activeFrom!, $0.version) < ($1.activeFrom!, $1.version) }
        }
    }

    /// Carries out a command.
    ///
    /// - Throws: `Refusal` when it cannot be carried out; the store's error when it failed.
    package func handle<C: Command>(_ command: C, by actor: Actor) async throws -> C.Answer {
        try await submit { transaction, now in
            try self.carryOut(command, by: actor, at: now, in: transaction) { answer, _ in answer }
        }
    }

    /// Carries out a command whose client may send it again, and makes the reply in the same
    /// transaction. A repeat gets the reply of the first time.
    package func handle<C: Command>(
        _ command: C, by actor: Actor, once key: OnceKey?,
        reply: @escaping @Sendable (C.Answer, inout World) throws -> StoredReply
    ) async throws -> StoredReply {
        try await submit { transaction, now in
            if let key, let known = try transaction.reply(to: key) {
                guard known.fingerprint == key.fingerprint else { throw Self.reused(key) }
                return known
            }
            let stored = try self.carryOut(
                command, by: actor, at: now, in: transaction, then: reply)
            if let key { try transaction.keep(stored, for: key, at: now) }
            return stored
        }
    }

    /// Carries out commands in one transaction, each in a savepoint of its own, in their order.
    ///
    /// - Returns: for each command its answer, or why it was refused.
    package func handle<C: Command>(each commands: [C], by actor: Actor) async throws
        -> [Result<C.Answer, Refusal>]
    {
        try await submit { transaction, now in
            try commands.map { command in
                do {
                    var answer: C.Answer?
                    try transaction.savepoint {
                        answer = try self.carryOut(command, by: actor, at: now, in: transaction) {
                            answer, _ in answer
                        }
                    }
                    return .success(answer!)
                } catch let refusal as Refusal {
                    return .failure(refusal)
                }
            }
        }
    }

    static func reused(_ key: OnceKey) -> Refusal {
        Refusal(
            .invalid, "idempotency-key-reused",
            "This Idempotency-Key was used for another request. Use a new key for a new request.")
    }

    /// Runs a body in the writer's transaction and waits for the commit.
    package func submit<T: Sendable>(
        _ body: @escaping @Sendable (any Transaction, Instant) throws -> T
    ) async throws -> T {
        let time = time
        return try await writer.run { transaction in try body(transaction, time.now()) }
    }

    func carryOut<C: Command, R>(
        _ command: C, by actor: Actor, at now: Instant, in transaction: any Transaction,
        then finish: (C.Answer, inout World) throws -> R
    ) throws -> R {
        guard let active = activeVersion(at: now) else {
            throw Refusal(
                .refused, "no-playbook",
                "No playbook is active yet. Activate one: baton playbook activate FILE.")
        }
        return try carryOut(
            command, by: actor, at: now, under: active.version, in: transaction, then: finish)
    }

    private func carryOut<C: Command, R>(
        _ command: C, by actor: Actor, at now: Instant, under version: Int,
        in transaction: any Transaction, then finish: (C.Answer, inout World) throws -> R
    ) throws -> R {
        var decision = Decision(
            now: now, actor: actor, playbook: try transaction.playbook(version: version),
            version: version, facts: transaction, ids: state.withLock { $0.ids })
        let answer = try command.decide(&decision)
        try decision.settle()
        try transaction.append(decision.events)
        try transaction.save(decision.world, at: now)
        try transaction.enqueue(
            Outgoing.messages(for: &decision, endpoints: try transaction.endpoints()))
        try transaction.add(decision.notices())
        // Numbers of a commit that fails are left unused.
        state.withLock { $0.ids = decision.ids }
        return try finish(answer, &decision.world)
    }

    /// Fires clocks and wakes leads in one transaction, each in a savepoint of its own.
    func carryOut(
        clocks: [ClockID], leads: [DueLead], at now: Instant, in transaction: any Transaction
    ) throws {
        for clock in clocks { try carryOutDue(FireClock(clock: clock), at: now, in: transaction) }
        for due in leads {
            switch due.what {
            case .wake: try carryOutDue(WakeLead(lead: due.lead), at: now, in: transaction)
            case .mail: try carryOutDue(SendNurtureMail(lead: due.lead), at: now, in: transaction)
            }
        }
    }

    /// A refusal of one must not hold up the others.
    private func carryOutDue(
        _ command: some Command, at now: Instant, in transaction: any Transaction
    )
        throws
    {
        do {
            try transaction.savepoint {
                _ = try carryOut(command, by: .system, at: now, in: transaction) { answer, _ in
                    answer
                }
            }
        } catch is Refusal {}
    }

    private func commit(_ jobs: [Writer.Job]) {
        do {
            try store.write { transaction, changedElsewhere in
                if changedElsewhere { try learn(from: transaction) }
                for job in jobs { job.run(transaction) }
            }
            for job in jobs { job.finish(nil) }
        } catch {
            for job in jobs { job.finish(error) }
        }
    }
}

/// Playbook versions.
extension Engine {
    /// Keeps a playbook in the store and makes it the policy, now or at a later time.
    ///
    /// - Parameter text: the file, checked before.
    /// - Returns: the number of the new version.
    package func activate(
        _ text: String, name: String, digest: String, by actor: Actor, from: Instant? = nil
    ) async throws -> Int {
        let added = try await submit { transaction, now in
            let known = try transaction.playbookVersions()
            var version = PlaybookVersion(
                version: (known.map(\.version).max() ?? 0) + 1, name: name, digest: digest,
                addedAt: now, addedBy: actor, activeFrom: max(from ?? now, now))
            if let from, from > now {
                try transaction.add(version, text: text)
                return version
            }
            version.activeFrom = now
            try transaction.add(version, text: text)
            try self.announce(version, by: actor, at: now, in: transaction)
            return version
        }
        state.withLock { $0.versions.append(added) }
        return added.version
    }

    /// Announces versions whose time has come since.
    package func activateDue() async throws {
        let now = time.now()
        let due = state.withLock { state in
            state.versions.filter {
                ($0.activeFrom ?? now) > $0.addedAt && ($0.activeFrom ?? now) <= now
            }
        }
        for version in due {
            try await submit { transaction, now in
                let announced = try transaction.isAnnounced(version.version)
                if !announced {
                    try self.announce(version, by: version.addedBy, at: now, in: transaction)
                }
            }
        }
    }

    private func announce(
        _ version: PlaybookVersion, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let command = ActivatePlaybook(
            version: version.version, name: version.name, digest: version.digest)
        _ = try carryOut(
            command, by: actor, at: now, under: version.version, in: transaction
        ) { answer, _ in answer }
    }
}
