import Foundation
import Synchronization

/// Watches the most resident memory of a running process.
final class PeakMemory: Sendable {
    private struct State {
        var kibibytes = 0.0
        var isDone = false
    }

    private let state = Mutex(State())

    /// - Parameter status: `/proc/PID/status`.
    init(_ status: String) {
        let thread = Thread { [weak self] in
            while let self, !self.state.withLock({ $0.isDone }) {
                if let now = Self.read(status) { self.state.withLock { $0.kibibytes = now } }
                usleep(50_000)
            }
        }
        thread.start()
    }

    /// - Returns: MB of a million bytes.
    func stop() -> Double {
        state.withLock { state in
            state.isDone = true
            return state.kibibytes * 1024 / 1e6
        }
    }

    private static func read(_ status: String) -> Double? {
        let text = (try? String(contentsOfFile: status, encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Double($0.filter(\.isNumber)) }
    }
}
