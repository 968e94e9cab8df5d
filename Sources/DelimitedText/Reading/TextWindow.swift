/// The stretch of a file that is in memory, as UTF-8 without a byte order mark: what is not yet
/// read of it, and more on demand.
struct TextWindow {
    /// What is in memory; the part before `start` is done with.
    private(set) var bytes: [UInt8] = []
    private(set) var start = 0
    /// The file has no more bytes than are here.
    private(set) var isComplete = false
    private let source: ByteSource
    private let transcoder: Transcoder?
    private var chunk: [UInt8]

    /// `chunkBytes` is how much one `fill` reads at most.
    init(_ source: ByteSource, encoding: TextEncoding, chunkBytes: Int) throws(CSVFileError) {
        self.source = source
        transcoder = encoding == .utf8 ? nil : try Transcoder(from: encoding)
        chunk = [UInt8](repeating: 0, count: max(1, chunkBytes))
        try dropByteOrderMark()
    }

    /// Bytes not yet read.
    var count: Int { bytes.count - start }
    var unread: ArraySlice<UInt8> { bytes[start...] }

    func withUnread<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start...])) }
    }

    /// Reads one more chunk behind what is here.
    mutating func fill() throws(CSVFileError) {
        if start > 0 {
            bytes.removeFirst(start)
            start = 0
        }
        let got = try source.read(&chunk)
        isComplete = got == 0
        if let transcoder {
            transcoder.append(chunk[..<got], isLast: isComplete, to: &bytes)
        } else {
            bytes += chunk[..<got]
        }
    }

    /// Passes over the next `count` bytes.
    mutating func drop(_ count: Int) { start += count }

    /// The first line that is not blank, which stays unread; only its beginning if it is longer
    /// than the limit.
    mutating func firstLine(limitBytes: Int) throws(CSVFileError) -> ArraySlice<UInt8> {
        while true {
            let line = unread.drop { $0 == .space || $0.isLineEnd }
            if let end = line.firstIndex(where: \.isLineEnd) { return line[..<end] }
            if isComplete || count > limitBytes { return line }
            try fill()
        }
    }

    private mutating func dropByteOrderMark() throws(CSVFileError) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        while count < mark.count && !isComplete { try fill() }
        if unread.starts(with: mark) { drop(mark.count) }
    }
}
