import Synchronization

/// Work that the writer has taken; one task may wait for it.
package final class Underway<T: Sendable>: Sendable {
    private enum State {
        case running
        case awaited(CheckedContinuation<T, any Error>)
        case ended(Result<T, any Error>)
    }
    private let state = Mutex(State.running)

    /// What came of it, once that is durable.
    ///
    /// - Throws: the work's own error, or the store's.
    package func value() async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let result: Result<T, any Error>? = state.withLock { state in
                if case .ended(let result) = state { return result }
                state = .awaited(continuation)
                return nil
            }
            if let result { continuation.resume(with: result) }
        }
    }

    func end(_ result: Result<T, any Error>) {
        let awaited: CheckedContinuation<T, any Error>? = state.withLock { state in
            defer { state = .ended(result) }
            if case .awaited(let continuation) = state { return continuation }
            return nil
        }
        awaited?.resume(with: result)
    }
}
