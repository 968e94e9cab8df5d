import GRDB
import LeadEngine

/// What a transaction left so far, and what went wrong first that concerns all of it; only one
/// thread uses it.
final class SQLiteTrouble {
    private let path: String
    private(set) var problem: StoreProblem?
    /// How many statements were run.
    var effects = 0

    init(path: String) { self.path = path }

    /// Says what to do about an error, and keeps it when the disk or the file as a whole is to blame:
    /// SQLite may have ended the transaction, with what others wrote in it.
    func note(_ error: DatabaseError) -> StoreProblem {
        let problem = StoreProblem(error, path: path)
        let concernsAll: [StoreProblem.Kind] = [.full, .disk, .readOnly, .busy, .missing]
        if error.resultCode == .SQLITE_ABORT || concernsAll.contains(problem.kind) {
            self.problem = self.problem ?? problem
        }
        return problem
    }
}
