/// Cuts a file into records and keeps its place, whatever the records are like.
///
/// A record whose quotes are wrong may have swallowed good ones. It then ends with its first line,
/// and reading goes on with the second.
struct RecordReader {
    /// A record found at the front of the window.
    struct Found {
        /// The line where it begins.
        var line: Int
        /// Its bytes, without the line end.
        var length: Int
        /// What is wrong with its shape.
        var fault: CSVFault?
    }

    private static let rereadRecords = 16

    private(set) var window: TextWindow
    private(set) var scanner: RecordScanner
    private let limitBytes: Int
    /// The line where the next record begins.
    private var line = 1
    /// Bytes at the front of the window that belong to the last record and its line end.
    private var done = 0
    private var skipsLineFeed = false
    private var skipsRestOfLine = false
    /// How many bytes may be read once more after broken quotes. Reading on earns it back, so that
    /// a hostile file costs at most a few times its length; while it is short, no quote may span
    /// lines.
    private var rereadBytes: Int

    init(_ window: TextWindow, delimiter: CSVDelimiter, limitBytes: Int) {
        self.window = window
        self.limitBytes = limitBytes
        scanner = RecordScanner(delimiter: delimiter)
        rereadBytes = Self.rereadRecords * limitBytes
    }

    /// The next record, blank lines included; nil at the end. It stays at the front of `window`,
    /// and its fields in `scanner`, until the next call.
    mutating func next() throws(CSVFileError) -> Found? {
        try passLastRecord()
        scanner.reset()
        let isOneLine = rereadBytes < limitBytes
        while true {
            let onlyLineEnd = isOneLine ? firstLineEnd : nil
            if let end = scan(upTo: onlyLineEnd.map { $0 + 1 }) { return finish(at: end) }
            if let onlyLineEnd, onlyLineEnd <= limitBytes {
                return breakOff(unclosedQuote, at: onlyLineEnd)
            }
            if window.count > limitBytes { return breakOff(recordTooLong, at: firstLineEnd) }
            if window.isComplete { return window.count == 0 ? nil : finishAtEnd() }
            try window.fill()
        }
    }

    private mutating func passLastRecord() throws(CSVFileError) {
        passDone()
        while skipsRestOfLine && !window.isComplete {
            try window.fill()
            let end = firstLineEnd
            skipsRestOfLine = end == nil
            endRecord(at: end ?? window.count, lines: end == nil ? 0 : 1)
            passDone()
        }
        guard skipsLineFeed else { return }
        while window.count == 0 && !window.isComplete { try window.fill() }
        if window.unread.first == .lineFeed { window.drop(1) }
        skipsLineFeed = false
    }

    private mutating func passDone() {
        window.drop(done)
        done = 0
    }

    private mutating func scan(upTo end: Int?) -> Int? {
        let count = min(end ?? .max, window.count, limitBytes + 1)
        return window.withUnread { unread in
            scanner.scan(UnsafeBufferPointer(rebasing: unread[..<count]))
        }
    }

    private var firstLineEnd: Int? { window.withUnread { $0.firstLineEnd } }

    private mutating func finishAtEnd() -> Found {
        if scanner.openQuote != nil { return breakOff(unclosedQuote, at: firstLineEnd) }
        scanner.finish(at: window.count)
        return finish(at: window.count)
    }

    /// The record is all that stands before `end`.
    private mutating func finish(at end: Int) -> Found {
        let inner = scanner.hasQuotedFields ? lineEnds(before: end) : 0
        guard let field = scanner.fieldWithTextAfterQuote else {
            return found(upTo: end, lines: inner + 1, fault: nil)
        }
        let fault = CSVFault.textAfterQuote(field: field + 1)
        return inner > 0
            ? breakOff(fault, at: firstLineEnd) : found(upTo: end, lines: 1, fault: fault)
    }

    private var unclosedQuote: CSVFault { .unclosedQuote(line: openQuoteLine ?? line) }

    private var recordTooLong: CSVFault {
        .recordTooLong(limitBytes: limitBytes, openQuoteLine: openQuoteLine)
    }

    private var openQuoteLine: Int? { scanner.openQuote.map { line + lineEnds(before: $0) } }

    private func lineEnds(before end: Int) -> Int {
        window.withUnread { UnsafeBufferPointer(rebasing: $0[..<end]).lineEndCount }
    }

    /// Ends a broken record with its first line, or with what is there of it.
    private mutating func breakOff(_ fault: CSVFault, at lineEnd: Int?) -> Found {
        skipsRestOfLine = lineEnd == nil
        let end = lineEnd ?? window.count
        rereadBytes -= max(0, scanner.position - end)
        return found(upTo: end, lines: lineEnd == nil ? 0 : 1, fault: fault)
    }

    private mutating func found(upTo end: Int, lines: Int, fault: CSVFault?) -> Found {
        let found = Found(line: line, length: end, fault: fault)
        endRecord(at: end, lines: lines)
        return found
    }

    private mutating func endRecord(at end: Int, lines: Int) {
        done = min(end + 1, window.count)
        skipsLineFeed = end < window.count && window.bytes[window.start + end] == .carriageReturn
        line += lines
        rereadBytes = min(Self.rereadRecords * limitBytes, rereadBytes + done)
    }
}
