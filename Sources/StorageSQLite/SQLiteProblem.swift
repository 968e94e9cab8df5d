package import GRDB
package import LeadEngine

extension StoreProblem {
    package init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                kind: .damaged,
                message: "The file \(path) is damaged or no Baton workspace. Restore a backup: "
                    + "baton restore FILE.")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                kind: .readOnly,
                message: "The file \(path) cannot be written. Make it and its folder writable.")
        case .SQLITE_FULL:
            self.init(
                kind: .full,
                message: "The disk that holds \(path) is full. Free some space.")
        case .SQLITE_IOERR:
            self.init(
                kind: .disk,
                message: "The disk cannot read or write \(path) (\(error.message ?? "I/O error")). "
                    + "Check the disk, its space and its quota.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                kind: .busy,
                message: "The file \(path) is in use by another process for too long. Try again.")
        case .SQLITE_CANTOPEN:
            self.init(
                kind: .missing,
                message: "The file \(path) cannot be opened. Check that its folder exists and is "
                    + "writable.")
        default:
            self.init(kind: .other, message: "\(path): \(error)")
        }
    }
}

/// Runs a body; errors of SQLite say what to do.
func explained<R>(_ path: String, _ body: () throws -> R) throws -> R {
    do {
        return try body()
    } catch let error as DatabaseError {
        throw StoreProblem(error, path: path)
    }
}
