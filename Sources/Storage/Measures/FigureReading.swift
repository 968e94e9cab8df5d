import LeadEngine
import LeadRules

/// A sum as it was read.
struct ReadFigure {
    let parts: [String?]
    let sum: FigureSum
    var count: Int { Int(sum.count) }

    func part(_ place: Int) -> String? { parts.indices.contains(place) ? parts[place] : nil }
}

extension SQLTransaction {
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
}
