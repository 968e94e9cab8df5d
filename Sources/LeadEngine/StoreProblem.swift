/// Why a workspace cannot be used, and what to do about it.
package struct StoreProblem: Error, CustomStringConvertible {
    package enum Kind: Sendable {
        case newer, damaged, readOnly, full, disk, busy, missing, unreachable, other
        /// Whether the commit was done is not known.
        case unknownOutcome
    }

    package let kind: Kind
    package let message: String
    package var description: String { message }

    package init(kind: Kind, message: String) {
        self.kind = kind
        self.message = message
    }

    /// Whether the same may work a little later without anybody's doing anything here.
    package var mayPass: Bool { [.busy, .unreachable, .full, .disk, .readOnly].contains(kind) }
}
