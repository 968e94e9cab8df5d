import LeadRules

extension Office {
    /// The clock of ada's first contact, four hours long.
    fileprivate func contactClock() throws -> ClockID {
        let lead = try ready()
        try open(lead)
        return clocks(lead, .firstContact)[0].id
    }
}

extension Provocation {
    static let ofClocks: [Provocation] = [
        Provocation(.conflict, "not-running", "Clocks/Pausing") { office in
            let clock = try office.contactClock()
            try office.run(PauseClock(clock: clock, reason: "a fair"), by: "ada")
            return { try office.run(PauseClock(clock: clock, reason: "a fair"), by: "ada") }
        },
        Provocation(.conflict, "ran-out", "Clocks/Pausing") { office in
            let clock = try office.contactClock()
            office.sleep(until: "2026-03-02T05:00:00Z")
            return { try office.run(PauseClock(clock: clock, reason: "a fair"), by: "ada") }
        },
        .invalid("reason", "Clocks/Pausing") { office in
            let clock = try office.contactClock()
            return { try office.run(PauseClock(clock: clock, reason: ""), by: "ada") }
        },
        Provocation(.conflict, "not-paused", "Clocks/Pausing") { office in
            let clock = try office.contactClock()
            return { try office.run(ResumeClock(clock: clock), by: "ada") }
        },
        Provocation(.refused, "no-calendar", "Clocks/Firing") { office in
            let clock = try office.contactClock()
            office.facts.playbooks[1]?.clocks.removeAll { $0.id == "first-contact-hot" }
            office.sleep(until: "2026-03-02T03:00:00Z")
            return { try office.run(FireClock(clock: clock)) }
        },
    ]
}
