import LeadEngine
import LeadRules

/// A page of the numbers.
enum NumbersTab: String, CaseIterable, Sendable {
    case overview, speed, handoffs, sources, stages, load, weekly

    var path: String { self == .overview ? "/numbers" : "/numbers/\(rawValue)" }

    func sheet(_ visit: Visit, _ teller: NumbersTeller) async throws -> NumbersSheet {
        let (filter, query, now) = (teller.filter, teller.filter.report, visit.now)
        switch self {
        case .overview:
            let facts = try await visit.read {
                try OverviewNumbers.Facts(filter, in: $0, at: now)
            }
            return facts.map { OverviewNumbers.sheet($0, teller) } ?? NumbersSheet()
        case .speed:
            let report = try await visit.read { try $0.report(.speed, query, at: now).speed }
            return report.map { SpeedNumbers.sheet($0, teller) } ?? NumbersSheet()
        case .handoffs:
            let report = try await visit.read { try $0.report(.handoffs, query, at: now).handoffs }
            return report.map { HandoffNumbers.sheet($0, teller) } ?? NumbersSheet()
        case .sources:
            let facts = try await visit.read { try SourceNumbers.Facts(query, in: $0, at: now) }
            return facts.map { SourceNumbers.sheet($0, teller) } ?? NumbersSheet()
        case .stages:
            let report = try await visit.read { try $0.report(.load, query, at: now).load }
            return report.map { StageNumbers.sheet($0, teller) } ?? NumbersSheet()
        case .load:
            let facts = try await visit.read { try LoadNumbers.Facts(query, in: $0, at: now) }
            return facts.map { LoadNumbers.sheet($0, teller) } ?? NumbersSheet()
        case .weekly:
            let sight = teller.sight
            let facts = try await visit.read {
                try WeeklyNumbers.Facts(query, sight, in: $0, at: now)
            }
            return facts.map { WeeklyNumbers.sheet($0, teller) } ?? NumbersSheet()
        }
    }
}
