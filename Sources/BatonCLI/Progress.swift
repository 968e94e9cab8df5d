import Foundation

/// Shows how far long work is: a bar on a terminal, a plain line now and then elsewhere.
final class Progress {
    private let title: String
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var shownAt = ContinuousClock.now
    private let startedAt = ContinuousClock.now

    init(_ title: String) { self.title = title }

    /// - Parameters:
    ///   - done: fraction from 0 to 1; nil when the whole is unknown.
    ///   - detail: what has been done so far, in words.
    func show(_ done: Double?, _ detail: String) {
        let wait: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
        guard shownAt.duration(to: .now) >= wait else { return }
        shownAt = .now
        write(done, detail, end: isTerminal ? "" : "\n")
    }

    func finish(_ detail: String) { write(1, detail, end: "\n") }

    private func write(_ done: Double?, _ detail: String, end: String) {
        guard isTerminal else {
            let percent = done.map { " \(Int($0 * 100))%" } ?? ""
            return FileHandle.standardError.write(Data("\(title):\(percent) \(detail)\n".utf8))
        }
        let width = 30
        let filled = Int((done ?? 0) * Double(width))
        let bar =
            String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let line = "\r\u{1B}[K\(title) \(bar) \(detail)\(end)"
        FileHandle.standardError.write(Data(line.utf8))
    }
}
