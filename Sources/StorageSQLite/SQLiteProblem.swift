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
                message: "The disk that holds \(path) is full. Free some space and start again.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                kind: .busy,
                message: "The file \(path) is in use by another process for too long. Try again.")
        case .SQLITE_CANTOPEN:
            self.init(
                kind: .missing,
                message: "The file \(path) cannot be opened. Check that its folder exists and is "
                    + "yours.")
        default:
            self.init(kind: .other, message: "\(path): \(error.message ?? "\(error.resultCode)")")
        }
    }
}
