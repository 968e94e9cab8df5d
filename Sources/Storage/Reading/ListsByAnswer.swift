import Journal
import LeadEngine
import LeadRules

/// What a lead is by itself.
extension Conditions {
    mutating func add(_ behind: LeadsBehind) {
        if behind.real { add(FunnelMeasure.leads) }
        if behind.open { add(StandingMeasure.open) }
        if behind.working { add(StandingMeasure.working) }
        if let pool = behind.pool { add("held_in = ?", .text(pool)) }
        switch behind.lacks {
        case .campaign: add("campaign IS NULL")
        case .segment: add("segment IS NULL")
        case .sdr: add("sdr_id IS NULL")
        case .ae: add("ae_id IS NULL")
        case nil: break
        }
        if let temperature = behind.temperature {
            add("temperature = ?", .text(temperature.rawValue))
        }
        if let handler = behind.handler {
            add("\(CriterionSQL.list.text(LeadFact.handler)) = ?", .integer(handler.number))
        }
        if let cause = behind.cause { add(cause: cause) }
        addResponse(behind)
    }

    /// How soon it was answered, of those that somebody could have answered.
    private mutating func addResponse(_ behind: LeadsBehind) {
        let isLate = behind.late != nil && behind.dated == .captured
        guard behind.timed != nil || behind.response != nil || isLate else { return }
        add(CriterionSQL.list.text(Cohort.answerable.base))
        let since = CriterionSQL.list.text(LeadFact.waitingSince)
        if let part = behind.timed { add(part) }
        if let band = behind.response {
            add("first_touch_at IS \(band == .never ? "" : "NOT ")NULL")
            if let start = band.startSeconds {
                add("first_touch_at - \(since) >= ?", .integer(Int64(start) * 1000))
            }
            if let end = band.endSeconds {
                add("first_touch_at - \(since) < ?", .integer(Int64(end) * 1000))
            }
        }
        if isLate, let hours = behind.late, let now = behind.now {
            let limit = hours * 3_600_000
            add("\(since) <= ?", .integer(now.milliseconds - limit))
            add("(first_touch_at IS NULL OR first_touch_at - \(since) > ?)", .integer(limit))
        }
    }

    /// The cause stands only in the lead's progress, as JSON. Taking a text out tells whether it is there,
    /// with regard to case on every engine.
    private mutating func add(cause: String) {
        let without = "replace(progress, ?, '')"
        guard !cause.isEmpty else {
            return add(
                "(\(without) = progress OR \(without) <> progress)",
                .text("\"cause\":\""), .text("\"cause\":\"\""))
        }
        let text = (try? StoredText.of(cause)) ?? ""
        add("\(without) <> progress", .text("\"cause\":\(text)"))
    }
}
