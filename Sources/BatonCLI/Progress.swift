import Foundation
import Synchronization

/// Shows how far long work is: a bar on a terminal, a plain line now and then elsewhere.
final class Progress: Sendable {
    private static let isTerminal = isatty(STDERR_FILENO) == 1
    /// Whether a bar stands on the terminal's last line.
    private static let isLineOpen = Atomic(false)

    private let title: String
    private let shownAt = Mutex(ContinuousClock.now)

    init(_ title: String) { self.title = title }

    /// - Parameters:
    ///   - done: fraction from 0 to 1; nil when the whole is unknown.
    ///   - detail: what has been done so far, in words.
    func show(_ done: Double?, _ detail: String) {
        let wait: Duration = Self.isTerminal ? .milliseconds(100) : .seconds(5)
        let isDue = shownAt.withLock { shownAt in
            guard shownAt.duration(to: .now) >= wait else { return false }
            shownAt = .now
            return true
        }
        if isDue { write(done, detail) }
    }

    func finish(_ detail: String) {
        write(1, detail)
        Self.endLine()
    }

    /// Leaves the bar as it is, before something else is said.
    static func endLine() {
        guard isLineOpen.exchange(false, ordering: .relaxed) else { return }
        Console.tell("\n")
    }

    private func write(_ done: Double?, _ detail: String) {
        guard Self.isTerminal else {
            let percent = done.map { " \(Int($0 * 100))%" } ?? ""
            return Console.tell("\(title):\(percent) \(detail)\n")
        }
        let width = 30
        let filled = Int((done ?? 0) * Double(width))
        let bar =
            String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        Self.isLineOpen.store(true, ordering: .relaxed)
        Console.tell("\r\u{1B}[K\(title) \(bar) \(detail)")
    }
}
