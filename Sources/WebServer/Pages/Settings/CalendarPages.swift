import CalendarFiles
import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/settings/calendars`: when people work, and days off from a calendar file.
enum CalendarPages {
    static let table = [
        PageRoute(.get, "/settings/calendars", .people, show),
        PageRoute(.post, "/settings/calendars", .people, upload),
        PageRoute(.post, "/settings/calendars/time-off", .people, addTimeOff),
    ]

    private static func show(_ visit: Visit) async throws -> Response { page(visit) }

    private static func page(
        _ visit: Visit, refused: RefusedForm? = nil, file: View? = nil
    ) -> Response {
        let sheet = PlaybookSheet(playbook: visit.playbook, reader: visit.reader)
        let names = visit.playbook.calendars.keys.sorted()
        return visit.page(
            "settings-calendars", area: "settings", title: SettingsTab.calendars.title(visit),
            [
                "tabs": SettingsTab.view(.calendars, visit),
                "calendars": names.compactMap { name in
                    visit.playbook.calendars[name].map { view(of: $0, name, sheet, visit) }
                },
                "names": Views.options(
                    names.map { ($0, $0) },
                    chosen: visit.form.text("calendar") ?? visit.playbook.homeCalendar),
                "people": Views.options(
                    visit.members.filter {
                        $0.isActive && visit.appointer.whyNotPlanTimeOff(of: $0) == nil
                    }.map { ($0.id.description, $0.profile.name) },
                    chosen: visit.form.text("member")),
                "refused": refused?.view, "errors": refused?.fields ?? View.none, "upload": file,
            ], status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func view(
        of calendar: BusinessCalendar, _ name: String, _ sheet: PlaybookSheet, _ visit: Visit
    ) -> View {
        let today = LocalZone.day(of: visit.now, zone: calendar.zone)
        let year = today.parts.year
        let holidays = calendar.holidays.sorted()
        let users = visit.members.filter {
            $0.isActive && ($0.profile.calendar ?? visit.playbook.homeCalendar) == name
        }
        return [
            "name": name, "isHome": name == visit.playbook.homeCalendar, "zone": calendar.zone,
            "hours": sheet.text(of: calendar.hours), "strip": strip(calendar, year, today, visit),
            "year": year,
            "users": users.isEmpty
                ? nil : users.map(\.profile.name).joined(separator: ", "),
            "count": visit.words.counted(
                "playbook-page.holidays", holidays.filter { $0.parts.year == year }.count),
            "years": Set(holidays.map(\.parts.year)).sorted().map { year -> View in
                [
                    "year": year,
                    "days": holidays.filter { $0.parts.year == year }.map { day -> View in
                        [
                            "text": visit.reader.day(day), "isPast": day < today,
                            "weekday": visit.words["time.weekday-\(day.weekday)"],
                        ]
                    },
                ]
            },
            "open": openNow(calendar, visit),
        ]
    }

    private static func openNow(_ calendar: BusinessCalendar, _ visit: Visit) -> String {
        let local = ((try? LocalZone(calendar.zone)) ?? .utc).time(at: visit.now)
        let isOpen =
            !calendar.holidays.contains(local.day)
            && calendar.hours[local.day.weekday].contains {
                $0.start <= local.secondOfDay && local.secondOfDay < $0.end
            }
        return visit.words(
            isOpen ? "settings-page.open-now" : "settings-page.closed-now",
            ["time": "\(local.hour.padded(2)):\(local.minute.padded(2))"])
    }

    /// The year as a strip of days, two units each: closed weekdays, holidays, today.
    private static func strip(
        _ calendar: BusinessCalendar, _ year: Int, _ today: CivilDate, _ visit: Visit
    ) -> View {
        let first = CivilDate(year: year, month: 1, day: 1)
        let count = CivilDate(year: year + 1, month: 1, day: 1).dayNumber - first.dayNumber
        let days = (0..<count).map { first + $0 }
        let place = { (day: CivilDate) in (day.dayNumber - first.dayNumber) * 2 }
        return [
            "closed": days.filter {
                calendar.hours[$0.weekday].isEmpty && !calendar.holidays.contains($0)
            }.map { day -> View in ["x": place(day)] },
            "holidays": days.filter { calendar.holidays.contains($0) }.map { day -> View in
                ["x": place(day), "text": visit.reader.day(day)]
            },
            "months": (1...12).map { month -> View in
                ["x": place(CivilDate(year: year, month: month, day: 1)), "text": month]
            },
            "today": place(today), "width": count * 2,
        ]
    }

    /// Reads a file and shows what it would do; nothing is changed yet.
    private static func upload(_ visit: Visit) async throws -> Response {
        do {
            guard let file = visit.form.files["file"] else {
                throw Refusal.invalid(field: "file", "Choose a file that ends with .ics.")
            }
            let year = visit.reader.zone.time(at: visit.now).day.parts.year
            let read = try CalendarFile(bytes: Array(file.bytes), within: (year - 1)...(year + 2))
            return page(visit, file: preview(read, file.name, visit))
        } catch let refusal as Refusal {
            return page(visit, refused: RefusedForm(refusal, visit))
        }
    }

    private static func preview(_ file: CalendarFile, _ name: String, _ visit: Visit) -> View {
        let zone = visit.reader.zone
        let year = zone.time(at: visit.now).day.parts.year
        let calendar = visit.form.text("calendar") ?? visit.playbook.homeCalendar
        let known = visit.playbook.calendars[calendar]?.holidays ?? []
        let days = file.daysOff(within: year...(year + 2), in: zone).map {
            Holiday(day: $0.day, name: $0.name)
        }
        let new = days.filter { !known.contains($0.day) }
        let absences = file.absences(after: visit.now, within: (year - 1)...(year + 2), in: zone)
        let isHolidays = visit.form.text("use") != "member"
        return [
            "file": name, "calendar": calendar, "isHolidays": isHolidays,
            "member": visit.form.text("member"),
            "who": MemberID(visit.form.text("member") ?? "").map { visit.name($0) },
            "yaml": new.map { "      \($0.yaml)" }.joined(separator: "\n"),
            "days": new.map { day -> View in ["value": day.field] }, "hasDays": !new.isEmpty,
            "count": visit.words.counted("settings-page.new-days", new.count),
            "known": days.count - new.count, "hasKnown": days.count > new.count,
            "mayEdit": visit.may(.playbook),
            "problems": file.problems.prefix(20).map { view(of: $0, visit) },
            "hasProblems": !file.problems.isEmpty,
            "absences": absences.prefix(200).map { absence -> View in
                let off = TimeOff(
                    id: TimeOffID(1), from: absence.from, to: absence.to, note: absence.note)
                return [
                    "value": "\(absence.from.rfc3339)|\(absence.to.rfc3339)|\(absence.note)",
                    "line": TimeOffView.line(off, visit),
                ]
            },
            "hasAbsences": !absences.isEmpty,
        ]
    }

    /// What of the file could not be read, and what to do.
    private static func view(of problem: CalendarProblem, _ visit: Visit) -> View {
        let event =
            problem.event.isEmpty ? visit.words["settings-page.ics-unnamed"] : problem.event
        return [
            "text": visit.words(
                "settings-page.ics-\(problem.kind.rawValue)",
                ["line": "\(problem.line)", "event": event, "written": problem.written])
        ]
    }

    private static func addTimeOff(_ visit: Visit) async throws -> Response {
        guard let id: MemberID = try visit.form.id("member") else {
            throw Refusal.invalid(field: "member", "Choose who is away.")
        }
        let isOwn = id == visit.me.id
        let member = isOwn ? visit.me : try visit.changeable(id)
        let onward = isOwn ? "/profile" : "/settings/people/\(id)"
        return try await visit.act(onward) {
            var added = 0
            for text in visit.form.texts("off").prefix(200) {
                let parts = text.split(separator: "|", maxSplits: 2)
                guard parts.count >= 2, let from = Instant(rfc3339: String(parts[0])),
                    let to = Instant(rfc3339: String(parts[1]))
                else { continue }
                // The same file may be read twice.
                guard !member.timeOff.contains(where: { $0.from == from && $0.to == to }) else {
                    continue
                }
                let note = parts.count > 2 ? String(parts[2]) : ""
                try await visit.perform(
                    AddTimeOff(member: id, from: from, to: to, note: note))
                added += 1
            }
            return Said(
                .good,
                visit.words.counted(
                    "settings-page.offs-added", added, ["name": member.profile.name]))
        }
    }
}
