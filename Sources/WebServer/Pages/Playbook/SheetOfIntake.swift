import LeadRules

/// When people work, where leads come from, and what they do.
extension PlaybookSheet {
    var calendars: Section {
        let rows = playbook.calendars.sorted { $0.key < $1.key }.map { name, calendar in
            let today = LocalZone.day(of: reader.now, zone: calendar.zone)
            let next = calendar.holidays.filter { $0 >= today }.sorted().prefix(3)
            return Row(
                name == playbook.homeCalendar ? say("home-calendar", ["name": name]) : name,
                [
                    text(of: calendar.hours), calendar.zone,
                    next.isEmpty
                        ? nil
                        : say("next-holidays", ["days": list(next.map { reader.day($0) })]),
                ],
                side: words.counted("playbook-page.holidays", calendar.holidays.count))
        }
        return Section(
            "calendars", ["default-region", "home-calendar", "calendars"],
            notes: [say("region", ["region": playbook.defaultRegion])],
            [Group(heading: nil, rows: rows)])
    }

    var sources: Section {
        let rows = playbook.intake.sources.map { source in
            Row(
                named(source.title, source.id),
                [
                    words["source-group.\(source.group.rawValue)"],
                    say("grade", ["grade": source.grade]),
                    words["temperature.\(source.temperature.rawValue)"],
                    say("hand-raise", when: source.handRaise),
                    source.firstTouchClock.map { say("under-clock", ["clock": clock($0)]) },
                    source.activity.map { say("counts-as", ["activity": activity($0)]) },
                    say("fallback", when: source.id == playbook.intake.fallbackSource),
                ],
                side: source.contactAfter == .zero
                    ? say("at-once")
                    : say("after", ["time": reader.span(source.contactAfter)]))
        }
        return Section(
            "sources", ["intake"], notes: [say("sources-note")], [Group(heading: nil, rows: rows)])
    }

    var segments: Section {
        let rows = playbook.segments.map { segment in
            Row(
                named(segment.title, segment.id),
                [
                    condition(segment.when) ?? say("all-others"),
                    segment.industry.map { say("fit-industry", ["condition": text(of: $0)]) },
                    segment.size.map { say("fit-size", ["condition": text(of: $0)]) },
                    segment.stack.map { say("fit-stack", ["condition": text(of: $0)]) },
                ])
        }
        return Section(
            "segments", ["segments"], notes: [rows.isEmpty ? nil : say("segments-note")],
            [Group(heading: nil, rows: rows)])
    }

    var activities: Section {
        let kinds = playbook.activities.map { rule in
            Row(
                named(rule.title, rule.id),
                [
                    say(rule.by == .lead ? "by-lead" : "by-member"),
                    rule.hotFor.map { say("hot-for", ["time": reader.span($0)]) },
                    say("hand-raise", when: rule.handRaise),
                    rule.botWithin.map { say("bot-within", ["time": reader.span($0)]) },
                    say("ends-nurture", when: rule.reply),
                ])
        }
        let tracking = playbook.tracking.map { rule in
            Row(
                text(of: rule.when),
                [
                    rule.activity.map { say("counts-as", ["activity": activity($0)]) },
                    rule.count.map { name in
                        rule.by.map { say("count-by", ["count": words.count(name), "by": $0]) }
                            ?? say("count", ["count": words.count(name)])
                    },
                ])
        }
        return Section(
            "activities", ["activities", "tracking"],
            [Group(heading: nil, rows: kinds), Group(heading: say("tracking"), rows: tracking)])
    }

    var verification: Section {
        let rules = playbook.verification
        let notes = [
            rules.leadsPerAddress == 0
                ? nil
                : say(
                    "per-address",
                    [
                        "n": "\(rules.leadsPerAddress)", "time": reader.span(rules.addressWindow),
                    ]),
            rules.trustedAddresses.isEmpty
                ? nil : say("trusted", ["list": list(rules.trustedAddresses)]),
            say("disposable", when: rules.suspectDisposable),
            say("mismatch", when: rules.suspectCompanyMismatch),
            rules.phoneClock.map { say("phone", ["clock": clock($0)]) },
            playbook.scoring.repetition.map { rule in
                say(
                    "repetition",
                    ["n": "\(rule.times)", "points": Figures.points(rule.points)])
                    + (rule.except.isEmpty
                        ? ""
                        : " "
                            + say("except", ["list": list(rule.except.map { activity($0) })]))
            },
        ]
        return Section("verification", ["verification"], notes: notes)
    }
}

extension LocalZone {
    /// The day in a zone of the IANA database; UTC's where there is none such.
    static func day(of moment: Instant, zone: String) -> CivilDate {
        ((try? LocalZone(zone)) ?? .utc).time(at: moment).day
    }
}
