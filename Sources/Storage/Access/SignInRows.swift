package import LeadEngine
package import LeadRules

/// Passwords and sessions.
extension SQLTransaction {
    package func password(of member: MemberID) throws -> Password? {
        try connection.first(
            "SELECT hash, changed_at, failures, locked_until FROM passwords WHERE member_id = ?",
            [.integer(member.number)]
        ) { row in
            var password = Password(
                member: member, hash: row.string(0), changedAt: Instant(milliseconds: row.int(1)))
            password.failures = Int(row.int(2))
            password.lockedUntil = row.integer(3).map { Instant(milliseconds: $0) }
            return password
        }
    }

    package func save(_ password: Password) throws {
        try upsert(
            .passwords,
            [
                .integer(password.member.number), .text(password.hash), .time(password.changedAt),
                .integer(Int64(password.failures)), .time(password.lockedUntil),
            ])
    }

    package func hasPasswords() throws -> Bool {
        try connection.exists("SELECT 1 FROM passwords LIMIT 1", [])
    }

    package func session(digest: String) throws -> Session? {
        try sessions("WHERE digest = ?", [.text(digest)]).first
    }

    package func sessions(of member: MemberID) throws -> [Session] {
        try sessions("WHERE member_id = ? ORDER BY seen_at DESC", [.integer(member.number)])
    }

    private func sessions(_ tail: String, _ values: [SQLValue]) throws -> [Session] {
        try connection.rows("SELECT \(Table.sessions.list) FROM sessions \(tail)", values) { row in
            var session = Session(
                digest: row.string(0), member: MemberID(row.int(1)), formKey: row.string(2),
                startedAt: Instant(milliseconds: row.int(3)),
                endsAt: Instant(milliseconds: row.int(5)), browser: row.string(6))
            session.seenAt = Instant(milliseconds: row.int(4))
            return session
        }
    }

    package func save(_ session: Session) throws {
        try upsert(
            .sessions,
            [
                .text(session.digest), .integer(session.member.number), .text(session.formKey),
                .time(session.startedAt), .time(session.seenAt), .time(session.endsAt),
                .text(session.browser),
            ])
    }

    package func endSession(digest: String) throws {
        try connection.run("DELETE FROM sessions WHERE digest = ?", [.text(digest)])
    }

    package func endSessions(of member: MemberID, except digest: String?) throws {
        try connection.run(
            "DELETE FROM sessions WHERE member_id = ? AND digest <> ?",
            [.integer(member.number), .text(digest ?? "")])
    }

    package func forgetSessions(endedBefore moment: Instant) throws {
        try connection.run("DELETE FROM sessions WHERE ends_at < ?", [.time(moment)])
    }

    package func preferences(of member: MemberID) throws -> Preferences {
        let all: [Preferences] = try states(
            "SELECT state FROM preferences WHERE member_id = ?", [.integer(member.number)])
        return all.first ?? Preferences()
    }

    package func save(_ preferences: Preferences, of member: MemberID) throws {
        try upsert(.preferences, [.integer(member.number), .text(try json.text(preferences))])
    }
}

/// Notices.
extension SQLTransaction {
    package func add(_ notices: [Notice]) throws {
        guard !notices.isEmpty else { return }
        var id = try cache?.lastNotice ?? lastNotice()
        let rows = notices.map { notice -> [SQLValue] in
            id += 1
            return [
                .integer(id), .integer(notice.member.number), .text(notice.kind.rawValue),
                .integer(notice.event.number), .time(notice.at), .text(notice.by.description),
                .id(notice.lead), .text(notice.leadName), .id(notice.handoff),
                .text(notice.detail), .null,
            ]
        }
        try insert(rows, into: .notices)
        cache?.lastNotice = id
    }

    private func lastNotice() throws -> Int64 {
        try connection.first("SELECT max(id) FROM notices", []) { $0.int(0) } ?? 0
    }

    package func notices(of member: MemberID, after: Int64?, limit: Int) throws -> [KeptNotice] {
        try connection.rows(
            """
            SELECT id, kind, event_id, at, actor, lead_id, lead_name, handoff_id, detail, seen_at \
            FROM notices WHERE member_id = ? AND id < ? ORDER BY id DESC LIMIT ?
            """, [.integer(member.number), .integer(after ?? .max), .integer(Int64(limit))]
        ) { row in
            let notice = Notice(
                kind: Notice.Kind(rawValue: row.string(1)) ?? .assigned, member: member,
                event: EventID(row.int(2)), at: Instant(milliseconds: row.int(3)),
                by: Actor(row.string(4)) ?? .system, lead: row.integer(5).map { LeadID($0) },
                leadName: row.string(6), handoff: row.integer(7).map { HandoffID($0) },
                detail: row.string(8))
            return KeptNotice(
                id: row.int(0), notice: notice,
                seenAt: row.integer(9).map { Instant(milliseconds: $0) })
        }
    }

    package func unseenNotices(of member: MemberID) throws -> Int {
        try connection.first(
            "SELECT count(*) FROM notices WHERE member_id = ? AND seen_at IS NULL",
            [.integer(member.number)]
        ) { Int($0.int(0)) } ?? 0
    }

    package func seeNotices(of member: MemberID, upTo: Instant, at moment: Instant) throws {
        try connection.run(
            "UPDATE notices SET seen_at = ? WHERE member_id = ? AND at <= ? AND seen_at IS NULL",
            [.time(moment), .integer(member.number), .time(upTo)])
    }

    package func forgetNotices(before moment: Instant) throws {
        try connection.run("DELETE FROM notices WHERE at < ?", [.time(moment)])
    }

    package func lastEvent() throws -> EventID? {
        try connection.first("SELECT max(id) FROM events", []) { $0.integer(0).map { EventID($0) } }
            ?? nil
    }
}
