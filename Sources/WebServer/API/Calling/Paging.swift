import LeadEngine
import LeadRules

/// A page of a list. `next` is what to ask for as `after`; null at the end.
struct Listed<Item: Encodable & Sendable>: Encodable, Sendable {
    let data: [Item]
    let next: String?

    private enum Key: String, CodingKey { case data, next }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(data, forKey: .data)
        try container.encode(next, forKey: .next)
    }
}

extension Query {
    /// `limit` from 1 to 200, 50 when absent.
    var limit: Int { get throws { try Int(number("limit", in: 1...200) ?? 50) } }

    /// `after` and `limit`, of a list by ids of a kind; `order=newest` turns it round.
    func page<Kind>(_: ID<Kind>.Type) throws -> Page {
        let after: ID<Kind>? = try id("after")
        return Page(after: after?.number, limit: try limit + 1, newestFirst: try isNewestFirst)
    }

    /// Of a list by plain numbers.
    var numberedPage: Page {
        get throws {
            Page(
                after: try number("after", in: 0 ... .max), limit: try limit + 1,
                newestFirst: try isNewestFirst)
        }
    }

    private enum Order: String, CaseIterable { case oldest, newest }

    private var isNewestFirst: Bool {
        get throws { try choice("order", Order.self) == .newest }
    }
}

extension Page {
    /// Answers with rows that were asked for with one more than the client's limit.
    func reply<Row, Item: Encodable & Sendable>(
        _ rows: [Row], id: (Row) -> String, _ item: (Row) throws -> Item?
    ) throws -> Reply {
        let shown = rows.prefix(limit - 1)
        let next = rows.count > shown.count ? shown.last.map(id) : nil
        return try .json(Listed(data: try shown.compactMap(item), next: next))
    }
}
