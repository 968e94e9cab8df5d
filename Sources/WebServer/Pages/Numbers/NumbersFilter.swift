import Foundation
import LeadRules

/// Which part of the team's history the numbers are about, as the address says it.
struct NumbersFilter: Sendable {
    enum Period: String, CaseIterable, Sendable {
        case thisWeek = "this-week"
        case lastWeek = "last-week"
        case fourWeeks = "4-weeks"
        case quarter, all, dates
    }

    private(set) var period: Period
    /// The first day in the reader's zone; nil reaches back to the beginning.
    private(set) var from: CivilDate?
    /// The last day, which counts; nil leaves it open.
    private(set) var to: CivilDate?
    let source: String?
    let group: SourceGroup?
    let segment: String?
    let campaign: String?
    let team: String?
    let member: MemberID?
    let today: CivilDate
    /// Whose days these are: the reader's, or for the weekly pack the team's.
    private var zone: LocalZone
    private let readerZone: LocalZone

    /// - Throws: `Refusal` for what is no choice, day or id.
    init(_ query: Query, _ reader: Reader) throws {
        zone = reader.zone
        readerZone = reader.zone
        today = reader.zone.time(at: reader.now).day
        source = query.text("source")
        group = try query.choice("group", SourceGroup.self)
        segment = query.text("segment")
        campaign = query.text("campaign")
        team = query.text("team")
        member = try query.id("member")
        let days = [try Self.day("from", query), try Self.day("to", query)]
        let chosen = try query.choice("period", Period.self)
        // Somebody who has just changed the period means it; else typed days go first.
        let isChanged = query.text("shown").map { $0 != chosen?.rawValue } ?? false
        let hasDays = days.contains { $0 != nil }
        period = hasDays && !(isChanged && chosen != .dates) ? .dates : chosen ?? .fourWeeks
        (from, to) = Self.days(of: period == .dates && !hasDays ? .fourWeeks : period, today)
        if period == .dates, hasDays {
            let known = days.compactMap(\.self).sorted()
            (from, to) = known.count == 2 ? (known[0], known[1]) : (days[0], days[1])
        }
    }

    private static func day(_ name: String, _ query: Query) throws -> CivilDate? {
        guard let text = query.text(name) else { return nil }
        guard let day = CivilDate(text) else {
            throw Refusal.invalid(field: name, "'\(text)' is not a day like 2026-03-01.")
        }
        return day
    }

    private static func days(of period: Period, _ today: CivilDate) -> (CivilDate?, CivilDate?) {
        let monday = today + -today.weekday.rawValue
        switch period {
        case .thisWeek: return (monday, monday + 6)
        case .lastWeek: return (monday + -7, monday + -1)
        case .fourWeeks, .dates: return (today + -27, today)
        case .quarter: return (today + -90, today)
        case .all: return (nil, nil)
        }
    }

    /// The same filter over other days.
    ///
    /// - Parameter zone: whose days they are; nil keeps it.
    func over(_ from: CivilDate, _ to: CivilDate, in zone: LocalZone? = nil) -> NumbersFilter {
        var filter = self
        filter.zone = zone ?? self.zone
        filter.period = .dates
        filter.from = from
        filter.to = to
        return filter
    }

    /// What is asked of the store.
    var report: ReportQuery {
        var query = ReportQuery(from: from.map { start(of: $0) }, to: to.map { start(of: $0 + 1) })
        query.source = source
        query.sourceGroup = group
        query.campaign = campaign
        query.segment = segment
        query.team = team
        query.member = member
        return query
    }

    private func start(of day: CivilDate) -> Instant { zone.moment(of: LocalTime(day: day)) }

    /// The period cut into days, weeks or four weeks, so that none has too many parts to be drawn.
    var parts: [NumbersFilter] {
        let last = to ?? today
        let first = from ?? last + -90
        let days = last.dayNumber - first.dayNumber + 1
        let size = days <= 14 ? 1 : days <= 26 * 7 ? 7 : 28
        let count = min(26, (days + size - 1) / size)
        return (0..<max(0, count)).reversed().map { back in
            let end = last + -(back * size)
            return over(max(first, end + -(size - 1)), end)
        }
    }
}

/// Addresses.
extension NumbersFilter {
    /// The fields that keep this filter on another page.
    var fields: [(name: String, value: String)] {
        var fields: [(String, String?)] = [
            ("period", period == .fourWeeks ? nil : period.rawValue), ("source", source),
            ("group", group?.rawValue), ("segment", segment), ("campaign", campaign),
            ("team", team), ("member", member?.description),
        ]
        if period == .dates {
            fields += [("from", from?.description), ("to", to?.description)]
        }
        return fields.compactMap { name, value in value.map { (name, $0) } }
    }

    /// The same numbers under another address.
    func address(_ path: String, _ more: [(String, String)] = []) -> String {
        Self.address(path, fields.map { ($0.name, $0.value) } + more)
    }

    /// The leads behind a figure; `more` goes before what the filter says of the same.
    func leads(_ more: [(String, String?)] = [], inPeriod: Bool = true) -> String {
        let named = Set(more.map(\.0))
        let period: [(String, String?)] = [
            ("from", from.map { moment(of: $0, 0) }), ("to", to.map { moment(of: $0, 1) }),
        ]
        let own: [(String, String?)] =
            (inPeriod ? period : []) + [
                ("source", source),
                ("group", group?.rawValue), ("segment", segment), ("campaign", campaign),
                ("team", team), ("member", member?.description),
            ]
        let all = (own.filter { !named.contains($0.0) } + more).compactMap { name, value in
            value.map { (name, $0) }
        }
        return Self.address("/leads", all)
    }

    /// A list takes days as the reader's; those of another zone are named by their moments.
    private func moment(of day: CivilDate, _ days: Int) -> String {
        zone.name == readerZone.name ? day.description : start(of: day + days).rfc3339
    }

    /// Leads that count, without fake ones.
    func real(_ more: [(String, String?)] = [], inPeriod: Bool = true) -> String {
        leads(more + [("real", "true")], inPeriod: inPeriod)
    }

    /// Leads with a handoff that was opened in the period, and of which this came.
    func handoffs(_ outcome: String = "opened", _ more: [(String, String?)] = []) -> String {
        leads([("dated", "opened"), ("handoff", outcome)] + more)
    }

    /// Leads that were won or lost in the period.
    func closed(_ milestone: String, _ more: [(String, String?)] = []) -> String {
        leads([("dated", "closed"), ("milestone", milestone)] + more)
    }

    /// Leads that somebody works on now, whatever they are and wherever they come from.
    func working(_ owner: String? = nil) -> String {
        let members = owner == nil ? [("team", team), ("member", member?.description)] : []
        let all = [("owner", owner)] + members + [("working", "true")]
        return Self.address(
            "/leads", all.compactMap { name, value in value.map { (name, $0) } })
    }

    private static func address(_ path: String, _ fields: [(String, String)]) -> String {
        guard !fields.isEmpty else { return path }
        return path + "?"
            + fields.map { "\($0.0)=\(Query.escaped($0.1))" }.joined(separator: "&")
    }
}
