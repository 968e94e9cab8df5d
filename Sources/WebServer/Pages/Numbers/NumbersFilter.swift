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
    private(set) var zone: LocalZone
    let readerZone: LocalZone

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

    func start(of day: CivilDate) -> Instant { zone.moment(of: LocalTime(day: day)) }

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
