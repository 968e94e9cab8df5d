package import LeadRules
import Synchronization

/// Response times of days, sorted, as they were last read.
///
/// They are right as long as the digest among the figures is the same, whoever wrote since.
package final class ResponseShelf: Sendable {
    private struct Kept {
        let digest: FigureSum
        let part: ResponsePart
        var used: Int
    }

    private struct State {
        var kept: [Int64: Kept] = [:]
        var leads = 0
        var uses = 0

        var oldest: Int64? { kept.min { $0.value.used < $1.value.used }?.key }

        mutating func forget(_ day: Int64) {
            if let kept = kept.removeValue(forKey: day) { leads -= kept.part.count }
        }
    }

    /// The most leads that are kept; each takes about a hundred bytes.
    private static let most = 600_000
    private let state = Mutex(State())

    package init() {}

    /// The part of a day, counted from 1970, read by `make` unless it is known.
    func part(_ day: Int64, _ digest: FigureSum, _ make: () throws -> ResponsePart) rethrows
        -> ResponsePart
    {
        if let known = known(day, digest) { return known }
        let part = try make()
        state.withLock { state in
            state.forget(day)
            guard part.count <= Self.most else { return }
            while state.leads + part.count > Self.most, let old = state.oldest { state.forget(old) }
            state.uses += 1
            state.leads += part.count
            state.kept[day] = Kept(digest: digest, part: part, used: state.uses)
        }
        return part
    }

    private func known(_ day: Int64, _ digest: FigureSum) -> ResponsePart? {
        state.withLock { state in
            guard let kept = state.kept[day], kept.digest == digest else { return nil }
            state.uses += 1
            state.kept[day]?.used = state.uses
            return kept.part
        }
    }
}

extension SQLTransaction {
    package func responses(_ query: ReportQuery) throws -> ResponseSet {
        let days = FigurePeriod.days(query.from, query.to)
        guard let shelf, !query.isAboutLeads, days.from < days.to else {
            return ResponseSet(try countedResponses(query))
        }
        var parts = try digests(days).map { day, digest in
            try shelf.part(day, digest) {
                ResponsePart(
                    try countedResponses(query.during(Self.start(of: day), Self.start(of: day + 1)))
                )
            }
        }
        let (first, last) = (Self.start(of: days.from), Self.start(of: days.to))
        if let from = query.from, from < first {
            parts.append(ResponsePart(try countedResponses(query.during(from, first))))
        }
        if let to = query.to, last < to {
            parts.append(ResponsePart(try countedResponses(query.during(last, to))))
        }
        return ResponseSet(parts: parts)
    }

    private static func start(of day: Int64) -> Instant {
        Instant(milliseconds: day * FigureSpan.day * FigureSpan.milliseconds)
    }

    /// The digest of each day that has leads with response times.
    private func digests(_ days: FigurePeriod.Part) throws -> [(day: Int64, digest: FigureSum)] {
        try connection.rows(
            """
            SELECT at, n, units, millionths FROM figures WHERE figure = ? AND span = ? \
            AND at >= ? AND at < ? AND n <> 0 ORDER BY at
            """,
            [
                .text(Figure.response.rawValue), .integer(days.span), .integer(days.from),
                .integer(days.to),
            ]
        ) { row in
            (
                row.int(0),
                FigureSum(count: row.int(1), units: row.int(2), millionths: row.int(3))
            )
        }
    }
}

extension Lead {
    /// What it adds to response times, where somebody could have answered it.
    var response: ResponseTime? {
        guard Cohort.answerable.base.isMet(by: self) else { return nil }
        var response = ResponseTime(capturedAt: capturedAt)
        response.member = LeadFact.handler.value(of: self)?.number.map { MemberID($0) }
        response.temperature = origin.temperature
        response.assignedAt = work.firstAssignedAt
        response.touchedAt = work.firstTouchAt
        response.isSQL = LeadFact.isSQL.value(of: self) != nil
        response.isWon = LeadFact.isWon.value(of: self) != nil
        return response
    }
}

extension ResponseTime {
    /// What of a lead it is made of.
    static let basis: Set<LeadFact> = [
        LeadFact.capturedAt, .handler, .temperature, .firstAssignedAt, .firstTouchAt, .isSQL,
        .isWon,
    ].reduce(into: Cohort.answerable.base.stated) { $0.formUnion($1.basis) }

    /// Tells it from others. The digest of many is the sum of theirs, in whatever order.
    var digest: FigureSum {
        let marks = (isSQL ? 1 : 0) + (isWon ? 2 : 0)
        let rank = Temperature.allCases.firstIndex(of: temperature) ?? 0
        var state: UInt64 = 0
        for number in [
            member?.number ?? -1, capturedAt.milliseconds, assignedAt?.milliseconds ?? -1,
            touchedAt?.milliseconds ?? -1, Int64(marks), Int64(rank),
        ] {
            // The mixing of SplitMix64: Steele, Lea, Flood, OOPSLA 2014.
            state = (state ^ UInt64(bitPattern: number)) &+ 0x9E37_79B9_7F4A_7C15
            state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
            state ^= state >> 31
        }
        // Small enough for sums of millions of them.
        return FigureSum(
            count: 1, units: Int64(state >> 28), millionths: Int64(state & 0xFFF_FFFF))
    }
}
