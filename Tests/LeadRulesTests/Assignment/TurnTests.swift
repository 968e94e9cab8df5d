import LeadRules
import Testing

/// Numbers that look random and are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: Int) {
        state = UInt64(seed)
        // Seeds side by side would be the same numbers, one step apart.
        state = next()
    }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite struct TurnTests {
    /// A pool taking turns, with what everybody was owed and given.
    private struct Pool {
        var weights: [Double]
        var credit: [MemberID: Double] = [:]
        var given: [MemberID: Int] = [:]

        mutating func give(among members: [Int]) -> MemberID? {
            let candidates = members.map { index in
                let member = MemberID(Int64(index + 1))
                return Turn.Candidate(
                    member: member, weight: weights[index], credit: credit[member] ?? 0)
            }
            guard let chosen = Turn.order(candidates).first?.member else { return nil }
            credit.merge(Turn.credits(after: chosen, candidates)) { $1 }
            given[chosen, default: 0] += 1
            return chosen
        }
    }

    @Test(arguments: 1...12)
    func `nobody is ever further from the weighted fair share than is promised`(members: Int) {
        for seed in 1...3 {
            var random = Seeded(members * 100 + seed)
            let weights = (0..<members).map { _ in Double(Int.random(in: 1...9, using: &random)) }
            var pool = Pool(weights: weights)
            let total = weights.reduce(0, +)
            let bound = members > 1 ? 1 - 1 / (2 * Double(members) - 2) : 0
            for lead in 1...400 {
                _ = pool.give(among: Array(0..<members))
                for (index, weight) in weights.enumerated() {
                    let share = Double(lead) * weight / total
                    let given = Double(pool.given[MemberID(Int64(index + 1))] ?? 0)
                    if abs(given - share) > bound + 1e-9 {
                        Issue.record("\(weights): member \(index) has \(given), fair is \(share)")
                        return
                    }
                }
            }
            #expect(abs(pool.credit.values.reduce(0, +)) < 1e-6)
        }
    }

    @Test func `with absences nobody starves and nobody is flooded`() {
        for seed in 1...15 {
            var random = Seeded(seed)
            let members = Int.random(in: 2...8, using: &random)
            let weights = (0..<members).map { _ in Double.random(in: 0.5...3, using: &random) }
            var pool = Pool(weights: weights)
            var share: [Int: Double] = [:]
            for _ in 1...1_500 {
                var present = (0..<members).filter { _ in Int.random(in: 0..<4, using: &random) > 0
                }
                if present.isEmpty { present = [0] }
                let total = present.reduce(0) { $0 + weights[$1] }
                for index in present { share[index, default: 0] += weights[index] / total }
                _ = pool.give(among: present)
            }
            for index in 0..<members {
                let given = Double(pool.given[MemberID(Int64(index + 1))] ?? 0)
                #expect(abs(given - (share[index] ?? 0)) < 2, "seed \(seed), member \(index)")
            }
            #expect(abs(pool.credit.values.reduce(0, +)) < 1e-6)
        }
    }

    @Test func `a returning and a new member are not flooded`() {
        var pool = Pool(weights: [1, 1, 1, 1])
        for _ in 1...100 { _ = pool.give(among: [0, 1]) }
        let after = (1...8).compactMap { _ in pool.give(among: [0, 1, 2, 3]) }
        for member in 1...4 {
            #expect(after.count { $0 == MemberID(Int64(member)) } == 2)
        }
    }

    @Test func `the same input gives the same turns`() {
        func run() -> [MemberID?] {
            var pool = Pool(weights: [3, 1, 2.5])
            return (1...200).map { _ in pool.give(among: [0, 1, 2]) }
        }
        #expect(run() == run())
    }

    @Test func `a lead taken back is as if it had never been given`() {
        let before = [1.0, 2, 4].enumerated().map {
            Turn.Candidate(member: MemberID(Int64($0 + 1)), weight: $1, credit: 0.1 * Double($0))
        }
        let given = Turn.credits(after: MemberID(2), before)
        let after = before.map {
            Turn.Candidate(member: $0.member, weight: $0.weight, credit: given[$0.member] ?? 0)
        }
        let back = Turn.credits(refunding: MemberID(2), after)
        #expect(before.allSatisfy { abs((back[$0.member] ?? 9) - $0.credit) < 1e-12 })
    }

    @Test func `weight zero gets nothing`() {
        var pool = Pool(weights: [0, 1])
        #expect(
            (1...5).compactMap { _ in pool.give(among: [0, 1]) }
                == Array(repeating: MemberID(2), count: 5))
        #expect(pool.give(among: [0]) == nil)
    }

    @Test func `who is just within the promise may have the lead, the most pressing first`() {
        // Three: the promise is three quarters of a lead. The first would be exactly that far ahead.
        let candidates = [(2.0, -0.25), (1, 0.125), (1, 0.125)].enumerated().map {
            Turn.Candidate(member: MemberID(Int64($0 + 1)), weight: $1.0, credit: $1.1)
        }
        #expect(Turn.order(candidates).map(\.member) == [1, 2, 3].map { MemberID($0) })
    }
}
