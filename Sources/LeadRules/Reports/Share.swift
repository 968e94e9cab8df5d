/// So many of so many. As JSON: `{"count":3,"of":12,"rate":0.25}`, with `null` for no data.
package struct Share: Hashable, Sendable {
    package var count: Int
    package var of: Int

    package init(_ count: Int, of whole: Int) {
        self.count = count
        self.of = whole
    }

    package static let none = Share(0, of: 0)

    /// The fraction, from 0 to 1; nil when there is nothing to divide by.
    package var rate: Double? { of == 0 ? nil : Double(count) / Double(of) }

    package static func + (a: Share, b: Share) -> Share {
        Share(a.count + b.count, of: a.of + b.of)
    }
}

extension Share: Codable {
    private enum Key: String, CodingKey { case count, of, rate }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        count = try container.decode(Int.self, forKey: .count)
        of = try container.decode(Int.self, forKey: .of)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(count, forKey: .count)
        try container.encode(of, forKey: .of)
        try container.encode(rate, forKey: .rate)
    }
}

/// How long something took: seconds of plain time, and nil (`null` in JSON) without any case.
package struct Durations: Hashable, Sendable {
    /// Number of cases that were measured.
    package var count: Int
    package var meanSeconds: Double?
    /// The middle case; the mean of the two middle ones when their number is even.
    package var medianSeconds: Double?
    /// Nine cases of ten took no longer. Between two cases it is interpolated linearly.
    package var p90Seconds: Double?

    package init(_ seconds: [Double] = []) {
        let sorted = seconds.sorted()
        count = sorted.count
        guard !sorted.isEmpty else { return }
        meanSeconds = sorted.reduce(0, +) / Double(sorted.count)
        medianSeconds = Self.quantile(0.5, of: sorted)
        p90Seconds = Self.quantile(0.9, of: sorted)
    }

    /// The quantile at a fraction of the way through sorted values, interpolated linearly.
    ///
    /// Definition 7 of R. Hyndman, Y. Fan, "Sample Quantiles in Statistical Packages" (1996).
    static func quantile(_ fraction: Double, of sorted: [Double]) -> Double {
        let position = fraction * Double(sorted.count - 1)
        let index = Int(position)
        guard index + 1 < sorted.count else { return sorted[sorted.count - 1] }
        return sorted[index] + (position - Double(index)) * (sorted[index + 1] - sorted[index])
    }
}

extension Durations: Codable {
    private enum Key: String, CodingKey { case count, meanSeconds, medianSeconds, p90Seconds }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        count = try container.decode(Int.self, forKey: .count)
        meanSeconds = try container.decodeIfPresent(Double.self, forKey: .meanSeconds)
        medianSeconds = try container.decodeIfPresent(Double.self, forKey: .medianSeconds)
        p90Seconds = try container.decodeIfPresent(Double.self, forKey: .p90Seconds)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(count, forKey: .count)
        try container.encode(meanSeconds, forKey: .meanSeconds)
        try container.encode(medianSeconds, forKey: .medianSeconds)
        try container.encode(p90Seconds, forKey: .p90Seconds)
    }
}

/// Members by id, for their names in reports.
struct Names {
    private let members: [MemberID: Member]

    init(_ members: [Member]) {
        self.members = Dictionary(members.map { ($0.id, $0) }) { first, _ in first }
    }

    func callAsFunction(_ id: MemberID?) -> String {
        guard let id else { return "nobody" }
        return members[id]?.profile.name ?? id.description
    }

    func role(_ id: MemberID?) -> Role? { id.flatMap { members[$0]?.profile.role } }
}
