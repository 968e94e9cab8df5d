/// Makes a playbook the policy from now on. The decision itself is made under the new version.
package struct ActivatePlaybook: Command {
    package var version: Int
    package var name: String
    /// SHA-256 of the file, in hexadecimal.
    package var digest: String
    /// Its time came: it was checked when it was scheduled, and is the policy by now. What has
    /// become wrong since is noted.
    package var wasScheduled: Bool

    package init(version: Int, name: String, digest: String, wasScheduled: Bool = false) {
        self.version = version
        self.name = name
        self.digest = digest
        self.wasScheduled = wasScheduled
    }

    package func decide(_ decision: inout Decision) throws -> Int {
        let problem = try decision.emptyPool()
        if let problem, !wasScheduled { throw problem }
        try decision.record(PlaybookActivated(version: version, name: name, digest: digest))
        if let problem {
            try NoteSetting(
                what: "playbook",
                change: "version \(version) is active as scheduled. \(problem.message)"
            ).decide(&decision)
        }
        return version
    }
}

/// Refuses a playbook that is to be active later, where it could not be activated now.
package struct CheckPools: Command {
    package init() {}

    package func decide(_ decision: inout Decision) throws {
        if let problem = try decision.emptyPool() { throw problem }
    }
}

extension Decision {
    /// A pool by role alone may fill up later; one that names people or teams must find them.
    fileprivate mutating func emptyPool() throws -> Refusal? {
        let members = try world.allMembers()
        let empty = playbook.pools.first { pool in
            !(pool.members.isEmpty && pool.teams.isEmpty)
                && !members.contains { pool.includes($0) }
        }
        guard let pool = empty, members.contains(where: \.isActive) else { return nil }
        return Refusal.invalid(
            field: "pools.\(pool.id)",
            "The pool '\(pool.id)' has no member: nobody active is \(pool.role.rawValue)"
                + (pool.teams.isEmpty ? "." : " in \(pool.teams.joined(separator: ", ")).")
                + " Add one, or take the pool out.")
    }
}

package struct PlaybookActivated: Event {
    package static let name = "playbook.activated"
    package let version: Int
    package let name: String
    package let digest: String
    package var lead: LeadID? { nil }

    package func apply(to world: inout World, _ stamp: Stamp) {}
}

/// Notes a change of settings outside the playbook, for the audit: tokens, endpoints, write keys.
package struct NoteSetting: Command {
    /// What changed when an endpoint was switched off for failing: RevOps is told.
    package static let delivery = "delivery"

    package var what: String
    package var change: String

    package init(what: String, change: String) {
        self.what = what
        self.change = change
    }

    package func decide(_ decision: inout Decision) throws {
        try decision.record(SettingChanged(what: what, change: change))
    }
}

package struct SettingChanged: Event {
    package static let name = "setting.changed"
    package let what: String
    /// In words, never with a secret.
    package let change: String
    package var lead: LeadID? { nil }

    package func apply(to world: inout World, _ stamp: Stamp) {}
}
