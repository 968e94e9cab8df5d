import LeadEngine
import LeadRules

/// A sum as it was read.
struct ReadFigure {
    let parts: [String?]
    let sum: FigureSum
    var count: Int { Int(sum.count) }

    /// A part that every key has.
    subscript(_ place: Int) -> String { self.part(place) ?? "" }
    func part(_ place: Int) -> String? { parts.indices.contains(place) ? parts[place] : nil }
    func member(_ place: Int) -> MemberID? {
        part(place).flatMap { Int64($0) }.map { MemberID($0) }
    }
}

extension SQLTransaction {
    /// The sums of a figure over a period, by key. What lies in no whole hour is told as periods, of
    /// which the rows themselves have to be counted.
    func figures(_ figure: Figure, _ query: ReportQuery) throws -> (
        sums: [ReadFigure], edges: [ReportQuery]
    ) {
        let period = FigurePeriod(query.from, query.to)
        return (try figures(figure, period.parts), FigurePeriod.edges(of: query))
    }

    func figures(_ figure: Figure, _ parts: [FigurePeriod.Part]) throws -> [ReadFigure] {
        let selects = parts.map { _ in
            """
            SELECT key, n, units, millionths FROM figures WHERE figure = ? AND span = ? \
            AND at >= ? AND at < ?
            """
        }
        return try connection.rows(
            """
            SELECT key, sum(n), sum(units), sum(millionths) \
            FROM (\(selects.joined(separator: " UNION ALL "))) AS spans GROUP BY key \
            HAVING sum(n) <> 0
            """,
            parts.flatMap { part -> [SQLValue] in
                [
                    .text(figure.rawValue), .integer(part.span), .integer(part.from),
                    .integer(part.to),
                ]
            }
        ) { row in
            ReadFigure(
                parts: FigureKey.parts(row.string(0)),
                sum: FigureSum(
                    count: row.int(1), units: row.int(2), millionths: row.int(3)))
        }
    }

    /// The members that a query is about; nil is everybody.
    func members(of query: ReportQuery) throws -> Set<MemberID>? {
        guard query.isAboutMembers else { return nil }
        return Set(try members().filter { query.includes($0) }.map(\.id))
    }
}

extension FigurePeriod {
    /// Parts of hours of a query's period, as queries.
    static func edges(of query: ReportQuery) -> [ReportQuery] {
        FigurePeriod(query.from, query.to).edges.map { query.during($0.from, $0.to) }
    }
}

extension ReportQuery {
    func during(_ from: Instant?, _ to: Instant?) -> ReportQuery {
        var query = self
        (query.from, query.to) = (from, to)
        return query
    }

    /// Whether leads are asked for by more of their origin than the source.
    var isAboutMoreThanSource: Bool { sourceGroup != nil || campaign != nil || segment != nil }
    var isAboutOrigin: Bool { source != nil || isAboutMoreThanSource }

    func includes(origin tally: FunnelTally) -> Bool {
        (source == nil || source == tally.source)
            && (sourceGroup == nil || sourceGroup?.rawValue == tally.sourceGroup)
            && (campaign == nil || campaign == tally.campaign)
            && (segment == nil || segment == tally.segment)
    }
}
