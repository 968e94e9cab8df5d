import Hummingbird
import LeadEngine
import LeadRules

/// Many leads change hands at once, with a reason, and can be given back.
enum BulkMoves {
    static let table = [
        PageRoute(.post, "/board/moves", .manage, move),
        PageRoute(.post, "/board/moves/undo", .manage, giveBack),
    ]

    /// More at once are a mistake more often than a wish.
    private static let most = 200

    /// The bar under a list with boxes; nil for those who may not move leads.
    ///
    /// - Parameter id: of the list, for the ids of its fields: a page may have several such lists.
    static func form(_ visit: Visit, _ id: String) -> View? {
        guard visit.may(.manage) else { return nil }
        let people = visit.members.filter { $0.isActive && $0.profile.role != .revops }
        return [
            "list": id,
            "members": people.map { member -> View in
                [
                    "value": member.id.description, "name": member.profile.name,
                    "role": visit.words["role.\(member.profile.role.rawValue)"],
                    "load": member.profile.role.developsLeads ? member.load : nil as Int?,
                ]
            },
        ]
    }

    private static func move(_ visit: Visit) async throws -> Response {
        try await visit.act("/board") {
            let ids: [LeadID] = try visit.form.ids("lead")
            let to: MemberID? = try visit.form.id("member")
            guard !ids.isEmpty else {
                throw Refusal.invalid(field: "lead", "Choose the leads to move first.")
            }
            guard Set(ids).count <= most else {
                throw Refusal.invalid(field: "lead", "Move at most \(most) leads at once.")
            }
            guard let reason = visit.form.text("reason") else {
                throw Refusal.invalid(field: "reason", "Say why the lead changes hands.")
            }
            let moves = Set(ids).sorted().map { AssignLead(lead: $0, to: to, reason: reason) }
            let outcome = try await MoveOutcome(of: moves, visit)
            return outcome.said(visit)
        }
    }

    private static func giveBack(_ visit: Visit) async throws -> Response {
        try await visit.act("/board") {
            let reason = visit.words["undo.reason"]
            let moves = FormerOwners.read(visit.form.text("former") ?? "").map { lead, owner in
                AssignLead(lead: lead, to: owner, reason: reason)
            }
            let given = EventList.read(visit.form.text("events") ?? "")
            guard moves.count + given.count <= most else {
                throw Refusal.invalid(field: "lead", "Move at most \(most) leads at once.")
            }
            var outcome = try await MoveOutcome(of: moves, visit)
            try await outcome.takeBack(given, visit)
            return outcome.saidBack(visit)
        }
    }
}

/// Who had which leads before, short enough to travel with an undo.
enum FormerOwners {
    /// `M3:1.5.9;M4:2`.
    static func write(_ owners: [LeadID: MemberID]) -> String {
        Dictionary(grouping: owners, by: \.value).sorted { $0.key < $1.key }.map { owner, leads in
            let numbers = leads.map(\.key.number).sorted().map(String.init)
            return "\(owner):\(numbers.joined(separator: "."))"
        }.joined(separator: ";")
    }

    static func read(_ text: String) -> [(LeadID, MemberID)] {
        text.split(separator: ";").flatMap { part -> [(LeadID, MemberID)] in
            let sides = part.split(separator: ":")
            guard sides.count == 2, let owner = MemberID(sides[0]) else { return [] }
            return sides[1].split(separator: ".").compactMap { Int64($0) }.map {
                (LeadID($0), owner)
            }
        }
    }
}

/// What became of leads that were to move.
struct MoveOutcome: Sendable {
    /// Leads whose owner changed, with who had them before.
    private var former: [LeadID: MemberID?] = [:]
    /// What gave leads to somebody that nobody had.
    private var given: [EventID] = []
    /// Who has how many of them now; nobody for those that wait.
    private var now: [MemberID?: Int] = [:]
    private var refused: [(name: String, refusal: Refusal)] = []

    /// Moves those in sight; the others count as refused.
    init(of moves: [AssignLead], _ visit: Visit) async throws {
        let sight = visit.sight
        let ids = moves.map(\.lead)
        let known = try await visit.read { transaction -> [LeadID: Lead] in
            var known: [LeadID: Lead] = [:]
            for id in ids {
                guard let lead = try transaction.lead(id),
                    sight.includes(lead, handoffs: try transaction.handoffs(of: id))
                else { continue }
                known[id] = lead
            }
            return known
        }
        for id in ids where known[id] == nil {
            refused.append(("\(id)", Refusal.notFound(id, "lead")))
        }
        let mine = moves.filter { known[$0.lead] != nil }
        let results = try await visit.engine.handle(each: mine, by: .member(visit.me.id))
        let after = try await visit.read { transaction in
            try mine.map { try transaction.lead($0.lead)?.owner }
        }
        for (index, result) in results.enumerated() {
            guard let lead = known[mine[index].lead] else { continue }
            switch result {
            case .failure(let refusal):
                refused.append((lead.displayNameWithoutCompany, refusal))
            case .success(let outcome) where lead.owner != after[index]:
                former[lead.id] = .some(lead.owner)
                if lead.owner == nil { given += outcome.events(named: LeadAssigned.name) }
                now[after[index], default: 0] += 1
            case .success: break
            }
        }
    }

    /// Leads that had waited for an owner wait again.
    mutating func takeBack(_ given: [EventID], _ visit: Visit) async throws {
        let events = Set(given).sorted()
        let leads = try await visit.read { transaction in
            try events.map { event -> Lead? in
                try transaction.event(event)?.event.lead.flatMap { try transaction.lead($0) }
            }
        }
        for lead in leads { if let lead { try await visit.require(lead.id) } }
        let results = try await visit.engine.handle(
            each: events.map { UndoStep(event: $0) }, by: .member(visit.me.id))
        for (lead, result) in zip(leads, results) {
            switch (lead, result) {
            case (let lead?, .success): former[lead.id] = .some(lead.owner)
            case (let lead?, .failure(let refusal)):
                refused.append((lead.displayNameWithoutCompany, refusal))
            case (nil, _): break
            }
        }
    }

    /// Who had them before, and which assignments of leads that nobody had can be taken back.
    private func undo(_ visit: Visit) -> Said.Undo? {
        let owners = former.compactMapValues(\.self)
        guard !owners.isEmpty || !given.isEmpty else { return nil }
        return Said.Undo(
            "/board/moves/undo",
            ["former": FormerOwners.write(owners), "events": EventList.write(given)])
    }

    func said(_ visit: Visit) -> Said {
        let words = visit.words
        var parts: [String] = []
        if !former.isEmpty {
            parts.append(words.counted("moves.done", former.count, ["who": receivers(visit)]))
        } else if refused.isEmpty {
            parts.append(words["moves.nothing"])
        }
        parts += refusals(visit)
        return Said(
            refused.isEmpty ? .good : former.isEmpty ? .bad : .warn,
            parts.joined(separator: " "),
            undo: undo(visit))
    }

    func saidBack(_ visit: Visit) -> Said {
        let done = visit.words.counted("moves.back", former.count)
        return Said(
            refused.isEmpty ? .good : .warn, ([done] + refusals(visit)).joined(separator: " "))
    }

    private func receivers(_ visit: Visit) -> String {
        now.sorted { ($1.value, $0.key?.number ?? 0) < ($0.value, $1.key?.number ?? 0) }
            .map { owner, count in
                let name = owner.map { visit.name($0) } ?? visit.words["moves.waiting"]
                return "\(name) \(count)"
            }.joined(separator: ", ")
    }

    /// One sentence for each cause.
    private func refusals(_ visit: Visit) -> [String] {
        Dictionary(grouping: refused, by: \.refusal.code).sorted { $0.key < $1.key }
            .map { code, group in
                let names = group.prefix(3).map(\.name).joined(separator: ", ")
                let why =
                    visit.words.has("moves.why-\(code)")
                    ? visit.words["moves.why-\(code)"] : visit.telling(group[0].refusal)
                return visit.words(
                    "moves.refused",
                    [
                        "n": "\(group.count)", "leads": names + (group.count > 3 ? " …" : ""),
                        "why": why,
                    ])
            }
    }
}
