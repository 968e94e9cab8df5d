import Dispatch
import Foundation
import Synchronization

/// What many connections saw.
struct LoadResult {
    var seconds: Double
    /// In seconds, sorted.
    var latencies: [Double]

    var perSecond: Double { Double(latencies.count) / seconds }

    /// Milliseconds within which a share of the requests was answered.
    func milliseconds(_ share: Double) -> Double {
        guard !latencies.isEmpty else { return 0 }
        return latencies[min(latencies.count - 1, Int(Double(latencies.count) * share))] * 1000
    }
}

/// Sends requests over some connections, each on a thread of its own that waits for every answer.
final class Load: Sendable {
    /// Writes the request of a number into a buffer, which is empty.
    typealias Writing = @Sendable (Int, inout [UInt8]) -> Void

    private struct Seen {
        var latencies: [Double] = []
        var failure: (any Error)?
    }

    private let port: Int
    private let requests: Int
    private let write: Writing
    private let next = Atomic<Int>(0)
    private let seen = Mutex(Seen())

    private init(port: Int, requests: Int, write: @escaping Writing) {
        self.port = port
        self.requests = requests
        self.write = write
    }

    /// - Throws: when a request is not answered with a status of 2xx.
    static func run(
        port: Int, connections: Int, requests: Int, _ write: @escaping Writing
    ) throws -> LoadResult {
        let load = Load(port: port, requests: requests, write: write)
        let done = DispatchGroup()
        let start = ContinuousClock.now
        for _ in 0..<connections {
            done.enter()
            let thread = Thread {
                load.work()
                done.leave()
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
        done.wait()
        let seconds = start.duration(to: .now) / .seconds(1)
        let seen = load.seen.withLock { $0 }
        if let failure = seen.failure { throw failure }
        return LoadResult(seconds: seconds, latencies: seen.latencies.sorted())
    }

    private func work() {
        var latencies: [Double] = []
        do {
            let connection = try HTTPConnection(port: port)
            var request: [UInt8] = []
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < requests else { break }
                request.removeAll(keepingCapacity: true)
                write(number, &request)
                let start = ContinuousClock.now
                let status = try connection.send(request)
                latencies.append(start.duration(to: .now) / .seconds(1))
                guard status / 100 == 2 else { throw BenchFailure("an answer was \(status)") }
            }
        } catch {
            // The others need not go on either.
            next.store(requests, ordering: .relaxed)
            seen.withLock { $0.failure = $0.failure ?? error }
        }
        seen.withLock { $0.latencies += latencies }
    }
}
