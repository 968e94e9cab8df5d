/// Makes a playbook the policy from now on. The decision itself is made under the new version.
package struct ActivatePlaybook: Command {
    package var version: Int
    package var name: String
    /// SHA-256 of the file, in hexadecimal.
    package var digest: String

    package init(version: Int, name: String, digest: String) {
        self.version = version
        self.name = name
        self.digest = digest
    }

    package func decide(_ decision: inout Decision) throws -> Int {
        let members = try decision.world.allMembers()
        // A pool by role alone may fill up later; one that names people or teams must find them.
        let empty = decision.playbook.pools.filter { pool in
            !(pool.members.isEmpty && pool.teams.isEmpty)
                && !members.contains { pool.includes($0) }
        }
        if let pool = empty.first, members.contains(where: \.isActive) {
            throw Refusal.invalid(
                field: "pools.\(pool.id)",
                "The pool '\(pool.id)' has no member: nobody active is \(pool.role.rawValue)"
                    + (pool.teams.isEmpty ? "." : " in \(pool.teams.joined(separator: ", ")).")
                    + " Add one, or take the pool out.")
        }
        try decision.record(PlaybookActivated(version: version, name: name, digest: digest))
        return version
    }
}

struct PlaybookActivated: Event {
    static let name = "playbook.activated"
    let version: Int
    let name: String
    let digest: String
    var lead: LeadID? { nil }

    func apply(to world: inout World, _ stamp: Stamp) {}
}

/// Notes a change of settings outside the playbook, for the audit: tokens, endpoints, write keys.
package struct NoteSetting: Command {
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

struct SettingChanged: Event {
    static let name = "setting.changed"
    let what: String
    /// In words, never with a secret.
    let change: String
    var lead: LeadID? { nil }

    func apply(to world: inout World, _ stamp: Stamp) {}
}
