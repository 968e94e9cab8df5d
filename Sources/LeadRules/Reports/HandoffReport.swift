/// The quality of the handoffs opened in a period, of every kind.
package struct HandoffReport: Hashable, Codable, Sendable {
    package var query: ReportQuery
    package var total: HandoffRow
    package var byKind: [HandoffRow]
    /// By who gave: SDRs, and AEs after a win.
    package var byGiver: [HandoffRow]
    /// By who received: AEs, and account managers after a win.
    package var byReceiver: [HandoffRow]
    /// Why receivers rejected, the most frequent reason first. The rules' low-score returns have none.
    package var reasons: [ReasonRow]
    /// The three most frequent reasons: what to remove first.
    package var topReasons: [ReasonRow]
    /// Every lead by its latest handoff of a kind that was opened before its win or loss.
    package var scoreBands: [ScoreBand]

    package init(
        _ query: ReportQuery, tallies: [HandoffTally], outcomes: [ScoreOutcome],
        members: [Member], playbook: Playbook
    ) {
        let names = Names(members)
        self.query = query
        total = HandoffRow(key: nil, title: "All handoffs", role: nil, tallies)
        byKind = Self.rows(tallies, by: \.kind) {
            ($0.flatMap { playbook.handoff($0)?.title }, nil)
        }
        byGiver = Self.rows(tallies, by: \.giver?.description) { key in
            let id = key.flatMap { MemberID($0) }
            return (names(id), names.role(id))
        }
        byReceiver = Coaching.flagged(
            Self.rows(tallies, by: \.receiver?.description) { key in
                let id = key.flatMap { MemberID($0) }
                return (names(id), names.role(id))
            })
        reasons = Self.reasons(tallies, playbook)
        topReasons = Array(reasons.prefix(3))
        scoreBands = ScoreBand.all(outcomes)
    }

    private static func rows(
        _ tallies: [HandoffTally], by value: (HandoffTally) -> String?,
        title: (String?) -> (String?, Role?)
    ) -> [HandoffRow] {
        let rows = Dictionary(grouping: tallies, by: value).map { key, tallies in
            let (name, role) = title(key)
            return HandoffRow(
                key: key, title: name.flatMap { $0.isEmpty ? key : $0 } ?? key ?? "(none)",
                role: role, tallies)
        }
        return rows.sorted {
            $0.counts[.opened] != $1.counts[.opened]
                ? $0.counts[.opened] > $1.counts[.opened]
                : ($0.title, $0.key ?? "") < ($1.title, $1.key ?? "")
        }
    }

    static func reasons(_ tallies: [HandoffTally], _ playbook: Playbook) -> [ReasonRow] {
        let rejections = tallies.filter { $0.counts[.rejected] > 0 }
        let all = rejections.sum(\.counts[.rejected])
        let titles = playbook.handoffs.flatMap(\.rejections).reduce(into: [:]) { titles, rule in
            titles[rule.id] = rule.title
        }
        let rows = Dictionary(grouping: rejections) { $0.reason ?? "" }.map { reason, group in
            let title = titles[reason] ?? ""
            return ReasonRow(
                reason: reason, title: title.isEmpty ? reason : title,
                share: Share(group.sum(\.counts[.rejected]), of: all))
        }
        return rows.sorted {
            $0.share.count != $1.share.count
                ? $0.share.count > $1.share.count : $0.reason < $1.reason
        }
    }
}

extension HandoffReport {
    /// What a row shows, from left to right, wherever it is shown; the rates come last.
    package static let measures: [HandoffMeasure] = [
        .opened, .autoAccepted, .accepted, .rejected, .returned, .pending, .withdrawn, .disputed,
    ]
}

extension Coaching {
    /// Marks the rows whose rejection rate stands out among receivers of the same role.
    fileprivate static func flagged(_ rows: [HandoffRow]) -> [HandoffRow] {
        let rates = Dictionary(grouping: rows, by: \.role).mapValues { rows in
            rows.compactMap(\.rejection.rate)
        }
        return rows.map { row in
            var row = row
            row.needsCoaching = standsOut(
                row.rejection.count, of: row.rejection.of, among: rates[row.role] ?? [])
            return row
        }
    }
}
