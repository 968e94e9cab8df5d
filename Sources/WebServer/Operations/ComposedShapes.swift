import HTTPTypes
import LeadRules

/// What an answer looks like that is put together by hand.
enum Composed {
    static func leadDetail() throws -> Shape {
        try Shaping.shape(of: LeadResource.self).with(
            [
                .always("scoreBreakdown", try Shaping.shape(of: ScoreBreakdownResource.self)),
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
