/// Whether a figure of one person stands out so much that a talk is worth it. No verdict.
package enum Coaching {
    /// So few cases say nothing.
    package static let leastCases = 5
    /// Once is chance.
    package static let leastCount = 2
    /// How far above the middle of the same role.
    package static let factor = 1.5

    /// - Parameters:
    ///   - count: how often it happened.
    ///   - cases: of how many; nil where the count itself is the figure.
    ///   - values: the rates, or counts, of everybody of the same role, this one too.
    package static func standsOut(_ count: Int, of cases: Int?, among values: [Double]) -> Bool {
        guard values.count > 1, count >= leastCount, cases ?? count >= leastCases else {
            return false
        }
        // A tolerance far below any rate keeps exact ties despite rounding.
        return value(count, of: cases) >= factor * middle(of: values) - 1e-9
    }

    /// What is compared: the rate, or the count.
    package static func value(_ count: Int, of cases: Int?) -> Double {
        cases.map { Double(count) / Double($0) } ?? Double(count)
    }

    /// What is usual: the median.
    package static func middle(of values: [Double]) -> Double {
        Durations.quantile(0.5, of: values.sorted())
    }
}
