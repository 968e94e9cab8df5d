import Foundation
import Synchronization

/// One thread that commits. It takes all jobs that wait and gives them to one transaction.
final class Writer: Sendable {
    /// The most jobs in one commit, so that no answer waits long.
    static let most = 256

    /// Something to do in the transaction, and what to do once it is committed or has failed.
    struct Job: Sendable {
        let run: @Sendable (any Transaction) -> Void
        let finish: @Sendable ((any Error)?) -> Void
    }

    private struct Waiting {
        var jobs: [Job] = []
        var stopped = false
    }

    /// How many jobs wait for the next transaction.
    var count: Int { state.withLock { $0.jobs.count } }

    private let waiting = NSCondition()
    private let state = Mutex(Waiting())
    private let begun = Mutex<ContinuousClock.Instant?>(nil)

    /// How long commits have been tried since the last one that was done; nil when none is due.
    var trying: Duration? { begun.withLock { $0?.duration(to: .now) } }

    /// - Parameter commit: answers whether it was done.
    func start(_ commit: @escaping @Sendable ([Job]) -> Bool) {
        let thread = Thread { [self] in
            while let jobs = take() {
                begun.withLock { $0 = $0 ?? .now }
                if commit(jobs) { begun.withLock { $0 = nil } }
            }
        }
        thread.name = "baton-writer"
        thread.stackSize = 8 << 20
        thread.start()
    }

    func stop() {
        state.withLock { $0.stopped = true }
        waiting.lock()
        waiting.broadcast()
        waiting.unlock()
    }

    /// Runs a body as a part of the next transaction; answers after the commit.
    func run<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws
        -> T
    {
        try await withCheckedThrowingContinuation { continuation in
            add(Self.job(body) { continuation.resume(with: $0) })
        }
    }

    /// Takes a body for the next transaction at once, before whatever is asked for after this call.
    func begin<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T)
        -> Underway<T>
    {
        let underway = Underway<T>()
        add(Self.job(body, underway.end))
        return underway
    }

    private static func job<T: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> T,
        _ done: @escaping @Sendable (Result<T, any Error>) -> Void
    ) -> Job {
        let box = Box<T>()
        return Job(
            run: { transaction in
                do {
                    try transaction.savepoint {
                        let value = try body(transaction)
                        box.result.withLock { $0 = .success(value) }
                    }
                } catch {
                    box.result.withLock { $0 = .failure(error) }
                }
            },
            finish: { error in
                done(error.map(Result.failure) ?? box.result.withLock { $0 })
            })
    }

    private func add(_ job: Job) {
        let stopped = state.withLock { state in
            if !state.stopped { state.jobs.append(job) }
            return state.stopped
        }
        if stopped { return job.finish(EngineClosed()) }
        waiting.lock()
        waiting.signal()
        waiting.unlock()
    }

    /// The jobs that wait, oldest first; nil once stopped and empty.
    private func take() -> [Job]? {
        waiting.lock()
        defer { waiting.unlock() }
        while true {
            let (jobs, stopped) = state.withLock { state in
                let jobs = Array(state.jobs.prefix(Self.most))
                state.jobs.removeFirst(jobs.count)
                return (jobs, state.stopped)
            }
            if !jobs.isEmpty { return jobs }
            if stopped { return nil }
            waiting.wait()
        }
    }
}

/// Carries the outcome of a job from the writer's thread to the waiting task.
private final class Box<T: Sendable>: Sendable {
    let result = Mutex<Result<T, any Error>>(.failure(EngineClosed()))
}

/// The engine was closed before the command could be carried out.
package struct EngineClosed: Error, CustomStringConvertible {
    package var description: String { "The engine is shutting down; try again in a moment." }
}
