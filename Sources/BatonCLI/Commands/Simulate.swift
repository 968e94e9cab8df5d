import ArgumentParser
import LeadEngine
import LeadRules
import PlaybookFile
import Records
import ShippedPlaybooks
import Simulation
import StorageSQLite

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Lives through made-up weeks with injected faults, and checks what must always hold.",
        discussion: """
            The real engine and rules under a virtual clock: crashes before and after commits, storage \
            errors, clock jumps, messages that come twice, late or out of order, sends that fail, a \
            playbook that changes half-way. The same seed gives the same journal, byte for byte.
            """)
    @Option(help: "The seed, a whole number.") var seed: UInt64
    @Option(help: "How many days to live through.") var days = 30
    @Option(help: "How many seeds to take, from --seed on.") var seeds = 1
    @Flag(help: "Print JSON, an object a line.") var json = false

    func validate() throws {
        guard (1...3_650).contains(days) else {
            throw ValidationError("--days is a number from 1 to 3650.")
        }
        guard seeds >= 1 else { throw ValidationError("--seeds is 1 or more.") }
    }

    private struct Line: Encodable {
        let seed: UInt64
        let days: Int
        let outcome: SimulationOutcome
    }

    func run() async throws {
        let progress = Progress("Simulating")
        for number in 0..<UInt64(seeds) {
            let seed = seed &+ number
            let outcome = try await Self.outcome(seed: seed, days: days)
            progress.show(Double(number) / Double(seeds), "seed \(seed)")
            if json {
                print(try JSONText.of(Line(seed: seed, days: days, outcome: outcome)))
            } else if seeds == 1 || number + 1 == UInt64(seeds) {
                print(Self.sentence(seed, days, outcome))
            }
        }
        progress.finish("\(seeds) seeds, everything held")
    }

    private static func outcome(seed: UInt64, days: Int) async throws -> SimulationOutcome {
        do {
            var simulation = try Simulation(
                seed: seed, days: days, store: SQLiteStore(inMemory: Wiring.shelf()),
                scratch: SQLiteStore(inMemory: Wiring.shelf()), playbooks: playbooks())
            return try await simulation.run()
        } catch let broken as BrokenPromise {
            throw Failure(
                "Seed \(seed) broke a promise: \(broken). Run it again: "
                    + "baton simulate --seed \(seed) --days \(days)")
        }
    }

    private static func sentence(_ seed: UInt64, _ days: Int, _ outcome: SimulationOutcome)
        -> String
    {
        "seed \(seed): \(days) days, \(outcome.steps) steps, \(outcome.events) events, "
            + "\(outcome.crashes) crashes, \(outcome.storageErrors) storage errors, "
            + "\(outcome.clockJumps) clock jumps, \(outcome.failedSends) failed sends, "
            + "\(outcome.repeated) repeats, \(outcome.reordered) out of order; "
            + "journal \(outcome.journal)"
    }

    /// The default policy, and the same with a lower threshold.
    static func playbooks() -> SimulatedPlaybooks {
        let text = ShippedPlaybook.standard.text
        let changed = text.replacing("  threshold: 50", with: "  threshold: 45")
        return SimulatedPlaybooks(
            first: .init(name: "Default", text: text, digest: Wiring.digest(text)),
            second: .init(name: "Changed", text: changed, digest: Wiring.digest(changed)))
    }
}
