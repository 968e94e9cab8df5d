import Foundation

/// How soon a server answers, and what it holds while nobody asks.
struct BootBench {
    let site: Site
    let scale: Scale
    private static let starts = 5

    func run() throws -> [Figure] {
        say("boot: an empty workspace")
        let empty = try measure(try site.workspace(), "empty")
        say("boot: \(scale.leads) leads")
        return empty + (try measure(try KnownLeads.make(site, scale.leads), "\(scale.leads) leads"))
    }

    private func measure(_ workspace: Workspace, _ name: String) throws -> [Figure] {
        var seconds: [Double] = []
        var memory: [Double] = []
        for _ in 0..<Self.starts {
            let server = try Server(site, workspace)
            seconds.append(server.bootSeconds)
            // The services that look once a second have looked by then.
            Thread.sleep(forTimeInterval: 1.5)
            memory.append(server.memory())
            server.stop()
        }
        return [
            Figure(
                bench: "boot", name: "to the first answer, \(name)", value: median(seconds),
                unit: "s", goal: "0.3 s"),
            Figure(
                bench: "boot", name: "idle memory, \(name)", value: median(memory), unit: "MB",
                goal: "60 MB"),
        ]
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
