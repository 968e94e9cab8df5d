import Crypto
import Foundation
package import LeadRules

/// Passwords and sessions.
extension Engine {
    /// Why somebody was not let in. It never says whether the address is known.
    package enum SignInFailure: Error, Hashable, Sendable {
        case wrong
        /// Too many wrong tries; try again then.
        case locked(until: Instant)
    }

    /// Lets a member in by mail address and password.
    ///
    /// After five wrong tries the address is locked for 15 minutes, and for twice as long after each
    /// further one, up to a day.
    ///
    /// - Returns: the session and the secret for its cookie.
    package func signIn(email: String, password: String, browser: String) async throws
        -> Result<(session: Session, secret: String), SignInFailure>
    {
        let email = email.lowercased()
        let found = try await store.read { transaction -> Password? in
            let member = try transaction.members().first { $0.profile.email == email }
            guard let member, member.isActive else { return nil }
            return try transaction.password(of: member.id)
        }
        guard let found else {
            // As much work as for a known address, so that the time tells nothing.
            _ = await PasswordHash.verifying(password, Self.nobody)
            return .failure(.wrong)
        }
        if let until = found.lockedUntil, until > time.now() {
            return .failure(.locked(until: until))
        }
        guard await PasswordHash.verifying(password, found.hash) else {
            return .failure(try await noteFailure(of: found.member))
        }
        return .success(try await startSession(of: found.member, browser: browser))
    }

    /// A hash that no password has.
    private static let nobody =
        "scrypt$ln=15,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA==$"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

    private func noteFailure(of member: MemberID) async throws -> SignInFailure {
        try await submit { transaction, now in
            guard var password = try transaction.password(of: member) else { return .wrong }
            password.failures += 1
            if password.failures >= 5 {
                let doublings = min(password.failures - 5, 7)
                let span = min(TimeSpan.minutes(15 << doublings), .days(1))
                password.lockedUntil = now + span
                try self.note("sign-in of \(member) locked", .system, now, transaction)
            }
            try transaction.save(password)
            return password.lockedUntil.map { SignInFailure.locked(until: $0) } ?? .wrong
        }
    }

    /// Starts a session of a member who has proved who they are.
    package func startSession(of member: MemberID, browser: String) async throws -> (
        session: Session, secret: String
    ) {
        let secret = SignInSecret.random()
        let session = try await submit { transaction, now in
            if var password = try transaction.password(of: member), password.failures > 0 {
                password.failures = 0
                password.lockedUntil = nil
                try transaction.save(password)
            }
            let session = Session(
                digest: SignInSecret.digest(of: secret), member: member,
                formKey: SignInSecret.random(), startedAt: now, endsAt: now + Session.longest,
                browser: String(browser.prefix(200)))
            try transaction.save(session)
            return session
        }
        return (session, secret)
    }

    package func signOut(_ session: Session) async throws {
        try await submit { transaction, _ in
            try transaction.endSession(digest: session.digest)
        }
    }

    /// Sets a member's password and ends their other sessions.
    ///
    /// - Throws: `Refusal` when the password is too short.
    package func setPassword(
        _ password: String, of member: MemberID, by actor: Actor, keeping session: Session? = nil
    ) async throws {
        let hash = try await PasswordHash.making(password)
        try await submit { transaction, now in
            try self.set(hash, of: member, by: actor, keeping: session, now, transaction)
        }
    }

    /// Carries out what makes somebody a member, and sets their password with it: nobody is left in
    /// the team who cannot sign in.
    ///
    /// - Throws: `Refusal` when the password is too short, or when the command cannot be carried out.
    package func admit<C: Command>(_ command: C, password: String, by actor: Actor) async throws
        -> Committed<MemberID> where C.Answer == MemberID
    {
        let hash = try await PasswordHash.making(password)
        return try await submit { transaction, now in
            let outcome = try self.carryOut(command, by: actor, at: now, in: transaction)
            try self.set(hash, of: outcome.answer, by: actor, keeping: nil, now, transaction)
            return outcome
        }
    }

    /// Changes a member together with what they prefer.
    ///
    /// - Throws: `Refusal` when the member cannot be changed so; then nothing is.
    package func change(
        _ command: ChangeMember, preferring preferences: Preferences, by actor: Actor
    )
        async throws
    {
        try await submit { transaction, now in
            _ = try self.carryOut(command, by: actor, at: now, in: transaction)
            try transaction.save(preferences, of: command.member)
        }
    }

    private func set(
        _ hash: String, of member: MemberID, by actor: Actor, keeping session: Session?,
        _ now: Instant, _ transaction: any Transaction
    ) throws {
        guard let row = try transaction.members().first(where: { $0.id == member }) else {
            throw Refusal.notFound(member, "member")
        }
        try transaction.save(Password(member: member, hash: hash, changedAt: now))
        try transaction.endSessions(of: member, except: session?.digest)
        try note("password of \(row.profile.name) set", actor, now, transaction)
    }

    /// Whether the password is the member's, for changes that ask for it again.
    package func isPassword(_ password: String, of member: MemberID) async throws -> Bool {
        let known = try await store.read { try $0.password(of: member) }
        guard let known else { return false }
        return await PasswordHash.verifying(password, known.hash)
    }

    private func note(
        _ change: String, _ actor: Actor, _ now: Instant, _ transaction: any Transaction
    ) throws {
        // Before the first playbook there is no policy to stamp an event with.
        guard activeVersion(at: now) != nil else { return }
        let note = NoteSetting(what: "sign-in", change: change)
        _ = try carryOut(note, by: actor, at: now, in: transaction)
    }
}

/// Secrets of cookies, forms and invitations: 32 random bytes in base64url.
package enum SignInSecret {
    package static func random() -> String { String(TokenSecret.random().dropFirst(6)) }
    package static func digest(of secret: String) -> String { TokenSecret.digest(of: secret) }
}
