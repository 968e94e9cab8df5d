import LeadRules
import Testing

@Suite struct CoachingTests {
    @Test(arguments: [
        (3, 10, true), (2, 10, false), (2, 5, true), (1, 5, false), (2, 4, false),
    ])
    func `a rate stands out from five cases, two of them, and half above the middle`(
        count: Int, cases: Int, stands: Bool
    ) {
        let rate = Double(count) / Double(cases)
        #expect(Coaching.standsOut(count, of: cases, among: [0.2, 0.2, rate]) == stands)
    }

    @Test func `a count stands out from five on`() {
        #expect(Coaching.standsOut(5, of: nil, among: [1, 1, 5]))
        #expect(!Coaching.standsOut(4, of: nil, among: [1, 1, 4]))
        #expect(!Coaching.standsOut(6, of: nil, among: [5, 5, 6]))
    }

    @Test func `nobody stands out alone`() {
        #expect(!Coaching.standsOut(9, of: 10, among: [0.9]))
    }
}
