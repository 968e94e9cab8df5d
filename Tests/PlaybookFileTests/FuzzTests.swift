import LeadRules
import PlaybookFile
import Testing

struct FuzzTests {
    @Test func `a garbled playbook is read or refused with places, and never crashes`() throws {
        let lines = try shipped("default").split(separator: "\n", omittingEmptySubsequences: false)
        var random = Seeded(state: 20_261_122)
        var refused = 0
        for round in 0..<300 {
            let text = garbled(lines.map(String.init), &random).joined(separator: "\n")
            do {
                _ = PlaybookFile.outline(try PlaybookFile.read(text))
            } catch {
                refused += 1
                let count = text.split(separator: "\n", omittingEmptySubsequences: false).count
                #expect(!error.problems.isEmpty, "round \(round)")
                #expect(
                    error.problems.allSatisfy {
                        (1...count + 1).contains($0.line) && $0.column >= 1
                    })
                #expect(
                    error.problems.allSatisfy { !$0.message.isEmpty && !$0.message.contains("\n") })
            }
        }
        #expect(refused > 150)
    }

    @Test func `any bytes that are text are read or refused`() {
        var random = Seeded(state: 7)
        let letters = Array(
            "{}[]:,-&*!|>'\"%@`#? \n\t~abc123\u{0}\u{7f}\u{85}\u{2028}\u{feff}한日é\\")
        for _ in 0..<300 {
            let text = String(
                (0..<Int.random(in: 0...80, using: &random)).compactMap { _ in
                    letters.randomElement(using: &random)
                })
            #expect(throws: PlaybookErrors.self) { try PlaybookFile.read(text) }
        }
    }

    /// A few lines deleted, doubled, swapped, indented, cut off or overwritten.
    private func garbled(_ lines: [String], _ random: inout Seeded) -> [String] {
        var lines = lines
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let at = Int.random(in: 0..<lines.count, using: &random)
            switch Int.random(in: 0..<7, using: &random) {
            case 0: lines.remove(at: at)
            case 1: lines.insert(lines[at], at: at)
            case 2: lines.swapAt(at, Int.random(in: 0..<lines.count, using: &random))
            case 3: lines[at] = "  " + lines[at]
            case 4: lines[at] = String(lines[at].prefix(Int.random(in: 0...20, using: &random)))
            case 5: lines.removeSubrange(at..<min(lines.count, at + 20))
            default: lines[at] = overwritten(lines[at], &random)
            }
        }
        return lines
    }

    private func overwritten(_ line: String, _ random: inout Seeded) -> String {
        var letters = Array(line)
        guard !letters.isEmpty else { return ":" }
        let noise = Array("x0:-[]{}&*'\"#,| \u{1}부")
        for _ in 0...2 {
            letters[Int.random(in: 0..<letters.count, using: &random)] =
                noise.randomElement(using: &random) ?? "x"
        }
        return String(letters)
    }
}

/// SplitMix64, so that every run garbles alike. Formula: Steele, Lea, Flood, "Fast Splittable
/// Pseudorandom Number Generators", 2014.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
