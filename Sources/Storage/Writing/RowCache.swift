import LeadEngine
import LeadRules

/// Rows as the one connection that writes last saw them: a busy lead is neither read nor decoded
/// for each of its events.
///
/// It is right as long as nobody else writes and nothing is undone; in either case all of it is
/// forgotten.
package final class RowCache {
    var leads = RecentRows<LeadID, Lead>()
    var accounts = RecentRows<AccountID, Account>()
    /// Which account a domain is; it never becomes another's.
    var domains = RecentRows<String, AccountID>()
    var visitors = RecentRows<String, Visitor>()
    var members: [Member]?
    var seats: [String: [Seat]] = [:]
    /// Pools for which no lead is held.
    var poolsWithoutHeld: Set<String> = []
    var endpoints: [Endpoint]?
    /// The number of the latest notice.
    var lastNotice: Int64?
    let due = DueRows()
    let late = LateRows()
    /// How often a decision was saved; what is undone without that leaves the rows as they are.
    private(set) var saves = 0

    package init() {}

    package func forget() {
        leads = RecentRows()
        accounts = RecentRows()
        domains = RecentRows()
        visitors = RecentRows()
        members = nil
        seats = [:]
        poolsWithoutHeld = []
        endpoints = nil
        lastNotice = nil
        due.forget()
        late.forget()
    }

    /// Takes over what a decision changed.
    func keep(_ world: World) {
        saves += 1
        for row in world.leads.changed {
            leads[row.id] = row
            if let pool = row.heldIn { poolsWithoutHeld.remove(pool) }
        }
        for row in world.seats.changed { keep(row) }
        for row in world.clocks.changed { due.forget(row) }
        for row in world.handoffs.changed { due.forget(row) }
        for row in world.accounts.changed { keep(row) }
        for row in world.visitors.changed { visitors[row.id] = row }
        for row in world.members.changed { keep(row) }
    }

    func keep(_ account: Account) {
        accounts[account.id] = account
        domains[account.domain] = account.id
    }

    private func keep(_ seat: Seat) {
        guard let place = seats[seat.pool]?.firstIndex(where: { $0.member == seat.member }) else {
            seats[seat.pool] = nil
            return
        }
        seats[seat.pool]?[place] = seat
    }

    private func keep(_ member: Member) {
        guard let place = members?.firstIndex(where: { $0.id == member.id }) else {
            members = nil
            return
        }
        members?[place] = member
    }
}

/// Rows by key, those used lately: at most twice `most`. Once `most` rows are young, those that
/// were not used since the last time are let go.
struct RecentRows<Key: Hashable, Row> {
    private static var most: Int { 65_536 }
    private var young: [Key: Row] = [:]
    private var old: [Key: Row] = [:]

    subscript(_ key: Key) -> Row? {
        mutating get {
            if let row = young[key] { return row }
            guard let row = old[key] else { return nil }
            self[key] = row
            return row
        }
        set {
            if young.count >= Self.most {
                old = young
                young = [:]
            }
            young[key] = newValue
        }
    }

    /// The row of a key, read when it is not here.
    mutating func row(_ key: Key, _ read: () throws -> Row?) rethrows -> Row? {
        if let row = self[key] { return row }
        guard let row = try read() else { return nil }
        self[key] = row
        return row
    }
}
