import HTTPTypes
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

/// What an answer looks like that is put together by hand.
enum Composed {
    static func leadDetail() throws -> Shape {
        try Shaping.shape(of: LeadResource.self).with(
            [
                .always("scoreBreakdown", try Shaping.shape(of: ScoreResource.self)),
                .always("clocks", .list(try Shaping.shape(of: ClockResource.self))),
            ], named: "LeadDetail")
    }

    static func handoff() throws -> Shape {
        try Shaping.shape(of: Handoff.self).with([.always("points", .number)], named: "Handoff")
    }

    static func qualification() throws -> Shape {
        try Shaping.shape(of: QualificationRecord.self).with(
            [
                .always("lead", LeadID.shape),
                .always("bant", try Shaping.shape(of: BANTResource.self)),
                .always("missing", .list(try Shaping.shape(of: FieldProblem.self))),
            ], named: "Qualification")
    }

    static func playbook() throws -> Shape {
        try Shaping.shape(of: VersionResource.self).with(
            [
                .always("text", .text()),
                .always("outline", try Shaping.shape(of: Outline.self)),
            ], named: "Playbook")
    }

    static func event() throws -> Shape {
        .object(
            "Event",
            [
                .always("id", EventID.shape), .always("decision", DecisionID.shape),
                .always("name", .text()),
                .always("at", Instant.shape), .always("actor", Actor.shape),
                .always("playbook", .whole()), .maybe("lead", LeadID.shape),
                .always("data", .map(.anything)),
            ])
    }

    static func report(_ kind: ReportKind) throws -> Shape {
        switch kind {
        case .funnel: try Shaping.shape(of: FunnelReport.self)
        case .speed: try Shaping.shape(of: SpeedReport.self)
        case .handoffs: try Shaping.shape(of: HandoffReport.self)
        case .load: try Shaping.shape(of: LoadReport.self)
        case .weekly: try Shaping.shape(of: WeeklyReport.self)
        }
    }
}

extension OperationAnswer {
    static func made(
        _ shape: @escaping @Sendable () throws -> Shape, _ status: HTTPResponse.Status = .ok
    ) -> OperationAnswer {
        OperationAnswer(status: status, shape: shape)
    }

    static func list(of shape: @escaping @Sendable () throws -> Shape) -> OperationAnswer {
        OperationAnswer(status: .ok) {
            .object(
                nil, [.always("data", .list(try shape())), .always("next", .nullable(.text()))])
        }
    }
}
