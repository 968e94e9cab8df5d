import HTTPTypes
import Hummingbird
import LeadRules
import Synchronization

/// Turns requests away while too many are under way, instead of letting all of them wait.
final class Overload: RouterMiddleware {
    private let limit: Int
    private let underWay = Atomic<Int>(0)

    init(limit: Int) { self.limit = limit }

    func handle(
        _ request: Request, context: BatonContext,
        next: (Request, BatonContext) async throws -> Response
    ) async throws -> Response {
        let before = underWay.add(1, ordering: .relaxed).oldValue
        defer { underWay.subtract(1, ordering: .relaxed) }
        guard before < limit else { throw Problem.tooMany(retryAfter: 1) }
        return try await next(request, context)
    }
}

/// How often each API key may ask: a bucket that fills evenly, and holds a minute's worth.
final class RateLimit: Sendable {
    private struct Bucket {
        var left: Double
        var at: Instant
    }

    private let perMinute: Int?
    private let buckets = Mutex<[Int64: Bucket]>([:])

    init(perMinute: Int?) { self.perMinute = perMinute }

    /// - Throws: `Problem` 429 when the key has asked too often.
    func take(_ token: Int64, at now: Instant) throws {
        guard let perMinute else { return }
        let most = Double(perMinute)
        let wait = buckets.withLock { buckets -> Double? in
            var bucket = buckets[token] ?? Bucket(left: most, at: now)
            let filled =
                bucket.left + Double(now.milliseconds - bucket.at.milliseconds) / 1000 * most / 60
            bucket = Bucket(left: min(most, filled), at: now)
            defer { buckets[token] = bucket }
            guard bucket.left >= 1 else { return (1 - bucket.left) * 60 / most }
            bucket.left -= 1
            return nil
        }
        if let wait { throw Problem.tooMany(retryAfter: max(1, Int(wait.rounded(.up)))) }
    }
}

extension Problem {
    static func tooMany(retryAfter seconds: Int) -> Problem {
        Problem(
            .tooManyRequests, "too-many-requests",
            "Too many requests. Try again in \(seconds) s.", headers: [.retryAfter: "\(seconds)"])
    }
}
