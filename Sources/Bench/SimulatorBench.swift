import Foundation

/// Made-up weeks, seed after seed, each checked for what must always hold.
struct SimulatorBench {
    let site: Site
    let scale: Scale
    private static let days = 7

    func run() throws -> [Figure] {
        say("simulator: \(scale.seeds) seeds of \(Self.days) days")
        let use = try Command(
            site.baton,
            [
                "simulate", "--seed", "1", "--seeds", "\(scale.seeds)", "--days", "\(Self.days)",
                "--json",
            ]
        ).run()
        let lines = use.output.split(separator: "\n")
        guard lines.count == scale.seeds else {
            throw BenchFailure("\(lines.count) of \(scale.seeds) seeds were told")
        }
        return [
            Figure(
                bench: "simulator", name: "seeds of \(Self.days) days that kept every promise",
                value: Double(lines.count), unit: "", limit: Double(scale.seeds), goal: "all"),
            Figure(
                bench: "simulator", name: "simulated days",
                value: Double(scale.seeds * Self.days) / use.seconds, unit: "/s"),
        ]
    }
}
