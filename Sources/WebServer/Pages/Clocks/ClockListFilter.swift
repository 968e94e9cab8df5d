import LeadEngine
import LeadRules

/// Which clocks a list shows, as its address says it.
struct ClockListFilter: Sendable {
    let filter: ClockFilter
    /// What the address asked for, without the place in the list.
    let fields: [(name: String, value: String)]
    private let visit: Visit

    private static let names = [
        "standing", "breached", "purpose", "owner", "team", "member", "source", "group", "segment",
        "campaign", "from", "to",
    ]

    /// - Throws: `Refusal` for what is no choice, day or id.
    init(_ visit: Visit) throws {
        let query = visit.query
        var filter = ClockFilter()
        filter.standing = try query.figure("standing", ClockMeasure.standings)
        filter.breached = try query.flag("breached")
        filter.purpose = try query.choice("purpose", Clock.Purpose.self)
        filter.owner = try query.id("owner")
        filter.owners = try LeadListFilter.credited(visit)
        filter.leads = try Self.leads(visit)
        let from = try LeadListFilter.moment("from", visit, dayAfter: 0)
        let to = try LeadListFilter.moment("to", visit, dayAfter: 1)
        if filter.breached {
            (filter.breachedFrom, filter.breachedTo) = (from, to)
        } else {
            (filter.startedFrom, filter.startedTo) = (from, to)
        }
        self.filter = filter
        fields = Self.names.compactMap { name in query.text(name).map { (name, $0) } }
        self.visit = visit
    }

    /// Leads in sight, from where the figure counts them.
    private static func leads(_ visit: Visit) throws -> LeadFilter {
        var leads = LeadFilter()
        leads.source = visit.query.text("source")
        leads.group = try visit.query.choice("group", SourceGroup.self)
        leads.segment = visit.query.text("segment")
        leads.campaign = visit.query.text("campaign")
        leads.limit(to: visit.sight)
        return leads
    }

    func address(after: Int64? = nil) -> String {
        Self.address(
            fields.map { ($0.name, $0.value) } + (after.map { [("after", "\($0)")] } ?? []))
    }

    private static func address(_ fields: [(String, String)]) -> String {
        guard !fields.isEmpty else { return "/clocks" }
        return "/clocks?"
            + fields.map { "\($0.0)=\(Query.escaped($0.1))" }.joined(separator: "&")
    }

    /// Each part of the address: what it says, and the list without it.
    var chips: View {
        fields.map { field -> View in
            let rest = fields.filter { $0.name != field.name }.map { ($0.name, $0.value) }
            let label = visit.words["clocks.by-\(field.name)"]
            let value = told(field.name, field.value)
            return [
                "text": value.map { "\(label): \($0)" } ?? label, "without": Self.address(rest),
            ]
        }.view
    }

    private func told(_ name: String, _ value: String) -> String? {
        let words = visit.words
        switch name {
        case "breached": return nil
        case "standing": return words["clocks.standing-\(value)"]
        case "purpose": return words["purpose.\(value)"]
        case "owner", "member": return visit.name(MemberID(value))
        case "source": return visit.title(ofSource: value)
        case "segment": return visit.title(ofSegment: value)
        case "group": return words["source-group.\(value)"]
        case "from", "to": return Instant(rfc3339: value).map { visit.reader.time($0) } ?? value
        default: return value
        }
    }
}
