import LeadRules

extension Playbook {
    var calendarLines: [String] {
        calendars.sorted { $0.key < $1.key }.map { name, calendar in
            let home = name == homeCalendar ? " (home)" : ""
            return "\(name)\(home): \(calendar.hours.words), \(calendar.zone), "
                + "\(calendar.holidays.count) holidays"
        } + ["Phone numbers without a country code are read as \(defaultRegion)."]
    }

    var sourceLines: [String] {
        intake.sources.map { source in
            let kind =
                "\(source.group.rawValue), grade \(source.grade), \(source.temperature.rawValue)"
            return [
                "\(source.id): \(kind)",
                source.contactAfter == .zero
                    ? "contact at once" : "contact after \(source.contactAfter)",
                source.handRaise ? "an MQL at once" : nil,
                source.firstTouchClock.map { "clock \($0)" },
                source.activity.map { "counts as \($0)" },
                source.id == intake.fallbackSource ? "stands for unknown sources" : nil,
            ].clauses
        }
    }

    var segmentLines: [String] {
        segments.map { segment in
            [
                "\(segment.id): \(segment.when.isAlways ? "all others" : "\(segment.when)")",
                segment.industry.map { "industry fits when \($0)" },
                segment.size.map { "size fits when \($0)" },
                segment.stack.map { "stack fits when \($0)" },
            ].clauses
        }
    }

    var activityLines: [String] {
        activities.map { activity in
            [
                "\(activity.id): by the \(activity.by.rawValue)",
                activity.hotFor.map { "hot for \($0)" },
                activity.handRaise ? "an MQL at once" : nil,
                activity.botWithin.map { "a machine within \($0) of the mail" },
                activity.reply ? "ends nurture mails" : nil,
            ].clauses
        }
    }

    var trackingLines: [String] {
        tracking.map { rule in
            let count = rule.count.map { name in
                "counts \(name)" + (rule.by.map { " by \($0)" } ?? "")
            }
            return "\(rule.when): " + [rule.activity.map { "is \($0)" }, count].clauses
        }
    }

    var verificationLines: [String] {
        [
            verification.leadsPerAddress == 0
                ? nil
                : "\(verification.leadsPerAddress) leads from one address within "
                    + "\(verification.addressWindow) are suspect",
            verification.trustedAddresses.isEmpty
                ? nil : "except from \(verification.trustedAddresses.joined(separator: ", "))",
            verification.suspectDisposable ? "a disposable mail domain is suspect" : nil,
            verification.suspectCompanyMismatch
                ? "a company that does not fit the mail domain is suspect" : nil,
            verification.phoneClock.map { "an MQL is verified by phone under clock \($0)" },
        ].compactMap(\.self)
    }
}
