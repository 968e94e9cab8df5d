import LeadEngine
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
    func text(_ gauges: Gauges?) -> String {
        let state = state.withLock { $0 }
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
        lines += Self.gauge("baton_store_up", "Whether the store answers.", gauges == nil ? 0 : 1)
        guard let gauges else { return lines.joined(separator: "\n") + "\n" }
        lines += Self.gauge("baton_clocks_running", "Clocks that run.", gauges.runningClocks)
        lines += Self.gauge(
            "baton_clocks_overdue", "Clocks that ran out, their work not done.",
            gauges.overdueClocks)
        lines += Self.gauge(
            "baton_outbox_waiting", "Messages that wait to be sent.", gauges.waitingMessages)
        lines += Self.gauge("baton_leads_held", "Leads that wait for an owner.", gauges.heldLeads)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func gauge(_ name: String, _ help: String, _ value: Int) -> [String] {
        ["# HELP \(name) \(help)", "# TYPE \(name) gauge", "\(name) \(value)"]
    }
}

/// How often something took how long.
private struct Histogram {
    private static let bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
    private var counts = Array(repeating: 0, count: bounds.count + 1)
    private var sum = 0.0

    mutating func add(_ seconds: Double) {
        counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
        sum += seconds
    }

    func lines(_ name: String, _ help: String) -> [String] {
        var total = 0
        var lines = ["# HELP \(name) \(help)", "# TYPE \(name) histogram"]
        for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], counts) {
            total += count
            lines.append("\(name)_bucket{le=\"\(bound)\"} \(total)")
        }
        return lines + ["\(name)_sum \(sum)", "\(name)_count \(total)"]
    }
}
