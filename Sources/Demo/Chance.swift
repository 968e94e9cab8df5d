/// Repeatable chance: the same seed gives the same numbers (SplitMix64).
package struct Chance {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, 1.
    package mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }

    package mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    package mutating func happens(_ probability: Double) -> Bool { fraction() < probability }

    package mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

    /// One of the choices, by its weight.
    mutating func pick<T>(weighted choices: [(T, Double)]) -> T {
        var rest = fraction() * choices.reduce(0) { $0 + $1.1 }
        for (choice, weight) in choices {
            rest -= weight
            if rest < 0 { return choice }
        }
        return choices[choices.count - 1].0
    }
}
