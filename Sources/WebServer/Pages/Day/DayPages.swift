import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/day`: whom an SDR calls next, and why.
enum DayPages {
    static let table = [
        PageRoute(.get, "/day", .visit, show)
    ]

    /// One's own day; a manager may look at somebody else's with `?member=M5`.
    private static func show(_ visit: Visit) async throws -> Response {
        let id = try visit.query.id("member") ?? visit.me.id
        guard let member = visit.member(id), visit.sight.includes(id),
            member.profile.role.developsLeads || id != visit.me.id
        else {
            if id == visit.me.id { return .redirect(Menu.home(of: visit.role)) }
            throw Problem(
                .forbidden, "not-in-sight", "This is the day of somebody outside your team.")
        }
        let facts = try await visit.read { try DayFacts(of: id, in: $0) }
        let entries = DailyQueue.entries(of: facts.leads, clocks: facts.due, at: visit.now)
        let listed = Set(entries.map(\.lead.id))
        let later = facts.leads.filter { $0.stage.isWorked && !listed.contains($0.id) }
        return visit.page(
            "day", area: "day", title: visit.words["menu.day"],
            [
                "member": Views.person(member), "isOwn": id == visit.me.id,
                "groups": QueueEntry.Group.allCases.compactMap { group in
                    self.group(group, entries.filter { $0.group == group }, facts, member, visit)
                },
                "live": "owner:\(id) assigned",
                "refreshAt": facts.nextChange(after: visit.now)?.rfc3339,
                "isEmpty": entries.isEmpty, "load": load(of: member, visit),
                "later": later.sorted { lhs, rhs in
                    (lhs.work.contactDueAt ?? visit.now) < (rhs.work.contactDueAt ?? visit.now)
                }.prefix(12).map { self.later($0, visit) },
                "hasLater": !later.isEmpty, "laterCount": later.count,
            ])
    }

    private static func group(
        _ group: QueueEntry.Group, _ entries: [QueueEntry], _ facts: DayFacts, _ member: Member,
        _ visit: Visit
    ) -> View? {
        guard !entries.isEmpty else { return nil }
        return [
            "name": visit.words["day.\(group.rawValue)"],
            "hint": visit.words["day.\(group.rawValue)-hint"], "count": entries.count,
            "isHot": group == .hot, "entries": entries.map { row($0, facts, member, visit) },
        ]
    }

    private static func row(
        _ entry: QueueEntry, _ facts: DayFacts, _ member: Member, _ visit: Visit
    ) -> View {
        let lead = entry.lead
        return [
            "id": lead.id.description, "name": lead.displayNameWithoutCompany,
            "company": lead.contact.company, "title": lead.contact.title,
            "why": why(entry, visit), "brief": brief(entry, visit),
            "score": Figures.number(lead.score.total, decimals: 0), "phone": lead.contact.phone,
            "clock": facts.clocks[lead.id].map {
                Views.clock($0, visit.reader, visit.playbook, owner: member)
            },
            "mark": visit.words["milestone.\(lead.milestones.furthest?.rawValue ?? "none")"],
            "isQualified": lead.milestones.furthest != nil,
        ]
    }

    private static func why(_ entry: QueueEntry, _ visit: Visit) -> String {
        let lead = entry.lead
        let words = visit.words
        switch entry.group {
        case .hot:
            let seen = lead.work.lastActivityAt ?? visit.now
            let advised = lead.work.contactDueAt.flatMap { $0 > visit.now ? $0 : nil }
            return words(
                advised == nil ? "day.why-hot" : "day.why-hot-early",
                [
                    "when": visit.reader.ago(seen),
                    "time": advised.map { visit.reader.time($0) } ?? "",
                ])
        case .new:
            return words("day.why-new", ["source": visit.title(ofSource: lead.origin.source)])
        case .untouched:
            return words(
                "day.why-untouched",
                [
                    "n": "\(lead.work.attempts)", "of": "\(visit.playbook.stages.attempts)",
                    "when": lead.work.lastTouchAt.map { visit.reader.ago($0) } ?? "–",
                ])
        case .connected:
            return words(
                "day.why-connected",
                ["when": lead.work.lastTouchAt.map { visit.reader.ago($0) } ?? "–"])
        case .recycled: return visit.told(lead.stageReason)
        }
    }

    /// What the lead did, without what the reason says already.
    private static func brief(_ entry: QueueEntry, _ visit: Visit) -> String? {
        let source = entry.group == .new ? visit.title(ofSource: entry.lead.origin.source) : nil
        return Brief.line(of: entry.lead, visit, without: source, seen: entry.group != .hot)
    }

    private static func later(_ lead: Lead, _ visit: Visit) -> View {
        [
            "id": lead.id.description, "name": lead.displayName,
            "when": lead.work.contactDueAt.map { visit.reader.time($0) },
        ]
    }

    private static func load(of member: Member, _ visit: Visit) -> View {
        [
            "load": member.load, "cap": visit.playbook.cap(of: member),
            "isFull": visit.playbook.isFull(member),
            "slots": visit.playbook.queue.slotsPerWeek,
            "minutes": visit.playbook.queue.slot.seconds / 60,
        ]
    }
}

/// What the day is made of.
private struct DayFacts: Sendable {
    var leads: [Lead] = []
    var due: [LeadID: Instant] = [:]
    /// The most urgent running clock of each lead.
    var clocks: [LeadID: Clock] = [:]

    /// When time alone next changes the queue: a lead becomes due, or is no longer hot.
    func nextChange(after now: Instant) -> Instant? {
        leads.flatMap { [$0.work.contactDueAt, $0.work.hotUntil] }.compactMap(\.self)
            .filter { $0 > now }.min()
    }

    init(of member: MemberID, in transaction: any Transaction) throws {
        for (lead, dueAt) in try transaction.queue(of: member) {
            leads.append(lead)
            due[lead.id] = dueAt
        }
        var filter = ClockFilter()
        filter.owner = member
        filter.states = [.running]
        for clock in try transaction.clocks(filter, Page(limit: 1_000)) {
            guard let known = clocks[clock.lead], known.dueAt <= clock.dueAt else {
                clocks[clock.lead] = clock
                continue
            }
        }
    }
}
