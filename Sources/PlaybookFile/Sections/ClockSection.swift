import LeadRules

extension YAMLValue {
    func clock() -> ClockRule? {
        map("a clock") { map in
            var rule = ClockRule()
            map.identity(.clock, id: &rule.id, title: &rule.title)
            map.required("time", into: &rule.time) { $0.positiveDuration() }
            map.optional("calendar", into: &rule.calendar) { $0.clockCalendar() }
            map.optional("remind-at", into: &rule.remindAt) { $0.reminders() }
            map.optional("on-breach", into: &rule.onBreach) { $0.set { $0.choice() } }
            return rule
        }
    }

    private func clockCalendar() -> ClockCalendar? {
        switch scalar {
        case "owner": .owner
        case "plain": .plain
        default: name(of: .calendar).map { .named($0) }
        }
    }

    private func reminders() -> [Double]? {
        var latest = 0.0
        return list { item in
            guard let part = item.fraction() else { return nil }
            guard part > latest, part < 1 else {
                return item.expected("ascending fractions between 0 and 1")
            }
            latest = part
            return part
        }
    }
}
