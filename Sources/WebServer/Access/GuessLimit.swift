import HTTPTypes
import LeadRules
import Synchronization

/// How often one address may try to sign in: ten times, and one more every six seconds.
///
/// Each try costs a tenth of a second and 32 MiB, so at most two are weighed at once.
final class GuessLimit: Sendable {
    private struct Bucket {
        var left: Double
        var at: Instant
    }

    private let buckets = Mutex<[String: Bucket]>([:])
    private let seats = Seats(2)
    private static let most = 10.0
    private static let perSecond = 1.0 / 6

    /// - Throws: `Problem` 429 when the address has tried too often.
    func take(_ address: String, at now: Instant) throws {
        let wait = buckets.withLock { buckets -> Double? in
            if buckets.count > 10_000 { buckets.removeAll() }
            var bucket = buckets[address] ?? Bucket(left: Self.most, at: now)
            let filled = bucket.left + Double((now - bucket.at).seconds) * Self.perSecond
            bucket = Bucket(left: min(Self.most, filled), at: now)
            defer { buckets[address] = bucket }
            guard bucket.left >= 1 else { return (1 - bucket.left) / Self.perSecond }
            bucket.left -= 1
            return nil
        }
        if let wait { throw Problem.tooMany(retryAfter: max(1, Int(wait.rounded(.up)))) }
    }

    /// Runs a body when one of the seats is free.
    func weigh<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
        await seats.take()
        do {
            let result = try await body()
            await seats.leave()
            return result
        } catch {
            await seats.leave()
            throw error
        }
    }

    private actor Seats {
        private var free: Int
        private var waiting: [CheckedContinuation<Void, Never>] = []

        init(_ count: Int) { free = count }

        func take() async {
            if free > 0 {
                free -= 1
            } else {
                await withCheckedContinuation { waiting.append($0) }
            }
        }

        func leave() {
            if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
        }
    }
}
