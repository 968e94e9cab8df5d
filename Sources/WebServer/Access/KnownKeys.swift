import LeadEngine
import Synchronization

/// API keys that were looked up a moment ago, by the digest of their secret: programs send many
/// requests with the same one.
///
/// A key that this process revokes is forgotten at once; one that another revokes, a moment later.
/// Keys that act for a member are not kept, since what they may do changes with the member.
final class KnownKeys: Sendable {
    private struct Entry {
        let token: Token
        let at: ContinuousClock.Instant
        /// How many keys had been revoked by then.
        let revoked: Int
    }

    private let entries = Mutex<[String: Entry]>([:])
    private static let time = Duration.milliseconds(250)
    private static let most = 1_000

    func token(_ digest: String, revoked: Int) -> Token? {
        guard let entry = entries.withLock({ $0[digest] }), entry.revoked == revoked,
            entry.at.duration(to: .now) < Self.time
        else { return nil }
        return entry.token
    }

    /// - Parameters:
    ///   - at: before the key was looked up.
    ///   - revoked: likewise.
    func keep(_ token: Token, at: ContinuousClock.Instant, revoked: Int) {
        guard token.member == nil else { return }
        entries.withLock { entries in
            if entries.count >= Self.most { entries = [:] }
            entries[token.digest] = Entry(token: token, at: at, revoked: revoked)
        }
    }
}
