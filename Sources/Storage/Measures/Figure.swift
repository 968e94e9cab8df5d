import LeadRules

/// What is counted as it happens, so that reports need not count it again.
///
/// A figure has a sum for each key (the parts are told beside each) and for each hour, day and block
/// of 32 days. Leads that were merged into others count nowhere.
enum Figure: String, CaseIterable, Sendable {
    /// Leads by their capture: source, source group, campaign, segment, owner, who qualified them and who
    /// took them over, and how far they have come. There are many; they serve what is limited to some.
    case lead
    /// Leads by their capture: source, source group, campaign, segment, and how far they have come.
    case origin
    /// Likewise: who qualified them, and how far they have come.
    case sdr
    /// Likewise: who took them over, and how far they have come.
    case ae
    /// Leads by their capture, fake ones included: source.
    case intake
    /// Leads by their latest outcome: won or lost, and the cause.
    case closed
    /// Leads neither won, lost nor fake, by the time since when they are in their stage: the stage.
    case stage
    /// Handoffs by their opening: everything that tells tallies apart.
    case handoff
    /// Clocks by their start: purpose, owner, and how they stand.
    case clock
    /// Clocks that ran out, by when they did: owner.
    case breach
    /// Clocks that are not over and have an owner, at no time: owner, and whether they are overdue.
    case unended
    /// Assignments by when they were made: who was given the lead.
    case assigned

    /// Visitors, at no time: whether they are leads by now.
    case visitor
    /// What response times are made of, by the leads' capture: a digest that changes when one of them
    /// does.
    case response

    /// The spans of time that are summed up, in hours.
    var spans: [Int64] {
        switch self {
        case .response: [FigureSpan.day]
        case .intake, .unended, .visitor: [FigureSpan.hour]
        default: FigureSpan.all
        }
    }
}

/// One sum of a figure: of an hour, counted from 1970, and of a key.
struct FigureCell: Hashable, Sendable {
    let figure: Figure
    let hour: Int64
    let key: String

    init(_ figure: Figure, _ at: Instant?, _ key: String) {
        self.figure = figure
        hour = at.map { FigureSpan.floor($0.milliseconds, FigureSpan.milliseconds) } ?? 0
        self.key = key
    }
}

/// How many, and the deal value of the won ones: in whole units and millionths, so that sums are exact
/// in whatever order they are made.
struct FigureSum: Hashable, Sendable {
    var count: Int64
    var units: Int64 = 0
    var millionths: Int64 = 0

    static let one = FigureSum(count: 1)

    init(count: Int64, units: Int64 = 0, millionths: Int64 = 0) {
        self.count = count
        self.units = units
        self.millionths = millionths
    }

    init(amount: Double?) {
        count = 1
        guard let amount, amount.isFinite else { return }
        let kept = min(max(amount, -Value.largest), Value.largest)
        units = Int64(kept.rounded(.down))
        millionths = Int64(((kept - kept.rounded(.down)) * 1_000_000).rounded())
    }

    var amount: Double { Double(units) + Double(millionths) / 1_000_000 }
    var isZero: Bool { count == 0 && units == 0 && millionths == 0 }

    static func + (a: FigureSum, b: FigureSum) -> FigureSum {
        FigureSum(
            count: a.count + b.count, units: a.units + b.units,
            millionths: a.millionths + b.millionths)
    }

    static prefix func - (a: FigureSum) -> FigureSum {
        FigureSum(count: -a.count, units: -a.units, millionths: -a.millionths)
    }
}

/// The parts of a key as one text.
enum FigureKey {
    private static let mark = "\u{1F}"
    /// Longer texts are told apart by their beginnings, so that a key fits into an index.
    private static let longest = 500

    static func of(_ parts: String?...) -> String { of(parts) }

    static func of(_ parts: [String?]) -> String {
        parts.map { part in part.map { "=" + plain($0) } ?? "" }.joined(separator: mark)
    }

    static func parts(_ key: String) -> [String?] {
        key.split(separator: mark, omittingEmptySubsequences: false).map { part in
            part.isEmpty ? nil : String(part.dropFirst())
        }
    }

    private static func plain(_ text: String) -> String {
        var text = text
        if text.utf8.contains(0x1F) { text = text.replacing(mark, with: " ") }
        guard text.utf8.count > longest else { return text }
        while text.utf8.count > longest { text.removeLast(max(1, (text.utf8.count - longest) / 8)) }
        return text
    }
}

extension ID {
    /// As a part of a key.
    var keyPart: String { String(number) }
}
