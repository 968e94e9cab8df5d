package import LeadRules

/// Reports counted from the rows themselves: what the figures that are kept must be the same as.
package protocol ReportCounting {
    func countedFunnel(_ query: ReportQuery) throws -> [FunnelTally]
    func countedIntake(_ query: ReportQuery) throws -> [IntakeTally]
    func countedResponses(_ query: ReportQuery) throws -> [ResponseTime]
    func countedStages(_ query: ReportQuery) throws -> [StageTally]
    func countedHandoffs(_ query: ReportQuery) throws -> [HandoffTally]
    func countedClosed(_ query: ReportQuery) throws -> ClosedTotals
    func countedClocks(_ query: ReportQuery) throws -> [ClockTally]
    func countedLoads(_ query: ReportQuery) throws -> [ClockLoad]
    func countedAssignments(_ query: ReportQuery) throws -> [MemberID: Int]
    /// Counts the figures of all rows that there are, in place of those that are kept.
    func recountFigures() throws
    /// Every sum that is kept, as text.
    func figureRows() throws -> [String]
    /// What each kept figure is a sum of, in words of the tables.
    var meanings: [String] { get }
}

extension SQLTransaction: ReportCounting {
    package var meanings: [String] { KeptFigures.meanings }

    package func figureRows() throws -> [String] {
        try connection.rows(
            "SELECT figure, span, at, key, n, units, millionths FROM figures WHERE n <> 0", []
        ) { row in (0..<7).map { row.text($0) ?? "" }.joined(separator: " ") }
    }
}
