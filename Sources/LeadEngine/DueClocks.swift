package import LeadRules

/// Fires clocks, wakes leads and sends nurture mails when they are due.
package struct DueClocks: Sendable {
    package let engine: Engine

    package init(engine: Engine) { self.engine = engine }

    /// Does everything that is due now, oldest first. Returns how much was done.
    @discardableResult
    package func run() async throws -> Int {
        try await engine.activateDue()
        var done = 0
        var before: ([ClockID], [DueLead]) = ([], [])
        while true {
            let due = try await engine.submit { transaction, now in
                let due = (
                    try transaction.dueClocks(at: now, limit: 500),
                    try transaction.dueLeads(at: now, limit: 500)
                )
                try engine.carryOut(clocks: due.0, leads: due.1, at: now, in: transaction)
                return due
            }
            // What is due again at once could not be done; it waits for the next look.
            if due == before { return done }
            before = due
            done += due.0.count + due.1.count
        }
    }

    /// Plays time forward to a moment, stopping at everything that is due on the way.
    package func play(_ time: SetTime, to end: Instant) async throws {
        try await engine.replay([PastMoment(at: end) { _ in }], moving: time)
        try await run()
    }

    /// Runs until cancelled, looking once a second.
    package func keepRunning(onFailure: @Sendable (any Error) -> Void) async {
        while !Task.isCancelled {
            do { try await run() } catch { onFailure(error) }
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
