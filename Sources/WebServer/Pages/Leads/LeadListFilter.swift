import LeadEngine
import LeadRules

/// Which leads a list shows, as its address says it.
struct LeadListFilter: Sendable {
    /// Limited to what the visitor may see; without what they search for.
    let filter: LeadFilter
    let search: String?
    /// What the address asked for, without the place in the list.
    let fields: [(name: String, value: String)]
    private let asked: [String: String]
    let visit: Visit

    /// - Throws: `Refusal` for what is no choice, day or id.
    init(_ visit: Visit) throws {
        let query = visit.query
        var filter = LeadFilter()
        search = query.text("q")
        filter.stage = try query.choice("stage", Stage.self)
        filter.owner = try query.id("owner")
        filter.source = query.text("source")
        filter.segment = query.text("segment")
        filter.verification = try query.choice("verification", VerificationState.self)
        filter.milestone = try query.choice("milestone", Milestone.self)
        filter.held = try query.flag("held")
        filter.group = try query.choice("group", SourceGroup.self)
        filter.campaign = query.text("campaign")
        filter.sdr = try query.id("sdr")
        filter.ae = try query.id("ae")
        filter.from = try Self.moment("from", visit, dayAfter: 0)
        filter.to = try Self.moment("to", visit, dayAfter: 1)
        filter.credited = try Self.credited(visit)
        filter.behind = try LeadsBehind(query, at: visit.now)
        filter.limit(to: visit.sight)
        self.filter = filter
        fields = Self.names.compactMap { name in query.text(name).map { (name, $0) } }
        asked = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) })
        self.visit = visit
    }

    private static let names =
        [
            "q", "stage", "owner", "milestone", "source", "segment", "verification", "held", "from",
            "to", "group", "campaign", "team", "member", "sdr", "ae",
        ] + LeadsBehind.fields

    /// Fields that links of other pages set, and that the form only carries on.
    private static let carried =
        ["group", "campaign", "team", "member", "sdr", "ae"] + LeadsBehind.fields
    private static let seldom = ["source", "segment", "verification", "held", "from", "to"]

    /// A day of the reader, or a moment. The last day counts.
    static func moment(_ name: String, _ visit: Visit, dayAfter days: Int) throws
        -> Instant?
    {
        guard let text = visit.query.text(name) else { return nil }
        if let day = CivilDate(text) {
            return visit.reader.zone.moment(of: LocalTime(day: day + days))
        }
        return try visit.query.time(name)
    }

    /// Whose work is meant; nil for everybody's.
    static func credited(_ visit: Visit) throws -> Set<MemberID>? {
        let team = visit.query.text("team")
        let member: MemberID? = try visit.query.id("member")
        guard team != nil || member != nil else { return nil }
        return Set(
            visit.members.filter { other in
                (team == nil || other.profile.team == team) && (member == nil || other.id == member)
            }.map(\.id))
    }
}

/// What the form shows.
extension LeadListFilter {
    var isEmpty: Bool { fields.isEmpty }

    /// The same list under another address.
    func address(_ path: String, after: Int64? = nil) -> String {
        address(path, fields + (after.map { [("after", "\($0)")] } ?? []))
    }

    private func address(_ path: String, _ fields: [(String, String)]) -> String {
        guard !fields.isEmpty else { return path }
        return path + "?"
            + fields.map { "\($0.0)=\(Query.escaped($0.1))" }.joined(separator: "&")
    }

    func view() -> View {
        let words = visit.words
        let playbook = visit.playbook
        return [
            "q": asked["q"],
            "stages": Views.options(Stage.self, chosen: asked["stage"]) {
                words["stage.\($0.rawValue)"]
            },
            "owners": Views.options(owners, chosen: filter.owner?.description),
            "milestones": Views.options(Milestone.self, chosen: asked["milestone"]) {
                words["milestone.\($0.rawValue)"]
            },
            "sources": Views.options(
                playbook.intake.sources.map { ($0.id, visit.title(ofSource: $0.id)) },
                chosen: asked["source"]),
            "segments": Views.options(
                playbook.segments.map { ($0.id, visit.title(ofSegment: $0.id)) },
                chosen: asked["segment"]),
            "verifications": Views.options(VerificationState.self, chosen: asked["verification"]) {
                words["verification.\($0.rawValue)"]
            },
            "isHeld": filter.held, "from": day(filter.from, 0), "to": day(filter.to, -1),
            "showsMore": fields.contains { Self.seldom.contains($0.name) },
            "carried": fields.filter { Self.carried.contains($0.name) }.map { chip($0) },
            "isFiltered": !isEmpty,
        ]
    }

    private var owners: [(String, String)] {
        visit.members.filter { member in
            visit.sight.includes(member.id) && (member.isActive || member.load > 0)
        }.map { ($0.id.description, $0.profile.name) }.sorted { $0.1 < $1.1 }
    }

    private func day(_ moment: Instant?, _ days: Int) -> String? {
        moment.map { (visit.reader.zone.time(at: $0).day + days).description }
    }

    /// One carried part: what it says, and the list without it.
    private func chip(_ field: (name: String, value: String)) -> View {
        let rest = fields.filter { $0.name != field.name }.map { ($0.name, $0.value) }
        let label = visit.words["list.by-\(field.name)"]
        let value = told(field.name, field.value)
        return [
            "name": field.name, "value": field.value,
            "text": value.map { "\(label): \($0)" } ?? label,
            "without": address("/leads", rest),
        ]
    }
}
