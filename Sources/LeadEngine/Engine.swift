import Journal
package import LeadRules
package import Records
import Synchronization

/// Runs each command in one transaction: decide, append events, save rows, queue messages, commit.
///
/// Commands that wait share one commit, each a part of its own, in the order they came.
/// Nothing is answered before the commit is durable.
package final class Engine: Sendable {
    package let store: any Store
    package let time: any TimeSource
    package let measures = Measures()
    let writer = Writer()
    let state: Mutex<State>
    let tokensRevoked = Atomic<Int>(0)

    /// What the writer knows between transactions.
    struct State {
        var ids = NextIDs()
        var versions: [PlaybookVersion] = []
        /// Versions whose activation stands in the journal.
        var announced: Set<Int> = []
    }

    /// Opens the engine over a store whose schema is up to date.
    package init(store: any Store, time: any TimeSource) throws {
        self.store = store
        self.time = time
        state = Mutex(State())
        try store.write { transaction, _ in try learn(from: transaction) }
        writer.start { [self] jobs in commit(jobs) }
    }

    /// Learns what the store holds: at the start, and after another process wrote.
    private func learn(from transaction: any Transaction) throws {
        let ids = try transaction.nextIDs()
        let versions = try transaction.playbookVersions()
        let announced = try transaction.announcedVersions()
        state.withLock { $0 = State(ids: ids, versions: versions, announced: announced) }
    }

    /// Waits for the commands under way and stops taking more.
    package func close() { writer.stop() }

    /// How long commits have been tried since the last one that was done; nil when none is due.
    package var tryingToCommit: Duration? { writer.trying }

    /// Carries out a command, and says what came of it once that is durable.
    ///
    /// - Throws: `Refusal` when it cannot be carried out; the store's error when it failed.
    @discardableResult
    package func handle<C: Command>(_ command: C, by actor: Actor) async throws
        -> Committed<C.Answer>
    {
        try await submit { transaction, now in
            try self.carryOut(command, by: actor, at: now, in: transaction)
        }
    }

    /// Carries out a command whose client may send it again under the same key: it takes effect once,
    /// and its answer is kept with the key.
    ///
    /// - Throws: `Refusal` like the command's, or when the key was used for something else.
    package func handle<C: Command>(_ command: C, by actor: Actor, once key: OnceKey?)
        async throws -> Repeatable<C.Answer> where C.Answer: Stored
    {
        guard let key else { return .done(try await handle(command, by: actor)) }
        return try await submit { transaction, now in
            if let known = try transaction.reply(to: key) {
                guard known.fingerprint == key.fingerprint else { throw Self.reused(key) }
                guard known.status == nil else { return .replied(known) }
                return .before(try StoredReader().value(C.Answer.self, known.body))
            }
            let outcome = try self.carryOut(command, by: actor, at: now, in: transaction)
            let kept = StoredReply(
                fingerprint: key.fingerprint, status: nil, body: try StoredText.of(outcome.answer))
            try transaction.keep(kept, for: key, at: now)
            return .done(outcome)
        }
    }

    /// Carries out commands in one transaction, each as a part of its own, in their order.
    ///
    /// - Returns: what came of each command, or why it was refused.
    package func handle<C: Command>(each commands: [C], by actor: Actor) async throws
        -> [Result<Committed<C.Answer>, Refusal>]
    {
        try await begin(each: commands, by: actor).value()
    }

    /// Likewise, but does not wait: the commands have their place before whatever is asked for after
    /// this call.
    package func begin<C: Command>(each commands: [C], by actor: Actor)
        -> Underway<[Result<Committed<C.Answer>, Refusal>]>
    {
        writer.begin { [time] transaction in
            let now = time.now()
            return try commands.map { command in
                do {
                    var outcome: Committed<C.Answer>?
                    try transaction.savepoint {
                        outcome = try self.carryOut(command, by: actor, at: now, in: transaction)
                    }
                    return .success(outcome!)
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

    func carryOut<C: Command>(
        _ command: C, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws -> Committed<C.Answer> {
        guard let active = activeVersion(at: now) else {
            throw Refusal(
                .refused, "no-playbook",
                "No playbook is active yet. Activate one: baton playbook activate FILE.")
        }
        return try carryOut(
            command, by: actor, at: now, under: active.version, in: transaction)
    }

    func carryOut<C: Command>(
        _ command: C, by actor: Actor, at now: Instant, under version: Int,
        in transaction: any Transaction
    ) throws -> Committed<C.Answer> {
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
        return Committed(answer, decision)
    }

    private func commit(_ jobs: [Writer.Job]) -> Bool {
        do {
            var decided = ContinuousClock.now
            try store.write { transaction, changedElsewhere in
                if changedElsewhere { try learn(from: transaction) }
                for job in jobs { job.run(transaction) }
                decided = .now
            }
            measures.noteCommit(of: jobs.count, took: decided.duration(to: .now))
            for job in jobs { job.finish(nil) }
            return true
        } catch {
            for job in jobs { job.finish(error) }
            return false
        }
    }
}
