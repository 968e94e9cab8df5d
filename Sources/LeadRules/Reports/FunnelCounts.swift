/// How many leads of a cohort have come how far.
///
/// A lead counts at a milestone when it has reached that very milestone, whatever came before: a deal
/// that was brought in as won, without ever having been an SQL here, is one lead and one win.
package struct FunnelCounts: Hashable, Codable, Sendable {
    /// Leads captured: without those merged into others, and without those found to be fake.
    package var leads = 0
    /// Leads captured that were found to be fake. They count nowhere else.
    package var fake = 0
    /// Leads that are MQLs, likewise PQL, SQL and SAL.
    package var mql = 0
    package var pql = 0
    package var sql = 0
    package var sal = 0
    /// Leads that were won, and not lost later.
    package var won = 0
    /// Leads that were lost, and not won later.
    package var lost = 0
    /// Deal value of the leads won, in the playbook's currency.
    package var wonAmount = 0.0
    /// MQLs that are SQLs too, and so on: what the conversion rates are made of.
    package var mqlAndSQL = 0
    package var pqlAndSQL = 0
    package var sqlAndSAL = 0
    package var salAndWon = 0
    package var sqlAndWon = 0
    package init() {}

    package static func + (a: FunnelCounts, b: FunnelCounts) -> FunnelCounts {
        var sum = a
        sum.leads += b.leads
        sum.fake += b.fake
        sum.mql += b.mql
        sum.pql += b.pql
        sum.sql += b.sql
        sum.sal += b.sal
        sum.won += b.won
        sum.lost += b.lost
        sum.wonAmount += b.wonAmount
        sum.mqlAndSQL += b.mqlAndSQL
        sum.pqlAndSQL += b.pqlAndSQL
        sum.sqlAndSAL += b.sqlAndSAL
        sum.salAndWon += b.salAndWon
        sum.sqlAndWon += b.sqlAndWon
        return sum
    }
}

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

/// The step-to-step conversion of a cohort. Each is a share of those who reached the first step, so
/// none is above 1.
package struct Conversions: Hashable, Codable, Sendable {
    /// MQLs among the leads.
    package var leadToMQL: Share
    /// SQLs among the MQLs; held against the target.
    package var mqlToSQL: Share
    /// SQLs among the PQLs.
    package var pqlToSQL: Share
    /// SALs among the SQLs.
    package var sqlToSAL: Share
    /// Wins among the SALs.
    package var salToWon: Share
    /// Wins among the SQLs; held against the target.
    package var sqlToWon: Share
    /// Wins among the leads.
    package var leadToWon: Share

    init(_ counts: FunnelCounts) {
        leadToMQL = Share(counts.mql, of: counts.leads)
        mqlToSQL = Share(counts.mqlAndSQL, of: counts.mql)
        pqlToSQL = Share(counts.pqlAndSQL, of: counts.pql)
        sqlToSAL = Share(counts.sqlAndSAL, of: counts.sql)
        salToWon = Share(counts.salAndWon, of: counts.sal)
        sqlToWon = Share(counts.sqlAndWon, of: counts.sql)
        leadToWon = Share(counts.won, of: counts.leads)
    }
}
