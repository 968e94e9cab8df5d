import LeadEngine
import LeadRules
import Synchronization

/// What is counted while serving.
final class ServerMetrics: Sendable {
    private struct Key: Hashable {
        var method: String
        var route: String
        var status: Int
    }

    private struct State {
        var requests: [Key: Int] = [:]
        var requestSeconds = Histogram()
        var commitSeconds = Histogram()
    }

    private let state = Mutex(State())

    func count(method: String, route: String, status: Int, seconds: Double) {
        state.withLock {
            $0.requests[Key(method: method, route: route, status: status), default: 0] += 1
            $0.requestSeconds.add(seconds)
        }
    }

    /// Notes how long a command waited for its commit.
    func count(commitSeconds: Double) { state.withLock { $0.commitSeconds.add(commitSeconds) } }

    /// Prometheus text format 0.0.4.
    ///
    /// - Parameter gauges: nil when the store does not answer.
    func text(_ engine: Engine, _ gauges: Gauges?, at now: Instant) -> String {
        let state = state.withLock { $0 }
        let measures = engine.measures.values
        var lines = [
            "# HELP baton_http_requests_total Requests by method, route and status.",
            "# TYPE baton_http_requests_total counter",
        ]
        let sorted = state.requests.sorted {
            ($0.key.route, $0.key.method, $0.key.status)
                < ($1.key.route, $1.key.method, $1.key.status)
        }
        lines += sorted.map { key, times in
            "baton_http_requests_total{method=\"\(key.method)\",route=\"\(key.route)\","
                + "status=\"\(key.status)\"} \(times)"
        }
        lines += state.requestSeconds.lines(
            "baton_http_request_seconds", "Time to answer a request.")
        lines += state.commitSeconds.lines(
            "baton_commit_seconds", "Time from a command to its durable commit.")
        lines += measures.commit.lines(
            "baton_store_commit_seconds", "Time that the store takes to commit a transaction.")
        lines += measures.lag.lines(
            "baton_clock_lag_seconds",
            "Time from when a clock, wake-up or nurture mail was due to when it was done.")
        lines += Self.sample(
            "baton_commands_total", "Commands whose transactions were committed.",
            Double(measures.commands), type: "counter")
        lines += Self.sample(
            "baton_commands_waiting", "Commands that wait for the next transaction.",
            Double(engine.waitingCommands), type: "gauge")
        lines += Self.sample(
            "baton_store_up", "Whether the store answers.", gauges == nil ? 0 : 1, type: "gauge")
        if let gauges { lines += Self.queues(gauges, at: now) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func queues(_ gauges: Gauges, at now: Instant) -> [String] {
        func age(_ since: Instant?) -> Double {
            since?.age(at: now) ?? 0
        }
        let all: [(String, String, Double)] = [
            ("clocks_running", "Clocks that run.", Double(gauges.runningClocks)),
            (
                "clocks_overdue", "Clocks that ran out, their work not done.",
                Double(gauges.overdueClocks)
            ),
            (
                "clocks_due_age_seconds", "How long the oldest due clock or wake-up waits.",
                age(gauges.nextDue)
            ),
            ("outbox_waiting", "Messages that wait to be sent.", Double(gauges.waitingMessages)),
            (
                "outbox_oldest_age_seconds", "How long the oldest waiting message waits.",
                age(gauges.oldestMessage)
            ),
            (
                "endpoints_off", "Endpoints for alerts that were switched off.",
                Double(gauges.endpointsOff)
            ),
            ("leads_held", "Leads that wait for an owner.", Double(gauges.heldLeads)),
            (
                "leads_suspect", "Leads that wait to be verified by somebody.",
                Double(gauges.suspectLeads)
            ),
            (
                "handoffs_waiting", "Handoffs that wait for their receiver's decision.",
                Double(gauges.waitingHandoffs)
            ),
            ("disputes_open", "Rejections whose dispute waits.", Double(gauges.disputes)),
            (
                "merges_waiting", "Proposals to merge leads that wait for a decision.",
                Double(gauges.mergeProposals)
            ),
        ]
        return all.flatMap { sample("baton_" + $0, $1, $2, type: "gauge") }
    }

    private static func sample(_ name: String, _ help: String, _ value: Double, type: String)
        -> [String]
    {
        let text = value.rounded() == value ? "\(Int64(value))" : "\(value)"
        return ["# HELP \(name) \(help)", "# TYPE \(name) \(type)", "\(name) \(text)"]
    }
}

extension Histogram {
    fileprivate func lines(_ name: String, _ help: String) -> [String] {
        var total = 0
        var lines = ["# HELP \(name) \(help)", "# TYPE \(name) histogram"]
        for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], counts) {
            total += count
            lines.append("\(name)_bucket{le=\"\(bound)\"} \(total)")
        }
        return lines + ["\(name)_sum \(sum)", "\(name)_count \(total)"]
    }
}
