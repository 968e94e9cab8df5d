/// The rows that each capture left, read back from a workspace.
struct CaptureRows {
    struct Capture {
        var events: [BareRow] = []
        var accounts: [BareRow] = []
        var lead: [BareRow] = []
        var clocks: [BareRow] = []
        var seats: [BareRow] = []
        var member: [BareRow] = []
    }

    private(set) var captures: [Capture] = []

    /// - Parameters:
    ///   - after: the last event before the captures.
    ///   - most: how many captures to read.
    ///   - without: whose events are none of a capture: the clocks' own, where they run beside.
    init(_ filled: BareSQLite, after: Int64, most: Int, without actor: String) throws {
        let tables = try Tables(filled, leads: most)
        var open = Capture()
        var openLead: Int64 = 0
        // What a capture records stands together: events of its new account, then of its lead.
        for event in try filled.rows(
            """
            SELECT * FROM events WHERE id > \(after) AND actor <> '\(actor)' ORDER BY id \
            LIMIT \(most * 20)
            """)
        {
            let lead = event.integer(5)
            if openLead != 0, lead != openLead {
                captures.append(tables.complete(open, lead: openLead))
                (open, openLead) = (Capture(), 0)
                if captures.count == most { return }
            }
            open.events.append(event)
            if event.text(4) == "account.opened" { open.accounts = tables.newAccount() }
            if lead != 0 { openLead = lead }
        }
        if openLead != 0 { captures.append(tables.complete(open, lead: openLead)) }
        if captures.isEmpty { throw BenchFailure("nothing was captured") }
    }
}

/// Rows of a workspace by the lead that they belong to.
private final class Tables {
    private let leads: [Int64: [BareRow]]
    private let clocks: [Int64: [BareRow]]
    private let members: [Int64: [BareRow]]
    private let seats: [String: [BareRow]]
    private var accounts: ArraySlice<BareRow>
    private let pools: [Int64: String]

    init(_ filled: BareSQLite, leads most: Int) throws {
        let first = "lead_id IN (SELECT id FROM leads ORDER BY id LIMIT \(most + 1))"
        leads = Dictionary(
            grouping: try filled.rows("SELECT * FROM leads ORDER BY id LIMIT \(most + 1)")
        ) { $0.integer(0) }
        clocks = Dictionary(grouping: try filled.rows("SELECT * FROM clocks WHERE \(first)")) {
            $0.integer(1)
        }
        members = Dictionary(grouping: try filled.rows("SELECT * FROM members")) { $0.integer(0) }
        seats = Dictionary(grouping: try filled.rows("SELECT * FROM seats")) { $0.text(0) }
        accounts = try filled.rows("SELECT * FROM accounts ORDER BY id LIMIT \(most)")[...]
        pools = Dictionary(
            uniqueKeysWithValues: try filled.rows(
                """
                SELECT id, progress ->> '$.pool', owner_id FROM leads \
                WHERE owner_id IS NOT NULL ORDER BY id LIMIT \(most + 1)
                """
            ).map { ($0.integer(0), $0.text(1)) })
    }

    func newAccount() -> [BareRow] { accounts.popFirst().map { [$0] } ?? [] }

    func complete(_ capture: CaptureRows.Capture, lead: Int64) -> CaptureRows.Capture {
        var capture = capture
        capture.lead = leads[lead] ?? []
        capture.clocks = clocks[lead] ?? []
        // An owner's load changes, and with it what everybody of the pool is owed.
        if let pool = pools[lead] {
            capture.seats = seats[pool] ?? []
            capture.member = capture.lead.first.flatMap { members[$0.integer(18)] } ?? []
        }
        return capture
    }
}

/// The statements that write what a capture left.
struct CaptureLoop {
    private let event: BareStatement
    private let account: BareStatement
    private let lead: BareStatement
    private let clock: BareStatement
    private let seat: BareStatement
    private let member: BareStatement

    init(_ bare: BareSQLite) throws {
        event = try bare.prepare(Self.insert("events", 8))
        account = try bare.prepare(Self.insert("accounts", 4))
        lead = try bare.prepare(Self.insert("leads", 39))
        clock = try bare.prepare(Self.insert("clocks", 13))
        seat = try bare.prepare(
            Self.insert("seats", 4) + " ON CONFLICT DO UPDATE SET credit = excluded.credit")
        member = try bare.prepare(
            Self.insert("members", 6) + " ON CONFLICT (id) DO UPDATE SET state = excluded.state")
    }

    private static func insert(_ table: String, _ columns: Int) -> String {
        let marks = Array(repeating: "?", count: columns).joined(separator: ", ")
        return "INSERT INTO \(table) VALUES (\(marks))"
    }

    func write(_ capture: CaptureRows.Capture) throws {
        for row in capture.events { try write(row, event) }
        for row in capture.member { try write(row, member) }
        for row in capture.accounts { try write(row, account) }
        for row in capture.lead { try write(row, lead) }
        for row in capture.clocks { try write(row, clock) }
        for row in capture.seats { try write(row, seat) }
    }

    private func write(_ row: BareRow, _ statement: BareStatement) throws {
        statement.bind(row)
        _ = try statement.step()
    }
}
