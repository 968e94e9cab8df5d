package typealias FunnelCounts = Counts<FunnelMeasure>
package typealias Conversions = Shares<Conversion>

/// The counts of the leads that share their origin and the people who worked them.
package struct FunnelTally: Hashable, Sendable {
    package var source = ""
    package var sourceGroup = ""
    package var campaign: String?
    package var segment: String?
    /// Who qualified them, as the leads' credits say, with or without a handoff.
    package var sdr: MemberID?
    /// Who took them over and closed them, likewise.
    package var ae: MemberID?
    package var counts = FunnelCounts()
    package init() {}
}

/// A funnel cut in three ways. The leads are the same in each; nothing says which of one cut are which of
/// another.
package struct FunnelFacts: Sendable {
    /// By source, source group, campaign and segment.
    package var byOrigin: [FunnelTally]
    /// By who qualified them, and by nothing else.
    package var bySDR: [FunnelTally]
    /// By who took them over, and by nothing else.
    package var byAE: [FunnelTally]

    package init(byOrigin: [FunnelTally], bySDR: [FunnelTally], byAE: [FunnelTally]) {
        self.byOrigin = byOrigin
        self.bySDR = bySDR
        self.byAE = byAE
    }

    /// - Parameter tallies: of leads that share their origin and their people.
    package init(_ tallies: [FunnelTally]) {
        self.init(byOrigin: tallies, bySDR: tallies, byAE: tallies)
    }
}
