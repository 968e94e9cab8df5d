/// Waiting, but not for ever.
enum Patience {
    /// What a body answers within a time; nil when it fails or takes longer. It may go on after that.
    static func value<T: Sendable>(
        within limit: Duration, _ body: @escaping @Sendable () async throws -> T
    ) async -> T? {
        let (answers, teller) = AsyncStream<T?>.makeStream(bufferingPolicy: .bufferingOldest(1))
        let work = Task { teller.yield(try? await body()) }
        let timer = Task {
            try? await Task.sleep(for: limit)
            teller.yield(nil)
        }
        defer {
            work.cancel()
            timer.cancel()
        }
        for await answer in answers { return answer }
        return nil
    }
}
