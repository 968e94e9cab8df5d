import Glibc

/// The bytes of a file or pipe, front to back.
final class ByteSource {
    /// What messages call it.
    let name: String
    /// From where reading began to the end, in bytes; nil for pipes, which do not know their end.
    let totalBytes: Int64?
    /// Bytes handed out so far.
    private(set) var bytesRead: Int64 = 0
    private let descriptor: Int32
    private let closesDescriptor: Bool
    private var peeked: ArraySlice<UInt8> = []

    /// Opens the file at `path`; `-` is standard input.
    convenience init(path: String) throws(CSVFileError) {
        if path == "-" {
            self.init(descriptor: STDIN_FILENO, name: "standard input", closes: false)
            return
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(file: path, errno: errno) }
        self.init(descriptor: descriptor, name: path, closes: true)
    }

    init(descriptor: Int32, name: String, closes: Bool) {
        self.descriptor = descriptor
        self.name = name
        closesDescriptor = closes
        totalBytes = Self.remainingBytes(descriptor)
    }

    deinit {
        if closesDescriptor { close(descriptor) }
    }

    /// The next `count` bytes, or fewer at the end, which `read` will hand out again.
    func peek(_ count: Int) throws(CSVFileError) -> ArraySlice<UInt8> {
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while peeked.count < count {
            let got = try readDescriptor(&chunk)
            if got == 0 { break }
            peeked += chunk[..<got]
        }
        return peeked.prefix(count)
    }

    /// Fills the front of `chunk` and returns how many bytes that were; 0 means the end.
    func read(_ chunk: inout [UInt8]) throws(CSVFileError) -> Int {
        let got: Int
        if peeked.isEmpty {
            got = try readDescriptor(&chunk)
        } else {
            got = min(chunk.count, peeked.count)
            chunk.replaceSubrange(..<got, with: peeked.prefix(got))
            peeked = peeked.dropFirst(got)
            if peeked.isEmpty { peeked = [] }
        }
        bytesRead += Int64(got)
        return got
    }

    private func readDescriptor(_ chunk: inout [UInt8]) throws(CSVFileError) -> Int {
        while true {
            let got = Glibc.read(descriptor, &chunk, chunk.count)
            if got >= 0 { return got }
            if errno != EINTR { throw .cannotRead(file: name, errno: errno) }
        }
    }

    private static func remainingBytes(_ descriptor: Int32) -> Int64? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return max(0, Int64(status.st_size - lseek(descriptor, 0, SEEK_CUR)))
    }
}
