import HTTPTypes
import LeadEngine
import LeadRules

/// `queue`: what a member calls next; `pools`: who takes turns, and how loaded they are.
enum QueueRoutes {
    static let table = [
        Operation(
            .get, "queue", .read, "show-queue", "Whom a member calls next.",
            asks: [.id("member", MemberID.self)], gives: .one(QueueResource.self), by: queue),
        Operation(
            .get, "pools", .read, "list-pools", "Who takes turns, and how loaded they are.",
            gives: .list(of: PoolResource.self), by: pools),
    ]

    private static func queue(_ call: Call) async throws -> Reply {
        guard let id: MemberID = try call.query.id("member") ?? call.caller.token.member else {
            throw Refusal.invalid(field: "member", "Say whose queue: ?member=M1.")
        }
        guard call.caller.sight.includes(id) else {
            throw Problem(
                .forbidden, "not-in-sight", "This is the day of somebody outside your team.")
        }
        let playbook = try await call.workspace.playbook()
        let now = call.now
        return try await .json(
            call.read { transaction in
                guard let member = try transaction.members().first(where: { $0.id == id }) else {
                    throw Refusal.notFound(id, "member")
                }
                let rows = try transaction.queue(of: id)
                let clocks = rows.compactMap { row in row.dueAt.map { (row.lead.id, $0) } }
                let entries = DailyQueue.entries(
                    of: rows.map(\.lead),
                    clocks: Dictionary(uniqueKeysWithValues: clocks), at: now)
                return QueueResource(member, entries, playbook)
            })
    }

    private static func pools(_ call: Call) async throws -> Reply {
        let playbook = try await call.workspace.playbook()
        let pools = try await call.read { transaction in
            let members = try transaction.members()
            return try playbook.pools.map { rule in
                PoolResource(rule, members: members, seats: try transaction.seats(of: rule.id))
            }
        }
        return try .json(Listed(data: pools, next: nil))
    }
}

/// A member's day: leads in the order to call them, against the room there is.
private struct QueueResource: Codable, Sendable {
    let member: MemberID
    let load: Int
    let cap: Int?
    /// Conversations that fit in a week.
    let slotsPerWeek: Int
    let slotMinutes: Int64
    let groups: [Group]

    struct Group: Codable, Sendable {
        let group: QueueEntry.Group
        let entries: [Entry]
    }

    struct Entry: Codable, Sendable {
        let lead: LeadID
        let name: String
        let stage: Stage
        let score: Double
        let dueAt: Instant?
        let why: String
    }

    init(_ member: Member, _ entries: [QueueEntry], _ playbook: Playbook) {
        self.member = member.id
        load = member.load
        cap = playbook.cap(of: member)
        slotsPerWeek = playbook.queue.slotsPerWeek
        slotMinutes = playbook.queue.slot.seconds / 60
        groups = QueueEntry.Group.allCases.map { group in
            Group(
                group: group,
                entries: entries.filter { $0.group == group }.map {
                    Entry(
                        lead: $0.lead.id, name: $0.lead.displayName, stage: $0.lead.stage,
                        score: $0.lead.score.total, dueAt: $0.dueAt, why: $0.why)
                })
        }
    }
}

private struct PoolResource: Codable, Sendable {
    let id: String
    let title: String
    let role: Role
    let teams: [String]
    let cap: Int?
    let priority: Int
    let ownerFirst: Bool
    let members: [Place]

    struct Place: Codable, Sendable {
        let member: MemberID
        let name: String
        let weight: Double
        let load: Int
        let cap: Int?
        /// Leads that the member is owed.
        let credit: Double
        let given: Int
    }

    init(_ rule: PoolRule, members: [Member], seats: [Seat]) {
        id = rule.id
        title = rule.title
        role = rule.role
        teams = rule.teams
        cap = rule.cap
        priority = rule.priority
        ownerFirst = rule.ownerFirst
        self.members = members.filter(rule.includes).map { member in
            let seat = seats.first { $0.member == member.id }
            return Place(
                member: member.id, name: member.profile.name, weight: rule.weight(of: member),
                load: member.load, cap: rule.cap(of: member),
                credit: seat?.credit ?? 0, given: seat?.given ?? 0)
        }
    }
}
