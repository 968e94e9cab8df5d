extension WorkHistory {
    func joined(with other: WorkHistory) -> WorkHistory {
        var joined = self
        joined.firstTouchAt = [firstTouchAt, other.firstTouchAt].compactMap(\.self).min()
        joined.firstConnectedAt = [firstConnectedAt, other.firstConnectedAt].compactMap(\.self)
            .min()
        joined.lastTouchAt = [lastTouchAt, other.lastTouchAt].compactMap(\.self).max()
        joined.lastActivityAt = [lastActivityAt, other.lastActivityAt].compactMap(\.self).max()
        joined.hotUntil = [hotUntil, other.hotUntil].compactMap(\.self).max()
        joined.contactDueAt = [contactDueAt, other.contactDueAt].compactMap(\.self).min()
        joined.handRaisedBy = handRaisedBy ?? other.handRaisedBy
        joined.touches += other.touches
        return joined
    }

    /// This history without what a merge brought; what has changed since stays.
    func parted(_ before: WorkHistory, _ after: WorkHistory) -> WorkHistory {
        var parted = self
        func goBack<T: Equatable>(_ part: WritableKeyPath<WorkHistory, T>) {
            if self[keyPath: part] == after[keyPath: part] {
                parted[keyPath: part] = before[keyPath: part]
            }
        }
        for part in [
            \WorkHistory.firstTouchAt, \.firstConnectedAt, \.lastTouchAt, \.lastActivityAt,
            \.hotUntil, \.contactDueAt,
        ] { goBack(part) }
        goBack(\.handRaisedBy)
        parted.touches -= after.touches - before.touches
        return parted
    }
}

extension Milestones {
    /// Each milestone at its earlier time; how it ended is the kept lead's own, where it is known.
    func joined(with other: Milestones) -> Milestones {
        func first(_ a: Instant?, _ b: Instant?) -> Instant? { [a, b].compactMap(\.self).min() }
        var joined = self
        joined.mql = first(mql, other.mql)
        joined.pql = first(pql, other.pql)
        joined.sql = first(sql, other.sql)
        joined.sal = first(sal, other.sal)
        joined.won = first(won, other.won)
        joined.lost = first(lost, other.lost)
        joined.amount = amount ?? other.amount
        joined.cause = cause ?? other.cause
        return joined
    }
}
