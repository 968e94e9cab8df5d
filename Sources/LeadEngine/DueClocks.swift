package import LeadRules

/// Fires clocks, wakes leads and sends nurture mails when they are due.
package struct DueClocks: Sendable {
    package let engine: Engine

    package init(engine: Engine) { self.engine = engine }

    /// Does everything that is due now, oldest first. Returns how much was done.
    ///
    /// - Throws: what one of them failed by, after all the others were done.
    @discardableResult
    package func run() async throws -> Int {
        var failure: (any Error)?
        do { try await engine.activateDue() } catch { failure = error }
        var done = 0
        var before = Due()
        while true {
            let (due, failed, at) = try await engine.submit { transaction, now in
                let due = try Due(in: transaction, at: now)
                let failed = engine.carryOut(due, at: now, in: transaction)
                return (due, failed, now)
            }
            failure = failure ?? failed
            // What is due again at once could not be done; it waits for the next look.
            if due == before { break }
            before = due
            engine.measures.noteDone(due.moments, at: at)
            done += due.clocks.count + due.leads.count
        }
        if let failure { throw failure }
        return done
    }

    /// Plays time forward to a moment, stopping at everything that is due on the way.
    package func play(_ time: SetTime, to end: Instant) async throws {
        try await engine.replay([PastMoment(at: end) { _ in }], moving: time)
        try await run()
    }

    /// Runs until cancelled. It looks four times a second whether something is due, which disturbs
    /// nobody who writes, and does all there is to do once a second, whatever it saw.
    package func keepRunning(onFailure: @Sendable (any Error) -> Void) async {
        var looks = 0
        while !Task.isCancelled {
            do {
                var isTime = looks % 4 == 0
                looks += 1
                if !isTime { isTime = try await isSomethingDue() }
                if isTime { try await run() }
            } catch { onFailure(error) }
            try? await Task.sleep(for: .milliseconds(250))
        }
    }

    private func isSomethingDue() async throws -> Bool {
        let next = try await engine.store.read { try $0.nextDue() }
        return next.map { $0 <= engine.time.now() } ?? false
    }
}

/// What is due at a moment: as much as goes into one commit.
struct Due: Equatable {
    var clocks: [DueClock] = []
    var leads: [DueLead] = []
    private static let most = 256

    init() {}

    init(in transaction: any Transaction, at now: Instant) throws {
        clocks = try transaction.dueClocks(at: now, limit: Self.most)
        leads = try transaction.dueLeads(at: now, limit: Self.most)
    }

    var moments: [Instant] { clocks.map(\.at) + leads.map(\.at) }
}

extension Engine {
    /// Fires clocks and wakes leads in one transaction, each a part of its own.
    ///
    /// - Returns: what one failed by that could not even be put off.
    func carryOut(_ due: Due, at now: Instant, in transaction: any Transaction) -> (any Error)? {
        let clocks = due.clocks.map { due in
            attempt(at: now, in: transaction, FireClock(clock: due.clock)) {
                PostponeClock(clock: due.clock, reason: $0)
            }
        }
        let leads = due.leads.map { due in
            let postpone = { PostponeLead(lead: due.lead, due: due.what, reason: $0) }
            return switch due.what {
            case .wake: attempt(at: now, in: transaction, WakeLead(lead: due.lead), postpone)
            case .mail: attempt(at: now, in: transaction, SendNurtureMail(lead: due.lead), postpone)
            }
        }
        return (clocks + leads).compactMap(\.self).first
    }

    /// What cannot be done is put off, with its reason in the journal, and holds up nothing else.
    private func attempt(
        at now: Instant, in transaction: any Transaction, _ command: some Command,
        _ postpone: (String) -> some Command
    ) -> (any Error)? {
        do {
            try carryOutApart(command, at: now, in: transaction)
        } catch {
            let reason = (error as? Refusal)?.message ?? "\(error)"
            do {
                try carryOutApart(postpone(reason), at: now, in: transaction)
            } catch {
                return error
            }
        }
        return nil
    }

    private func carryOutApart(
        _ command: some Command, at now: Instant, in transaction: any Transaction
    ) throws {
        try transaction.savepoint {
            _ = try carryOut(command, by: .system, at: now, in: transaction)
        }
    }
}
