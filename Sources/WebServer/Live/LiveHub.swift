import LeadEngine
import LeadRules

/// Follows the journal's tail while somebody looks, and tells open pages what has changed.
///
/// It asks the store, so it hears of what other processes and nodes write, too.
actor LiveHub {
    /// What changed, and whether somebody may have been told something.
    struct Change: Sendable {
        let topics: [String]
        let mayNotify: Bool
    }

    private let engine: Engine
    private var listeners: [Int: AsyncStream<Change>.Continuation] = [:]
    private var next = 0
    private var following: Task<Void, Never>?

    init(engine: Engine) { self.engine = engine }

    /// Changes from now on.
    func changes() -> AsyncStream<Change> {
        next += 1
        let number = next
        let (stream, continuation) = AsyncStream<Change>.makeStream(
            bufferingPolicy: .bufferingNewest(32))
        continuation.onTermination = { _ in Task { await self.leave(number) } }
        listeners[number] = continuation
        if following == nil { following = Task { await follow() } }
        return stream
    }

    private func leave(_ number: Int) {
        listeners[number] = nil
        guard listeners.isEmpty else { return }
        following?.cancel()
        following = nil
    }

    private func follow() async {
        var seen = (try? await engine.store.read { try $0.lastEvent() }) ?? nil
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(500))
            let after = seen
            guard
                let tail = try? await engine.store.read({ try $0.tail(after: after, limit: 2_000) }
                ),
                let last = tail.last
            else { continue }
            seen = last.id
            let change = Self.change(tail)
            for listener in listeners.values { listener.yield(change) }
        }
    }

    /// Topics name what changed: `lead:L7` and `owner:M5` whose it is, and the area of the event; whose
    /// day a lead leaves is not known, so an assignment concerns every day.
    private static func change(_ tail: [JournalLine]) -> Change {
        var topics: Set<String> = []
        for line in tail {
            if let lead = line.lead { topics.insert("lead:\(lead)") }
            if let owner = line.owner { topics.insert("owner:\(owner)") }
            if line.name == "lead.assigned" { topics.insert("assigned") }
            topics.insert(line.name.split(separator: ".").first.map(String.init) ?? line.name)
        }
        let mayNotify = tail.contains { line in
            line.name == "lead.assigned" || line.name.hasPrefix("handoff.")
                || line.name == "clock.reminded" || line.name == "clock.breached"
        }
        return Change(topics: topics.sorted(), mayNotify: mayNotify)
    }
}
