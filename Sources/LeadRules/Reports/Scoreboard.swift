/// One figure that marketing and sales answer for together.
package struct ScoreboardRow: Hashable, Codable, Sendable {
    package var name: String
    package var title: String
    package var unit: Unit
    /// `week` or `quarter`: what the figure covers.
    package var over: String
    /// Nil without data.
    package var value: Double?
    /// The period before; nil without data, and for figures over thirteen weeks.
    package var before: Double?
    /// The playbook's target; nil where it has none.
    package var target: Double?
    package var met: Bool?

    package enum Unit: String, Codable, Sendable {
        /// A fraction of 1.
        case fraction
        case seconds, count
        /// An amount in the playbook's currency.
        case money
    }
}

extension ScoreboardRow {
    /// The conversion rates cover thirteen weeks: a week's own leads are too young to have been won.
    package static func all(_ period: WeeklyPeriod, _ facts: WeeklyFacts, _ playbook: Playbook)
        -> [ScoreboardRow]
    {
        let counts = facts.quarterFunnel.total(\.counts)
        let rates = TargetCheck.all(Conversions(counts), playbook.targets).map { check in
            ScoreboardRow(
                name: check.name, title: check.title, unit: .fraction, over: "quarter",
                value: check.actual.rate, target: check.target, met: check.met)
        }
        return rates + [
            row("acceptance", "Handoffs accepted", .fraction, facts) {
                HandoffRate.acceptance.share(of: $0.handoffs.total(\.counts)).rate
            },
            row("withinSLA", "Clocks met in time", .fraction, facts) {
                $0.clocks.withinSLA.rate
            },
            row("firstTouch", "Median time to the first touch", .seconds, facts) {
                $0.responses.response.medianSeconds
            },
            row("won", "Deals won", .count, facts) { Double($0.closed[.won]) },
            row("wonAmount", "Value won", .money, facts) { $0.closed.amount },
        ]
    }

    private static func row(
        _ name: String, _ title: String, _ unit: Unit, _ facts: WeeklyFacts,
        _ figure: (PeriodFacts) -> Double?
    ) -> ScoreboardRow {
        ScoreboardRow(
            name: name, title: title, unit: unit, over: "week", value: figure(facts.week),
            before: figure(facts.before))
    }
}
