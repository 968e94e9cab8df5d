import LeadEngine
import LeadRules

/// What a figure of the numbers counts leads by, as its address says it.
extension LeadsBehind {
    static let fields = [
        "dated", "real", "and", "open", "working", "pool", "lacks", "temperature", "handler",
        "timed", "response", "late", "cause", "clock-owner", "handoff", "kind", "reason", "giver",
        "receiver", "points",
    ]

    /// What stands for nobody and nothing in an address.
    static let none = "none"

    /// - Throws: `Refusal` for what is no choice or id.
    init(_ query: Query, at now: Instant) throws {
        self.init()
        dated = try query.choice("dated", Dated.self) ?? .captured
        real = try query.flag("real")
        and = try query.choice("and", Milestone.self)
        open = try query.flag("open")
        working = try query.flag("working")
        pool = query.text("pool")
        lacks = try query.choice("lacks", Lacking.self)
        temperature = try query.choice("temperature", Temperature.self)
        handler = try query.id("handler")
        timed = try query.figure("timed", AnswerMeasure.parts)
        response = try query.choice("response", ResponseBand.Band.self)
        late = try query.number("late", in: 1...10_000)
        self.now = now
        cause = query.text("cause").map { $0 == Self.none ? "" : $0 }
        clockOwner = try query.id("clock-owner")
        handoff = try query.figure("handoff", HandoffMeasure.listed)
        kind = query.text("kind")
        reason = query.text("reason")
        lacksGiver = query.text("giver") == Self.none
        giver = lacksGiver ? nil : try query.id("giver")
        receiver = try query.id("receiver")
        points = query.text("points")
    }
}

extension Query {
    /// The figure that an address names.
    ///
    /// - Throws: `Refusal` for none of these.
    func figure<M: Measure>(_ name: String, _ known: [M]) throws -> M? {
        guard let text = text(name) else { return nil }
        guard let measure = known.first(where: { $0.slug == text }) else {
            throw Refusal.unknown(name, text, field: name, known: known.map(\.slug))
        }
        return measure
    }
}

extension LeadListFilter {
    /// The value of a carried field in words; nil for one that says all by its name.
    func told(_ name: String, _ value: String) -> String? {
        let words = visit.words
        switch name {
        case "group": return words["source-group.\(value)"]
        case "real", "open", "working": return nil
        case "member", "sdr", "ae", "handler", "clock-owner", "giver", "receiver":
            return value == LeadsBehind.none
                ? words["numbers.nobody"] : visit.name(MemberID(value))
        case "dated": return words["list.dated-\(value)"]
        case "and": return words["milestone.\(value)"]
        case "pool": return visit.title(ofPool: value)
        case "lacks": return words["list.lacks-\(value)"]
        case "temperature": return words["temperature.\(value)"]
        case "timed": return words["numbers.delay-\(value)"]
        case "response": return words["numbers.band-\(value)"]
        case "late": return words("time.h", ["n": value])
        case "cause": return value == LeadsBehind.none ? words["numbers.no-cause"] : value
        case "handoff":
            return value == "contacted"
                ? words["purpose.first-contact"] : words["numbers.\(value)"]
        case "kind": return visit.title(ofHandoff: value)
        case "reason": return visit.title(ofRejection: value)
        default: return value
        }
    }
}
