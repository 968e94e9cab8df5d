import LeadRules
import Testing

@Suite struct PointsBandTests {
    private func rule(_ review: Double?, _ auto: Double?) -> HandoffRule {
        var rule = HandoffRule()
        (rule.jointReview, rule.autoAccept) = (review, auto)
        return rule
    }

    @Test(arguments: [
        (0, PointsBand.back), (4.9, .back), (5, .jointReview), (6.9, .jointReview),
        (7, .autoAccept), (10, .autoAccept),
    ])
    func `points fall into a band from its bound on`(points: Double, band: PointsBand) {
        #expect(rule(5, 7).band(of: points) == band)
    }

    @Test func `without a bound the receiver decides`() {
        #expect(rule(nil, nil).band(of: 9) == nil)
        #expect(rule(nil, 7).band(of: 6.9) == nil && rule(nil, 7).band(of: 7) == .autoAccept)
        #expect(rule(5, nil).band(of: 10) == .jointReview)
        #expect(rule(5, 7).bands.map(\.band) == [.back, .jointReview, .autoAccept])
        #expect(rule(nil, nil).bands.isEmpty)
    }
}
