import Foundation

/// Standard output and standard error, as whoever started the program set them up.
enum Console {
    /// Writes at once, also into a pipe. A full disk or a reader that went away must not end a server,
    /// so what cannot be written is let go.
    static func tell(_ text: String, on descriptor: Int32 = STDERR_FILENO) {
        var bytes = ArraySlice(text.utf8)
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return }
            bytes = bytes.dropFirst(max(0, count))
        }
    }

    /// - Throws: `Failure` when not all that was printed could be written.
    static func finish() throws {
        guard fflush(nil) != 0 else { return }
        throw Failure(
            "Standard output cannot be written (\(String(cString: strerror(errno)))). What was printed "
                + "is not complete.")
    }
}
