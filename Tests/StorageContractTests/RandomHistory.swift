import Demo
import Foundation
import LeadEngine
import LeadRules
import PlaybookFile
import ShippedPlaybooks
import Storage
import TestStores

/// Some weeks of a made-up team, and then whatever may happen to its leads besides.
struct RandomHistory {
    let store: any Store
    let engine: Engine
    let time: SetTime
    private var chance: Chance
    private let leads: Int
    private static let end = moment("20T03:00")

    static func make(seed: UInt64, leads: Int) async throws -> RandomHistory {
        let store = try TestStore.make(PlaybookShelf { try PlaybookFile.read($0) })
        let time = SetTime(end)
        let engine = try Engine(store: store, time: time)
        var workspace = DemoWorkspace(
            engine: engine, time: time, seed: seed, leads: leads, days: 14)
        try await workspace.fill(
            until: end, playbook: ShippedPlaybook.standard.text, name: "Default", digest: "random"
        ) { _ in }
        var history = RandomHistory(
            store: store, engine: engine, time: time, chance: Chance(seed: seed), leads: leads)
        for _ in 0..<leads { await history.disturb() }
        return history
    }

    /// Something that changes what is counted; much of it is refused.
    private mutating func disturb() async {
        let lead = someLead()
        switch chance.below(8) {
        case 0, 1: await run(MergeLeads(keep: someLead(), absorb: lead))
        case 2: await run(UndoMerge(merge: MergeID(Int64(1 + chance.below(6)))))
        case 3: await run(SetVerification(lead: lead, state: .fake, reason: "a bot"))
        case 4: await run(SetVerification(lead: lead, state: .verified, reason: "called"))
        case 5:
            await run(
                RecordOutcome(
                    lead: lead, won: true, at: someTime(),
                    amount: Double(chance.below(100_000)) / 4, cause: "fit"))
        case 6:
            await run(
                RecordOutcome(
                    lead: lead, won: false, at: someTime(), cause: chance.pick(["price", "timing"]))
            )
        default: time.set(time.now() + .minutes(Int64(chance.below(600))))
        }
    }

    private mutating func someLead() -> LeadID { LeadID(Int64(1 + chance.below(leads))) }

    private mutating func someTime() -> Instant? {
        chance.happens(0.5) ? nil : Self.end - .hours(Int64(chance.below(200)))
    }

    private func run<C: Command>(_ command: C) async {
        _ = try? await engine.handle(command, by: .system)
    }

    /// A part of those weeks, with ends on days, hours, minutes, or none.
    static func period(_ chance: inout Chance) -> ReportQuery {
        let begin = end - .days(14)
        let steps: [Int64] = [86_400_000, 3_600_000, 1_800_000, 60_000]
        func edge(_ chance: inout Chance) -> Instant? {
            guard chance.happens(0.85) else { return nil }
            let at = begin.milliseconds + Int64(chance.below(15 * 86_400)) * 1_000
            let step = chance.pick(steps)
            return Instant(milliseconds: at / step * step)
        }
        let (one, other) = (edge(&chance), edge(&chance))
        guard let one, let other else { return ReportQuery(from: one, to: other) }
        return ReportQuery(from: min(one, other), to: max(one, other))
    }
}
