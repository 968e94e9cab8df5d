package import LeadRules

/// Which sessions still open pages.
extension Engine {
    /// The session of a cookie and its member; nil when it ended or the member left.
    package func session(secret: String) async throws -> (session: Session, member: Member)? {
        let now = time.now()
        guard let found = try await openSession(SignInSecret.digest(of: secret), at: now) else {
            return nil
        }
        var session = found.0
        if now - session.seenAt > .minutes(10) {
            session.seenAt = now
            let seen = session
            try await submit { transaction, _ in
                guard try transaction.session(digest: seen.digest) != nil else { return }
                try transaction.save(seen)
            }
        }
        return (session, found.1)
    }

    /// Whether a session is still one that opens pages: not signed out, neither too old nor idle for
    /// too long, and of somebody who is still here.
    package func isOpen(_ session: Session) async throws -> Bool {
        try await openSession(session.digest, at: time.now()) != nil
    }

    private func openSession(_ digest: String, at now: Instant) async throws -> (Session, Member)? {
        try await store.read { transaction in
            guard let session = try transaction.session(digest: digest), session.endsAt > now,
                now - session.seenAt < Session.idle,
                let member = try transaction.members().first(where: { $0.id == session.member }),
                member.isActive
            else { return nil }
            return (session, member)
        }
    }
}
