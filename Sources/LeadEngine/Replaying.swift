package import LeadRules

/// Something that happened before now, to be carried out as of its own time.
package struct PastMoment: Sendable {
    package var at: Instant
    package var carryOut: @Sendable (Replaying) throws -> Void

    package init(at: Instant, carryOut: @escaping @Sendable (Replaying) throws -> Void) {
        self.at = at
        self.carryOut = carryOut
    }
}

/// The engine as of a moment of the past, within a transaction.
package struct Replaying {
    package let transaction: any Transaction
    let engine: Engine
    let now: Instant

    package func handle<C: Command>(_ command: C, by actor: Actor) throws -> C.Answer {
        try engine.carryOut(command, by: actor, at: now, in: transaction).answer
    }
}

extension Engine {
    /// Carries out moments of the past, given oldest first, in one transaction. Clocks, wake-ups and
    /// mails that fall due on the way come at their own times.
    ///
    /// - Parameter time: this engine's own time, moved along.
    /// - Throws: what a moment throws; then none of them has happened.
    package func replay(_ moments: [PastMoment], moving time: SetTime) async throws {
        try await submit { transaction, _ in
            for moment in moments {
                try self.runDue(until: moment.at, moving: time, in: transaction)
                time.set(max(moment.at, time.now()))
                try moment.carryOut(
                    Replaying(transaction: transaction, engine: self, now: time.now()))
            }
        }
    }

    private func runDue(
        until end: Instant, moving time: SetTime, in transaction: any Transaction
    ) throws {
        var before = Due()
        while let next = try transaction.nextDue(), next <= end {
            time.set(max(next, time.now()))
            let due = try Due(in: transaction, at: time.now())
            // What is due again at once could not be done.
            if due == before { return }
            before = due
            if let failure = carryOut(due, at: time.now(), in: transaction) { throw failure }
        }
    }
}
