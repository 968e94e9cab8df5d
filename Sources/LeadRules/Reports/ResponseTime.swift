/// How soon one lead was answered.
package struct ResponseTime: Hashable, Sendable {
    /// Who qualified the lead, else its owner.
    package var member: MemberID?
    package var temperature = Temperature.warm
    package var capturedAt: Instant
    /// When the lead first had an owner.
    package var assignedAt: Instant?
    /// When somebody first tried to reach it.
    package var touchedAt: Instant?
    package var isSQL = false
    package var isWon = false

    package init(capturedAt: Instant) { self.capturedAt = capturedAt }

    /// From capture to the first owner, in milliseconds: what the system took.
    var system: Int64? { assignedAt.flatMap { time(from: capturedAt, to: $0) } }

    /// From the first owner to the first touch: what people took.
    var human: Int64? {
        guard let assignedAt, let touchedAt else { return nil }
        return time(from: assignedAt, to: touchedAt)
    }

    /// From capture to the first touch: what the lead waited.
    var total: Int64? { touchedAt.flatMap { time(from: capturedAt, to: $0) } }

    /// Since when somebody could have answered: the first owner, else the capture.
    var waitingSince: Instant { assignedAt ?? capturedAt }

    /// The response time by which leads are compared: to the first touch, counted from the first
    /// owner, so that months with marketing are no slow answer; zero for a touch before.
    var response: Int64? { touchedAt.map { max(0, $0.milliseconds - waitingSince.milliseconds) } }
    var responseSeconds: Double? { response.map { Double($0) / 1000 } }

    private func time(from: Instant, to: Instant) -> Int64? {
        to < from ? nil : to.milliseconds - from.milliseconds
    }
}

/// How soon the receiver of one handoff made the first contact.
package struct ContactTime: Hashable, Sendable {
    package var receiver: MemberID?
    package var temperature = Temperature.warm
    package var openedAt: Instant
    package var contactedAt: Instant?

    package init(openedAt: Instant) { self.openedAt = openedAt }

    var seconds: Double? {
        contactedAt.map { max(0, Double($0.milliseconds - openedAt.milliseconds) / 1000) }
    }
}

/// How clocks of one purpose and owner ended.
package struct ClockTally: Hashable, Sendable {
    package var purpose = Clock.Purpose.task
    package var owner: MemberID?
    package var counts = Counts<ClockMeasure>()
    package init() {}
}

extension [ClockTally] {
    /// Clocks met in time, of those that ended or ran out.
    var withinSLA: Share {
        ClockRate.withinSLA.share(of: total(\.counts))
    }
}

/// Leads by how soon they were answered, and what became of them.
package struct ResponseBand: Hashable, Codable, Sendable {
    /// `under-5-minutes`, …, `more`, `never`.
    package var band: Band
    package var leads: Int
    /// SQLs among them.
    package var toSQL: Share
    /// Wins among them.
    package var toWon: Share

    package enum Band: String, Codable, CaseIterable, Sendable {
        case under5Minutes = "under-5-minutes"
        case under1Hour = "under-1-hour"
        case under4Hours = "under-4-hours"
        case under24Hours = "under-24-hours"
        case under48Hours = "under-48-hours"
        case more
        /// Nobody has tried to reach them yet.
        case never

        /// The band's end, in seconds; nil for the last two.
        package var endSeconds: Double? {
            switch self {
            case .under5Minutes: 300
            case .under1Hour: 3600
            case .under4Hours: 4 * 3600
            case .under24Hours: 24 * 3600
            case .under48Hours: 48 * 3600
            case .more, .never: nil
            }
        }

        /// Where it begins, in seconds; nil for the first, which has answers before the assignment, and
        /// for the last, which has none.
        package var startSeconds: Double? {
            guard let place = Self.allCases.firstIndex(of: self), place > 0 else { return nil }
            return Self.allCases[place - 1].endSeconds
        }

        static func of(_ seconds: Double?) -> Band {
            guard let seconds else { return .never }
            return allCases.first { $0.endSeconds.map { seconds < $0 } ?? false } ?? .more
        }
    }

    static func all(_ responses: ResponseSet) -> [ResponseBand] {
        Band.allCases.map { band in
            let tally = responses.tally(of: band)
            return ResponseBand(
                band: band, leads: tally.leads, toSQL: Share(tally.isSQL, of: tally.leads),
                toWon: Share(tally.isWon, of: tally.leads))
        }
    }
}
