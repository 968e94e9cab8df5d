/// Records that a lead did something.
package struct RecordActivity: Command {
    package var lead: LeadID
    package var activity: Activity

    package init(lead: LeadID, activity: Activity) {
        self.lead = lead
        self.activity = activity
    }

    package func decide(_ decision: inout Decision) throws -> EventID {
        _ = try decision.liveLead(lead)
        guard !activity.kind.isEmpty else {
            throw Refusal.invalid(field: "kind", "An activity needs a kind.")
        }
        guard activity.at <= decision.now + .minutes(5) else {
            throw Refusal.invalid(
                field: "at", "The activity lies in the future (\(activity.at.rfc3339)).")
        }
        let id = try decision.recordActivity(activity, of: lead)
        try decision.reconsider(lead, handRaise: decision.playbook.handRaise(by: activity))
        return id
    }
}

extension Decision {
    @discardableResult
    mutating func recordActivity(
        _ activity: Activity, of lead: LeadID, counts: [String: Double] = [:],
        observed: Observed? = nil
    ) throws -> EventID {
        let row = try world.lead(lead)
        var counted = Counted(day: playbook.homeDay(of: activity.at))
        // Whatever a fake lead does gives nothing.
        if row.verification.state != .fake {
            counted = playbook.count(activity, in: row.score)
            counted.counts = counts
        }
        let seen = [row.work.lastActivityAt, activity.at].compactMap(\.self).max() ?? activity.at
        var after = row
        after.score.add(counted, activity)
        let account = try row.account.map { try world.account($0) }
        let total = playbook.points(of: after, account: account, at: now).total
        let id = try record(
            ActivityRecorded(
                lead: lead, visitor: nil, activity: activity, observed: observed,
                counted: counted, seenAt: seen, total: total))
        if !counted.bot, playbook.activity(activity.kind)?.reply ?? false {
            try stopNurture(of: lead, because: "replied")
        }
        return id
    }

    mutating func recordActivity(
        _ activity: Activity, ofVisitor visitor: String, counts: [String: Double] = [:],
        observed: Observed? = nil
    ) throws {
        let score = try world.visitor(visitor)?.score ?? Score()
        var counted = playbook.count(activity, in: score)
        counted.counts = counts
        try record(
            ActivityRecorded(
                lead: nil, visitor: visitor, activity: activity, observed: observed,
                counted: counted,
                seenAt: activity.at, total: 0))
    }
}

extension Playbook {
    /// What an activity counts as, beside what has been counted before.
    func count(_ activity: Activity, in score: Score) -> Counted {
        let rule = self.activity(activity.kind)
        var counted = Counted(day: homeDay(of: activity.at))
        if isBot(activity, rule: rule) {
            counted.bot = true
            return counted
        }
        counted.rules = scoring.behaviours.filter {
            $0.activity == activity.kind && $0.when.holds { activity.properties[$0] }
        }.map { CountedRule(rule: $0.id, halfLife: $0.halfLife) }
        if let hotFor = rule?.hotFor { counted.hotUntil = activity.at + hotFor }
        counted.repeats = repeats(activity, on: counted.day, rule: rule, in: score)
        return counted
    }

    /// Mail scanners open and click within seconds of the mail: no person is that fast.
    private func isBot(_ activity: Activity, rule: ActivityRule?) -> Bool {
        guard let limit = rule?.botWithin,
            let sent = activity.properties["sent-at"].flatMap({ Instant(rfc3339: $0.text) })
        else { return activity.properties["bot"] == .flag(true) }
        return activity.at - sent <= limit
    }

    private func repeats(
        _ activity: Activity, on day: CivilDate, rule: ActivityRule?, in score: Score
    ) -> Bool {
        guard let repetition = scoring.repetition, rule?.by != .member,
            !repetition.except.contains(activity.kind), let today = score.today, today.day == day,
            !score.repetitions.contains(day)
        else { return false }
        return (today.times[activity.kind] ?? 0) + 1 >= repetition.times
    }

    /// The day of a moment in the home calendar.
    package func homeDay(of at: Instant) -> CivilDate {
        calendars[homeCalendar]?.localDay(of: at)
            ?? CivilDate(dayNumber: Int(at.seconds.flooredDivision(by: 86_400)))
    }
}

package struct ActivityRecorded: Event {
    package static let name = "activity.recorded"
    package let lead: LeadID?
    package let visitor: String?
    package let activity: Activity
    /// The tracking message that told of it.
    package let observed: Observed?
    package let counted: Counted
    /// When the lead was last active, this activity included.
    package let seenAt: Instant
    /// The lead's total with it.
    package let total: Double

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        if let lead {
            try world.change(lead) {
                $0.score.add(counted, activity)
                $0.score.total = total
                $0.work.lastActivityAt = max($0.work.lastActivityAt ?? seenAt, seenAt)
                $0.work.hotUntil = [$0.work.hotUntil, counted.hotUntil].compactMap(\.self).max()
            }
        } else if let visitor {
            try world.change(visitor: visitor, firstSeenAt: activity.at) {
                $0.score.add(counted, activity)
                $0.lastSeenAt = max($0.lastSeenAt, activity.at)
                $0.landingPage = $0.landingPage ?? activity.properties["path"]?.text
                $0.campaign = $0.campaign ?? activity.properties["campaign"]?.text
            }
        }
    }
}

extension Recorded {
    /// What was done, when this is a recorded activity.
    package var activity: Activity? { (event as? ActivityRecorded)?.activity }
}
