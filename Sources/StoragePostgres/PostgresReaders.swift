import Foundation
import LeadEngine
import Synchronization

/// Connections that read, each on a thread of its own while it is used, since libpq blocks.
final class PostgresReaders: Sendable {
    private let address: PostgresAddress
    private let reachability: Reachability
    private let most: Int
    private let state = Mutex(State())
    private let threads = DispatchQueue(label: "baton-readers", attributes: .concurrent)

    /// How many reads may wait for a connection; more are turned away.
    private static let mostWaiting = 2_000
    /// How long a read is tried again while no server answers, from when it was asked for.
    private static let patience = Duration.seconds(10)

    private struct State {
        var idle: [Handle] = []
        var inUse = 0
        var waiting: [@Sendable () -> Void] = []
    }

    /// A link on its way from one thread to another.
    private struct Handle: @unchecked Sendable { let link: PostgresLink }

    init(_ address: PostgresAddress, _ reachability: Reachability, most: Int) {
        self.address = address
        self.reachability = reachability
        self.most = most
    }

    /// Runs a body on a consistent, committed view; again when the connection was lost.
    func read<T: Sendable>(_ body: @escaping @Sendable (PostgresLink) throws -> T) async throws
        -> T
    {
        let asked = ContinuousClock.now
        return try await withCheckedThrowingContinuation { continuation in
            let work: @Sendable () -> Void = { [self] in
                threads.async { [self] in
                    let result = Result { try perform(body, asked) }
                    leave()
                    continuation.resume(with: result)
                }
            }
            guard enter(work) else {
                return continuation.resume(
                    throwing: StoreProblem(
                        kind: .busy, message: "Too many requests wait for the database."))
            }
        }
    }

    /// Starts the work when there is room, else keeps it for later; false when too much waits.
    private func enter(_ work: @escaping @Sendable () -> Void) -> Bool {
        let (starts, accepted) = state.withLock { state in
            if state.inUse < most {
                state.inUse += 1
                return (true, true)
            }
            guard state.waiting.count < Self.mostWaiting else { return (false, false) }
            state.waiting.append(work)
            return (false, true)
        }
        if starts { work() }
        return accepted
    }

    private func leave() {
        let next = state.withLock { state -> (@Sendable () -> Void)? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.inUse -= 1
            return nil
        }
        next?()
    }

    private func perform<T>(
        _ body: (PostgresLink) throws -> T, _ asked: ContinuousClock.Instant
    ) throws -> T {
        while true {
            let isLate = asked.duration(to: .now) > Self.patience
            // Many may wait; the next one need not find out anew what the one before has just found.
            if isLate, let known = reachability.latestFailure { throw StoreProblem(known, address) }
            do {
                let result = try attempt(body)
                reachability.noteSuccess()
                return result
            } catch let error as PostgresError where error.mayPass {
                note(error)
                if isLate { throw StoreProblem(error, address) }
                Thread.sleep(forTimeInterval: 0.2)
            } catch let error as PostgresError {
                throw StoreProblem(error, address)
            }
        }
    }

    /// One connection that is lost says that the others to its server are, too.
    private func note(_ error: PostgresError) {
        reachability.note(error)
        if error.isLost { state.withLock { $0.idle = [] } }
    }

    private func attempt<T>(_ body: (PostgresLink) throws -> T) throws -> T {
        let known = state.withLock { $0.idle.popLast()?.link }
        let link = try known ?? PostgresLink(address)
        defer {
            if !link.isLost { state.withLock { $0.idle.append(Handle(link: link)) } }
        }
        do {
            link.beginAnew()
            try link.send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            let result = try body(link)
            try link.send("COMMIT")
            try link.settle()
            return result
        } catch {
            try? link.send("ROLLBACK")
            try? link.settle()
            throw error
        }
    }
}
