import Foundation
import LeadEngine
import Synchronization

/// Connections that read, each on a thread of its own while it is used, since libpq blocks.
final class PostgresReaders: Sendable {
    private let address: PostgresAddress
    private let most: Int
    private let state = Mutex(State())
    private let threads = DispatchQueue(label: "baton-readers", attributes: .concurrent)

    /// How many reads may wait for a connection; more are turned away.
    private static let mostWaiting = 2_000

    private struct State {
        var idle: [Handle] = []
        var inUse = 0
        var waiting: [@Sendable () -> Void] = []
    }

    /// A link on its way from one thread to another.
    private struct Handle: @unchecked Sendable { let link: PostgresLink }

    init(_ address: PostgresAddress, most: Int) {
        self.address = address
        self.most = most
    }

    /// Runs a body on a consistent, committed view; once more when the connection was lost.
    func read<T: Sendable>(_ body: @escaping @Sendable (PostgresLink) throws -> T) async throws
        -> T
    {
        try await withCheckedThrowingContinuation { continuation in
            let work: @Sendable () -> Void = { [self] in
                threads.async { [self] in
                    let result = Result { try perform(body) }
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

    private func perform<T>(_ body: (PostgresLink) throws -> T) throws -> T {
        let started = ContinuousClock.now
        while true {
            do {
                return try attempt(body)
            } catch let error as PostgresError
                where error.mayPass && started.duration(to: .now) < .seconds(10)
            {
                Thread.sleep(forTimeInterval: 0.2)
            } catch let error as PostgresError {
                throw StoreProblem(error, address)
            }
        }
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
