import LeadRules

extension String: Shaped {
    static let shape = Shape.text()
    static let sample = "a"
}

extension Bool: Shaped {
    static let shape = Shape.flag
    static let sample = false
}

extension Int: Shaped {
    static let shape = Shape.whole()
    static let sample = 1
}

extension Int64: Shaped {
    static let shape = Shape.whole()
    static let sample: Int64 = 1
}

extension Double: Shaped {
    static let shape = Shape.number
    static let sample = 1.0
}

extension ID: Shaped {
    static var shape: Shape {
        let letters = String(Kind.letter) + Kind.letter.lowercased()
        return .text(.init(pattern: "^[\(letters)]0*[1-9][0-9]{0,17}$"))
    }
    static var sample: ID { ID(1) }
}

extension Instant: Shaped {
    static let shape = Shape.text(.init(format: "date-time"))
    static let sample = Instant(milliseconds: 0)
}

extension TimeSpan: Shaped {
    static let shape = Shape.whole()
    static let sample = TimeSpan(seconds: 1)
}

extension Value: Shaped {
    static let shape = Shape.fact
    static let sample = Value.text("a")
}

extension Array: Shaped where Element: Decodable {
    static var shape: Shape { .list((try? Shaping.shape(of: Element.self)) ?? .anything) }
    static var sample: [Element] { [] }
}

extension Set: Shaped where Element: Decodable {
    static var shape: Shape { .list((try? Shaping.shape(of: Element.self)) ?? .anything) }
    static var sample: Set<Element> { [] }
}

extension Dictionary: Shaped where Value: Decodable {
    static var shape: Shape { .map((try? Shaping.shape(of: Value.self)) ?? .anything) }
    static var sample: [Key: Value] { [:] }
}

extension Optional: Shaped where Wrapped: Decodable {
    static var shape: Shape { .nullable((try? Shaping.shape(of: Wrapped.self)) ?? .anything) }
    static var sample: Wrapped? { nil }
}

extension Choice: Shaped {
    static var shape: Shape { .choice(Value.allCases.map(\.rawValue)) }
    static var sample: Choice { Choice(Value.allCases.first!) }
}

extension Actor: Shaped {
    static let shape = Shape.text(.init(pattern: "^(M[0-9]+|token:.*|system)$"))
    static let sample = Actor.system
}

extension CivilDate: Shaped {
    static let shape = Shape.text(.init(format: "date"))
    static let sample = CivilDate(dayNumber: 0)
}

extension Share: Shaped {
    static let shape = Shape.object(
        "Share",
        [
            .always("count", .whole()), .always("of", .whole()),
            .always("rate", .nullable(.number)),
        ])
    static let sample = Share.none
}

extension Durations: Shaped {
    static let shape = Shape.object(
        "Durations",
        [
            .always("count", .whole()), .always("meanSeconds", .nullable(.number)),
            .always("medianSeconds", .nullable(.number)),
            .always("p90Seconds", .nullable(.number)),
        ])
    static let sample = Durations()
}
