import LeadRules

extension YAMLValue {
    /// The whole file.
    func playbook() -> Playbook? {
        map("The playbook") { map in
            var playbook = Playbook()
            var format = PlaybookFile.format
            map.required("baton", into: &format) { $0.format() }
            map.required("name", into: &playbook.name) { $0.text() }
            map.optional("summary", into: &playbook.summary) { $0.text() }
            map.optional("default-region", into: &playbook.defaultRegion) {
                $0.capitals(2, "a region code of two capitals, such as KR")
            }
            map.required("calendars", into: &playbook.calendars) { $0.calendars() }
            map.required("home-calendar", into: &playbook.homeCalendar) { $0.name(of: .calendar) }
            map.required("intake", into: &playbook.intake) { $0.intake() }
            map.optional("segments", into: &playbook.segments) {
                $0.choices(\.when.isAlways) { $0.segment() }
            }
            map.optional("activities", into: &playbook.activities) { $0.list { $0.activity() } }
            map.optional("tracking", into: &playbook.tracking) { $0.list { $0.trackingRule() } }
            map.optional("verification", into: &playbook.verification) { $0.verification() }
            map.optional("scoring", into: &playbook.scoring) { $0.scoring() }
            map.optional("bant", into: &playbook.bant) { $0.bant() }
            map.optional("handoff-score", into: &playbook.handoffScore) { $0.handoffScore() }
            map.optional("qualification", into: &playbook.qualification) { $0.qualification() }
            map.required("stages", into: &playbook.stages) { $0.stages() }
            map.optional("queue", into: &playbook.queue) { $0.queue() }
            map.required("pools", into: &playbook.pools) { $0.pools() }
            let best = playbook.mostHandoffPoints
            map.optional("handoffs", into: &playbook.handoffs) {
                $0.list { $0.handoff(mostPoints: best) }
            }
            map.optional("clocks", into: &playbook.clocks) { $0.list { $0.clock() } }
            map.optional("recycling", into: &playbook.recycling) { $0.recycling() }
            map.optional("alerts", into: &playbook.alerts) { $0.alerts() }
            map.optional("targets", into: &playbook.targets) { $0.targets() }
            return playbook
        }
    }

    private func format() -> Int? {
        guard scalar == String(PlaybookFile.format) else {
            report(
                "This version of Baton reads playbooks of format \(PlaybookFile.format); "
                    + "write `baton: \(PlaybookFile.format)`.")
            return nil
        }
        return PlaybookFile.format
    }

    func capitals(_ count: Int, _ what: String) -> String? {
        guard let scalar, scalar.count == count, scalar.allSatisfy({ ("A"..."Z").contains($0) })
        else { return expected(what) }
        return scalar
    }

    fileprivate func targets() -> Targets? {
        section { map in
            var targets = Targets()
            map.optional("mql-to-sql", into: &targets.mqlToSQL) { $0.fraction() }
            map.optional("sql-to-won", into: &targets.sqlToWon) { $0.fraction() }
            return targets
        }
    }

    fileprivate func alerts() -> AlertRules? {
        section { map in
            var alerts = AlertRules()
            map.optional("slack", into: &alerts.slack) { $0.set { $0.choice() } }
            return alerts
        }
    }
}
