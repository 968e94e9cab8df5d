/// What PostgreSQL, or the connection to it, says is wrong.
struct PostgresError: Error, CustomStringConvertible {
    /// The five letters of the SQL standard; empty when the connection itself failed.
    let state: String
    let message: String
    /// Whether there is no connection any more.
    let isLost: Bool

    var description: String { message }

    /// The SQL standard's state for a commit of which nobody knows whether it was done.
    static let unknownOutcome = "08007"

    /// Whether the same transaction may well succeed when it is run again: it lost to another one,
    /// waited too long for its turn, or its server went away or cannot write (any more, or yet).
    var mayPass: Bool {
        isLost
            || [
                "40001", "40P01", "55P03", "25006", "57P01", "57P02", "57P03", "25P03", "08006",
                "53300",
            ].contains(state)
    }

    /// Whether there is no server that works: none answers, it ends or starts, or it takes no writes.
    var isOutage: Bool { isLost || ["25006", "57P01", "57P02", "57P03"].contains(state) }

    /// Whether it concerns the whole transaction and not the one statement: it may pass, or the
    /// server lacks something (53), forbids something, or its disk or files are broken (58, XX).
    var concernsAll: Bool {
        mayPass || state == "42501" || ["53", "58", "XX"].contains { state.hasPrefix($0) }
    }
}
