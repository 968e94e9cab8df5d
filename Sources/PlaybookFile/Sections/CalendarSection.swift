import LeadRules

extension YAMLValue {
    func calendars() -> [String: BusinessCalendar]? {
        let pairs = pairs { key, value -> (String, BusinessCalendar)? in
            guard let name = key.definition(of: .calendar) else { return nil }
            if name == "owner" || name == "plain" {
                key.report("The name '\(name)' has a meaning of its own in `calendar:` of a clock.")
            }
            return value.calendar().flatMap { $0 }.map { (name, $0) }
        }
        return pairs.map { Dictionary($0) { first, _ in first } }
    }

    private func calendar() -> BusinessCalendar?? {
        map("The calendar '\(name)'") { map in
            var zone = "UTC"
            var hours: WeeklyHours?
            var holidays: Set<CivilDate> = []
            map.required("zone", into: &zone) { $0.zone() }
            map.required("hours", into: &hours) { $0.hours() }
            map.optional("holidays", into: &holidays) { $0.set { $0.date() } }
            return hours.flatMap {
                try? BusinessCalendar(zone: zone, hours: $0, holidays: holidays)
            }
        }
    }

    private func zone() -> String? {
        guard let zone = text("a time zone such as Asia/Seoul") else { return nil }
        do {
            _ = try BusinessCalendar(zone: zone, hours: .roundTheClock)
            return zone
        } catch {
            report(
                "Unknown time zone \(zone.quoted). Use a name of the IANA database, such as Asia/Seoul."
            )
            return nil
        }
    }

    private func date() -> CivilDate? {
        guard let date = scalar.flatMap({ CivilDate($0) }) else {
            return expected("a date such as 2026-12-25 that exists")
        }
        return date
    }
}
