import LeadEngine
package import LeadRules
import Records

/// The store's transaction over any SQL connection.
package struct SQLTransaction<Connection: SQLConnection>: Transaction {
    package let connection: Connection
    let json: RowJSON
    let playbooks: PlaybookShelf
    /// Of the connection that writes; others read what is stored.
    let cache: RowCache?
    /// Likewise.
    let ledger: FigureLedger?
    let parts: Parts?
    /// Of those that read.
    let shelf: ResponseShelf?

    package init(
        connection: Connection, json: RowJSON, playbooks: PlaybookShelf, cache: RowCache? = nil,
        ledger: FigureLedger? = nil, parts: Parts? = nil, responses: ResponseShelf? = nil
    ) {
        self.connection = connection
        self.json = json
        self.playbooks = playbooks
        self.cache = cache
        self.ledger = ledger
        self.parts = parts
        shelf = responses
    }

    package func savepoint(_ body: () throws -> Void) throws {
        let saves = cache?.saves
        let mark = ledger?.mark ?? 0
        do {
            if let parts {
                try parts.part(of: connection, body)
            } else {
                try connection.savepoint(body)
            }
        } catch {
            ledger?.undo(to: mark)
            if cache?.saves != saves { cache?.forget() }
            throw error
        }
    }
}

/// Facts.
extension SQLTransaction {
    package func record(of lead: LeadID) throws -> QualificationRecord? {
        try state("SELECT state FROM qualifications WHERE lead_id = ?", [.integer(lead.number)])
    }
    package func handoff(_ id: HandoffID) throws -> Handoff? {
        try state("SELECT state FROM handoffs WHERE id = ?", [.integer(id.number)])
    }
    package func merge(_ id: MergeID) throws -> MergeProposal? {
        try state("SELECT state FROM merges WHERE id = ?", [.integer(id.number)])
    }
    package func merges(of lead: LeadID) throws -> [MergeProposal] {
        try states(
            "SELECT state FROM merges WHERE keep_id = ? OR absorb_id = ? ORDER BY id",
            [.integer(lead.number), .integer(lead.number)])
    }

    func state<T: Stored>(_ sql: String, _ values: [SQLValue]) throws -> T? {
        let all: [T] = try states(sql, values)
        return all.first
    }
    func states<T: Stored>(_ sql: String, _ values: [SQLValue]) throws -> [T] {
        try connection.rows(sql, values) { row -> T in try json.value(T.self, row.string(0)) }
    }
}

/// Look-ups.
extension SQLTransaction {
    package func leads(emailKey: String) throws -> [LeadID] {
        try leadIDs("email_key = ? AND merged_into IS NULL", [.text(emailKey)])
    }
    package func leads(phone: String) throws -> [LeadID] {
        try leadIDs("phone = ? AND merged_into IS NULL", [.text(phone)])
    }
    package func leads(nameKey: String, account: AccountID) throws -> [LeadID] {
        try leadIDs(
            "account_id = ? AND name_key = ? AND merged_into IS NULL",
            [.integer(account.number), .text(nameKey)])
    }
    package func leads(externalID: String, source: String) throws -> [LeadID] {
        try leadIDs(
            "external_id = ? AND source = ? AND merged_into IS NULL",
            [.text(externalID), .text(source)])
    }
    package func leads(externalID: String) throws -> [LeadID] {
        try leadIDs("external_id = ? AND merged_into IS NULL", [.text(externalID)])
    }
    func leadIDs(_ condition: String, _ values: [SQLValue]) throws -> [LeadID] {
        try connection.rows(
            "SELECT id FROM leads WHERE \(condition) ORDER BY id LIMIT 10", values
        ) { LeadID($0.int(0)) }
    }

    package func latestOwner(of account: AccountID, excluding lead: LeadID, in role: Role) throws
        -> MemberID?
    {
        let values: [SQLValue] = [.integer(account.number), .integer(lead.number)]
        switch role {
        case .sdr, .bdr: return try latest("sdr_id", values)
        case .ae: return try latest("ae_id", values)
        case .am, .csm, .marketing, .manager, .cro, .revops:
            return try connection.first(
                """
                SELECT h.receiver_id FROM leads l JOIN handoffs h ON h.lead_id = l.id \
                JOIN members m ON m.id = h.receiver_id WHERE l.account_id = ? AND l.id <> ? \
                AND h.handoff_state = 'accepted' AND m.role = ? ORDER BY h.id DESC LIMIT 1
                """, values + [.text(role.rawValue)]
            ) { MemberID($0.int(0)) }
        }
    }
    private func latest(_ column: String, _ values: [SQLValue]) throws -> MemberID? {
        try connection.first(
            """
            SELECT \(column) FROM leads WHERE account_id = ? AND id <> ? \
            AND \(column) IS NOT NULL ORDER BY id DESC LIMIT 1
            """, values
        ) { MemberID($0.int(0)) }
    }
    package func captures(ip: String, from: Instant, to: Instant) throws -> Int {
        try connection.first(
            "SELECT count(*) FROM leads WHERE ip = ? AND captured_at >= ? AND captured_at <= ?",
            [.text(ip), .time(from), .time(to)]
        ) { Int($0.int(0)) } ?? 0
    }
    package func workedLeads(of member: MemberID, limit: Int) throws -> [LeadID] {
        try connection.rows(
            """
            SELECT id FROM leads WHERE owner_id = ? AND merged_into IS NULL \
            AND stage IN ('new', 'working-untouched', 'working-connected') ORDER BY id LIMIT ?
            """, [.integer(member.number), .integer(Int64(limit))]
        ) { LeadID($0.int(0)) }
    }
    package func soldLeads(of member: MemberID, limit: Int) throws -> [LeadID] {
        try connection.rows(
            """
            SELECT id FROM leads WHERE owner_id = ? AND merged_into IS NULL \
            AND stage = 'converted' UNION SELECT lead_id FROM handoffs WHERE receiver_id = ? \
            AND (handoff_state IN ('pending', 'review') OR handoff_state = 'accepted' \
            AND first_contact_at IS NULL) ORDER BY 1 LIMIT ?
            """, [.integer(member.number), .integer(member.number), .integer(Int64(limit))]
        ) { LeadID($0.int(0)) }
    }
    package func known(messages: [String]) throws -> Set<String> {
        var known: Set<String> = []
        var rest = messages[...]
        // No store takes any number of values for one statement.
        while let (places, values) = InList.of(Array(rest.prefix(256)), SQLValue.text) {
            let sql = "SELECT id FROM messages WHERE id IN (\(places))"
            known.formUnion(try connection.rows(sql, values) { $0.string(0) })
            rest = rest.dropFirst(256)
        }
        return known
    }
    package func playbook(version: Int) throws -> Playbook {
        try playbooks.playbook(version) { try playbookText(version: version) }
    }
}
