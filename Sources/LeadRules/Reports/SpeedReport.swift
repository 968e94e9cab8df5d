/// How soon leads and handoffs of a period were answered. Times are plain, day and night.
///
/// Leads count by their capture, handoffs by their opening, clocks by their start. Only leads that
/// ever had an owner, were touched, or wait for an owner are looked at.
package struct SpeedReport: Hashable, Codable, Sendable {
    package var query: ReportQuery
    package var asOf: Instant
    /// Capture to first assignment: the system's part.
    package var system: Durations
    /// First assignment to first touch: the people's part.
    package var human: Durations
    /// Capture to first touch.
    package var total: Durations
    /// Handoff to the receiver's first contact.
    package var handoffContact: Durations
    package var waiting: WithoutContact
    package var withinSLA: Share
    package var byPurpose: [PurposeRow]
    package var byMember: [SpeedRow]
    package var byTemperature: [SpeedRow]
    package var bands: [ResponseBand]

    package init(
        _ query: ReportQuery, responses: ResponseSet, contacts: [ContactTime],
        clocks: [ClockTally], members: [Member], at now: Instant
    ) {
        self.query = query
        asOf = now
        let leads = responses.all
        system = leads.system
        human = leads.human
        total = leads.total
        handoffContact = Durations(contacts.compactMap(\.seconds))
        waiting = WithoutContact(leads, contacts, at: now)
        withinSLA = clocks.withinSLA
        byPurpose = PurposeRow.all(clocks)
        byMember = Self.memberRows(responses, contacts, clocks, Names(members), now)
        byTemperature = Temperature.allCases.map { temperature in
            SpeedRow(
                key: temperature.rawValue, title: temperature.rawValue,
                responses.of(temperature),
                contacts.filter { $0.temperature == temperature }, clocks: [], at: now)
        }
        bands = ResponseBand.all(responses)
    }

    private static func memberRows(
        _ responses: ResponseSet, _ contacts: [ContactTime], _ clocks: [ClockTally],
        _ names: Names, _ now: Instant
    ) -> [SpeedRow] {
        let handoffs = Dictionary(grouping: contacts, by: \.receiver)
        let theirs = Dictionary(grouping: clocks, by: \.owner)
        let ids = responses.members.union(handoffs.keys).union(theirs.keys).compactMap(\.self)
        let rows = ids.map { id in
            SpeedRow(
                key: id.description, title: names(id), responses.of(member: id), handoffs[id] ?? [],
                clocks: theirs[id] ?? [], at: now)
        }
        return rows.sorted { ($0.title, $0.key) < ($1.title, $1.key) }
    }
}

/// Who waits too long: the shares of leads and handoffs that nobody answered within 48 and 72 hours.
///
/// Only those that are at least that old count, so that a fresh lead is neither good nor bad.
package struct WithoutContact: Hashable, Codable, Sendable {
    /// Leads without a touch within 48 hours of their first assignment.
    package var leads48h: Share
    package var leads72h: Share
    /// Handoffs, neither rejected nor withdrawn, without a contact within 48 hours of the opening.
    package var handoffs48h: Share
    package var handoffs72h: Share

    init(_ leads: ResponseCut.Several, _ contacts: [ContactTime], at now: Instant) {
        let handoffs = contacts.map { ($0.openedAt, $0.seconds) }
        leads48h = leads.late48h(at: now)
        leads72h = leads.late72h(at: now)
        handoffs48h = Self.late(handoffs, after: .hours(48), at: now)
        handoffs72h = Self.late(handoffs, after: .hours(72), at: now)
    }

    private static func late(
        _ cases: [(since: Instant, seconds: Double?)], after limit: TimeSpan, at now: Instant
    ) -> Share {
        let old = cases.filter { now - $0.since >= limit }
        return Share(
            old.count { ($0.seconds ?? .infinity) > Double(limit.seconds) }, of: old.count)
    }
}

/// The clocks of one purpose.
package struct PurposeRow: Hashable, Codable, Sendable {
    package var purpose: Clock.Purpose
    /// Clocks met in time, of those that ended or ran out. Cancelled ones do not count.
    package var withinSLA: Share
    /// Still running or paused.
    package var open: Int

    static func all(_ tallies: [ClockTally]) -> [PurposeRow] {
        let groups = Dictionary(grouping: tallies, by: \.purpose)
        return Clock.Purpose.allCases.compactMap { purpose in
            guard let group = groups[purpose] else { return nil }
            return PurposeRow(
                purpose: purpose, withinSLA: group.withinSLA,
                open: group.sum(\.counts[.open]))
        }
    }
}

/// The speed of one member, or with leads of one temperature.
package struct SpeedRow: Hashable, Codable, Sendable {
    package var key: String
    package var title: String
    /// First assignment to first touch, of the leads that the member qualified or owns.
    package var human: Durations
    /// Handoff to first contact, of the handoffs that the member received.
    package var handoffContact: Durations
    package var waiting: WithoutContact
    /// Of the member's own clocks; no data by temperature.
    package var withinSLA: Share

    init(
        key: String, title: String, _ leads: ResponseCut.Several, _ contacts: [ContactTime],
        clocks: [ClockTally], at now: Instant
    ) {
        self.key = key
        self.title = title
        human = leads.human
        handoffContact = Durations(contacts.compactMap(\.seconds))
        waiting = WithoutContact(leads, contacts, at: now)
        withinSLA = clocks.withinSLA
    }
}
