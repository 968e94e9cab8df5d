/// The rows that one decision has looked at and changed. Events change rows only through it.
package struct World {
    package let facts: any Facts
    package private(set) var rows = TouchedRows()
    package private(set) var messages: [String] = []
    private var knownMessages: Set<String> = []
    private var complete: Set<Scope> = []

    /// Sets of rows that have been read in full.
    private enum Scope: Hashable {
        case members
        case clocks(LeadID)
        case handoffs(LeadID)
        case merges(LeadID)
        case seats(String)
    }

    package init(facts: any Facts) { self.facts = facts }

    /// The rows as a decision left them, and nothing else: what is told of it once it is over.
    package init(_ rows: TouchedRows, _ events: [Recorded]) {
        self.rows = rows
        facts = FactsInMemory(of: events)
    }
}

extension World {
    package var leads: Rows<LeadID, Lead> { rows.leads }
    package var records: Rows<LeadID, QualificationRecord> { rows.records }
    package var accounts: Rows<AccountID, Account> { rows.accounts }
    package var members: Rows<MemberID, Member> { rows.members }
    package var handoffs: Rows<HandoffID, Handoff> { rows.handoffs }
    package var clocks: Rows<ClockID, Clock> { rows.clocks }
    package var seats: Rows<SeatKey, Seat> { rows.seats }
    package var visitors: Rows<String, Visitor> { rows.visitors }
    package var merges: Rows<MergeID, MergeProposal> { rows.merges }
}

/// The rows that a decision has looked at and changed.
package struct TouchedRows: Sendable {
    package fileprivate(set) var leads = Rows<LeadID, Lead>()
    package fileprivate(set) var records = Rows<LeadID, QualificationRecord>()
    package fileprivate(set) var accounts = Rows<AccountID, Account>()
    package fileprivate(set) var members = Rows<MemberID, Member>()
    package fileprivate(set) var handoffs = Rows<HandoffID, Handoff>()
    package fileprivate(set) var clocks = Rows<ClockID, Clock>()
    package fileprivate(set) var seats = Rows<SeatKey, Seat>()
    package fileprivate(set) var visitors = Rows<String, Visitor>()
    package fileprivate(set) var merges = Rows<MergeID, MergeProposal>()
}

/// A place in a pool, as a key.
package struct SeatKey: Hashable, Comparable, Sendable {
    package var pool: String
    package var member: MemberID
    package init(pool: String, member: MemberID) {
        self.pool = pool
        self.member = member
    }
    package static func < (a: SeatKey, b: SeatKey) -> Bool {
        (a.pool, a.member) < (b.pool, b.member)
    }
}

/// Rows by key, with those that were changed in the order of their first change.
package struct Rows<Key: Hashable & Comparable & Sendable, Row: Sendable>: Sendable {
    package private(set) var all: [Key: Row] = [:]
    package private(set) var changedKeys: [Key] = []
    /// Rows as they were before their first change; rows that are new are not among them.
    package private(set) var before: [Key: Row] = [:]
    private var changedSet: Set<Key> = []

    package var changed: [Row] { changedKeys.compactMap { all[$0] } }

    mutating func loaded(_ row: Row, _ key: Key) {
        if all[key] == nil { all[key] = row }
    }
    mutating func put(_ row: Row, _ key: Key) {
        if changedSet.insert(key).inserted {
            changedKeys.append(key)
            before[key] = all[key]
        }
        all[key] = row
    }
}

extension World {
    package mutating func lead(_ id: LeadID) throws -> Lead {
        if let row = rows.leads.all[id] { return row }
        guard let row = try facts.lead(id) else { throw Refusal.notFound(id, "lead") }
        rows.leads.loaded(row, id)
        return row
    }

    package mutating func record(of lead: LeadID) throws -> QualificationRecord {
        if let row = rows.records.all[lead] { return row }
        let row = try facts.record(of: lead) ?? QualificationRecord()
        rows.records.loaded(row, lead)
        return row
    }

    package mutating func account(_ id: AccountID) throws -> Account {
        if let row = rows.accounts.all[id] { return row }
        guard let row = try facts.account(id) else { throw Refusal.notFound(id, "account") }
        rows.accounts.loaded(row, id)
        return row
    }

    package mutating func account(domain: String) throws -> Account? {
        if let row = rows.accounts.all.values.first(where: { $0.domain == domain }) { return row }
        guard let row = try facts.account(domain: domain) else { return nil }
        rows.accounts.loaded(row, row.id)
        return row
    }

    package mutating func handoff(_ id: HandoffID) throws -> Handoff {
        if let row = rows.handoffs.all[id] { return row }
        guard let row = try facts.handoff(id) else { throw Refusal.notFound(id, "handoff") }
        rows.handoffs.loaded(row, id)
        return row
    }

    package mutating func clock(_ id: ClockID) throws -> Clock {
        if let row = rows.clocks.all[id] { return row }
        guard let row = try facts.clock(id) else { throw Refusal.notFound(id, "clock") }
        rows.clocks.loaded(row, id)
        return row
    }

    package mutating func merge(_ id: MergeID) throws -> MergeProposal {
        if let row = rows.merges.all[id] { return row }
        guard let row = try facts.merge(id) else { throw Refusal.notFound(id, "merge proposal") }
        rows.merges.loaded(row, id)
        return row
    }

    package mutating func visitor(_ id: String) throws -> Visitor? {
        if let row = rows.visitors.all[id] { return row }
        guard let row = try facts.visitor(id) else { return nil }
        rows.visitors.loaded(row, id)
        return row
    }

    /// Which of these messages were taken in before.
    package func known(messages: [String]) throws -> Set<String> {
        knownMessages.intersection(messages).union(try facts.known(messages: messages))
    }

    /// Every member, those who left too, by id.
    package mutating func allMembers() throws -> [Member] {
        if complete.insert(.members).inserted {
            for row in try facts.members() { rows.members.loaded(row, row.id) }
        }
        return rows.members.all.values.sorted { $0.id < $1.id }
    }

    package mutating func member(_ id: MemberID) throws -> Member {
        if let row = rows.members.all[id] { return row }
        _ = try allMembers()
        guard let row = rows.members.all[id] else { throw Refusal.notFound(id, "member") }
        return row
    }

    /// Clocks of the lead that are not over: running, paused, or breached and not yet done.
    package mutating func unendedClocks(of lead: LeadID) throws -> [Clock] {
        if complete.insert(.clocks(lead)).inserted {
            for row in try facts.unendedClocks(of: lead) { rows.clocks.loaded(row, row.id) }
        }
        return rows.clocks.all.values.filter { $0.lead == lead && $0.endedAt == nil }
            .sorted { $0.id < $1.id }
    }

    package mutating func handoffs(of lead: LeadID) throws -> [Handoff] {
        if complete.insert(.handoffs(lead)).inserted {
            for row in try facts.handoffs(of: lead) { rows.handoffs.loaded(row, row.id) }
        }
        return rows.handoffs.all.values.filter { $0.lead == lead }.sorted { $0.id < $1.id }
    }

    package mutating func merges(of lead: LeadID) throws -> [MergeProposal] {
        if complete.insert(.merges(lead)).inserted {
            for row in try facts.merges(of: lead) { rows.merges.loaded(row, row.id) }
        }
        return rows.merges.all.values.filter { $0.keep == lead || $0.absorb == lead }
            .sorted { $0.id < $1.id }
    }

    package mutating func seats(of pool: String) throws -> [Seat] {
        if complete.insert(.seats(pool)).inserted {
            for row in try facts.seats(of: pool) {
                rows.seats.loaded(row, SeatKey(pool: pool, member: row.member))
            }
        }
        return rows.seats.all.values.filter { $0.pool == pool }.sorted { $0.member < $1.member }
    }
}

extension World {
    /// Applies an event of the journal, as when it was first recorded.
    package mutating func apply(_ recorded: Recorded) throws {
        try recorded.event.apply(to: &self, recorded.stamp)
    }
}

/// Changes. Only events call these.
extension World {
    /// Changes a lead; the load of its owners follows by itself.
    mutating func change(_ id: LeadID, _ body: (inout Lead) -> Void) throws {
        var row = try lead(id)
        let old = row.loadsOwner
        body(&row)
        rows.leads.put(row, id)
        try moveLoad(from: old, to: row.loadsOwner)
    }

    private mutating func moveLoad(from old: MemberID?, to new: MemberID?) throws {
        guard old != new else { return }
        if let old { try change(old) { $0.load -= 1 } }
        if let new { try change(new) { $0.load += 1 } }
    }

    mutating func change(_ id: MemberID, _ body: (inout Member) -> Void) throws {
        var row = try member(id)
        body(&row)
        rows.members.put(row, id)
    }
    mutating func change(_ id: AccountID, _ body: (inout Account) -> Void) throws {
        var row = try account(id)
        body(&row)
        rows.accounts.put(row, id)
    }
    mutating func change(_ id: HandoffID, _ body: (inout Handoff) -> Void) throws {
        var row = try handoff(id)
        body(&row)
        rows.handoffs.put(row, id)
    }
    mutating func change(_ id: ClockID, _ body: (inout Clock) -> Void) throws {
        var row = try clock(id)
        body(&row)
        rows.clocks.put(row, id)
    }
    mutating func change(_ id: MergeID, _ body: (inout MergeProposal) -> Void) throws {
        var row = try merge(id)
        body(&row)
        rows.merges.put(row, id)
    }
    mutating func change(seat key: SeatKey, _ body: (inout Seat) -> Void) throws {
        _ = try seats(of: key.pool)
        var row = rows.seats.all[key] ?? Seat(pool: key.pool, member: key.member)
        body(&row)
        rows.seats.put(row, key)
    }
    /// A turn of a pool was given; each of its members is owed so much from now on.
    mutating func countTurn(
        of member: MemberID, in pool: String, _ credits: [MemberID: Double]
    ) throws {
        for (member, credit) in credits {
            try change(seat: SeatKey(pool: pool, member: member)) { $0.credit = credit }
        }
        try change(seat: SeatKey(pool: pool, member: member)) { $0.given += 1 }
    }
    mutating func change(visitor id: String, firstSeenAt: Instant, _ body: (inout Visitor) -> Void)
        throws
    {
        var row = try visitor(id) ?? Visitor(id: id, firstSeenAt: firstSeenAt)
        body(&row)
        rows.visitors.put(row, id)
    }
    mutating func put(record: QualificationRecord, of lead: LeadID) {
        rows.records.put(record, lead)
    }
    /// A new lead, of which there is nothing else yet.
    mutating func add(_ row: Lead) {
        rows.leads.put(row, row.id)
        complete.formUnion([.clocks(row.id), .handoffs(row.id), .merges(row.id)])
    }
    mutating func add(_ row: Account) { rows.accounts.put(row, row.id) }
    mutating func add(_ row: Member) { rows.members.put(row, row.id) }
    mutating func add(_ row: Handoff) { rows.handoffs.put(row, row.id) }
    mutating func add(_ row: Clock) { rows.clocks.put(row, row.id) }
    mutating func add(_ row: MergeProposal) { rows.merges.put(row, row.id) }
    mutating func remember(message: String) {
        if knownMessages.insert(message).inserted { messages.append(message) }
    }
}

extension Lead {
    /// The member against whose cap the lead counts.
    var loadsOwner: MemberID? { stage.isWorked && mergedInto == nil ? owner : nil }
}
