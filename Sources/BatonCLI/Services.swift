import LeadEngine
import LeadRules
import Logging
import ServiceLifecycle

/// Fires clocks and wakes leads while the server runs.
struct ClockService: Service {
    let engine: Engine
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await DueClocks(engine: engine).keepRunning {
                logger.error("clocks could not be carried out", metadata: ["error": "\($0)"])
            }
        }
    }
}

/// Delivers what waits in the outbox while the server runs.
struct OutboxService: Service {
    let outbox: Outbox
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await outbox.keepRunning {
                logger.error("messages could not be delivered", metadata: ["error": "\($0)"])
            }
        }
    }
}

/// Forgets, once an hour, message ids after three days, replies after two, delivered messages after 30,
/// sessions that ended, and notices after 60 days.
struct HousekeepingService: Service {
    let engine: Engine
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await engine.submit { transaction, now in
                        try transaction.forget(
                            messagesBefore: now - .days(3), repliesBefore: now - .days(2))
                        try transaction.forgetMessages(deliveredBefore: now - .days(30))
                        try transaction.forgetSessions(endedBefore: now)
                        try transaction.forgetNotices(before: now - .days(60))
                    }
                } catch {
                    logger.error("housekeeping failed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(3600))
            }
        }
    }
}
