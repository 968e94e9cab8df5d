package import LeadRules
import Synchronization

/// Playbook versions: kept in the store, and the policy from a time on.
extension Engine {
    /// The version that is the policy now; nil before the first activation.
    package func activeVersion(at now: Instant) -> PlaybookVersion? {
        state.withLock { state in
            state.versions.filter { $0.activeFrom.map { $0 <= now } ?? false }
                .max { ($0.activeFrom!, $0.version) < ($1.activeFrom!, $1.version) }
        }
    }

    /// Keeps a playbook in the store and makes it the policy, now or at a later time.
    ///
    /// - Parameter text: the file, checked before.
    /// - Returns: the number of the new version.
    /// - Throws: `Refusal` when the playbook does not fit the people there are.
    package func activate(
        _ text: String, name: String, digest: String, by actor: Actor, from: Instant? = nil
    ) async throws -> Int {
        let (added, isScheduled) = try await submit { transaction, now in
            let known = try transaction.playbookVersions()
            let version = PlaybookVersion(
                version: (known.map(\.version).max() ?? 0) + 1, name: name, digest: digest,
                addedAt: now, addedBy: actor, activeFrom: max(from ?? now, now))
            try transaction.add(version, text: text)
            let isScheduled = version.activeFrom != now
            if isScheduled {
                _ = try self.carryOut(
                    CheckPools(), by: actor, at: now, under: version.version, in: transaction)
            } else {
                try self.announce(version, at: now, in: transaction)
            }
            return (version, isScheduled)
        }
        state.withLock {
            $0.versions.append(added)
            if !isScheduled { $0.announced.insert(added.version) }
        }
        return added.version
    }

    /// Announces versions whose time has come since, each by itself.
    ///
    /// - Throws: what one of them failed by, after all were tried.
    func activateDue() async throws {
        let now = time.now()
        let due = state.withLock { state in
            state.versions.filter {
                !state.announced.contains($0.version) && $0.activeFrom.map { $0 <= now } ?? false
            }
        }
        var failure: (any Error)?
        for version in due {
            do {
                try await submit { transaction, now in
                    // Another process may have been first.
                    let isKnown = self.state.withLock { $0.announced.contains(version.version) }
                    if !isKnown {
                        try self.announce(version, wasScheduled: true, at: now, in: transaction)
                    }
                }
                state.withLock { _ = $0.announced.insert(version.version) }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    private func announce(
        _ version: PlaybookVersion, wasScheduled: Bool = false, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let command = ActivatePlaybook(
            version: version.version, name: version.name, digest: version.digest,
            wasScheduled: wasScheduled)
        _ = try carryOut(
            command, by: version.addedBy, at: now, under: version.version, in: transaction)
    }
}
