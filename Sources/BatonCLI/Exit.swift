import ArgumentParser
import Foundation
import LeadRules
import PlaybookFile

/// Exit codes: 0 done, 1 the work failed, 2 wrong use, 65 bad input data.
enum Exit {
    static let failed: Int32 = 1
    static let wrongUse: Int32 = 2
    static let badInput: Int32 = 65

    /// Ends the process, saying why on standard error.
    static func leave(_ error: any Error) -> Never {
        switch error {
        case let refusal as Refusal:
            say(refusal.message)
            for problem in refusal.problems where problem.message != refusal.message {
                say("  \(problem.field): \(problem.message)")
            }
            exit(refusal.kind == .invalid ? badInput : failed)
        case let problems as PlaybookErrors:
            for problem in problems.problems { say(problem.description) }
            exit(badInput)
        case let bad as BadInput:
            say(bad.message)
            exit(badInput)
        case let failure as Failure:
            say(failure.message)
            exit(failed)
        default: leaveByParser(error)
        }
    }

    private static func leaveByParser(_ error: any Error) -> Never {
        switch Baton.exitCode(for: error) {
        case .success: Baton.exit(withError: error)
        case .validationFailure:
            say(Baton.fullMessage(for: error))
            exit(wrongUse)
        default:
            say(Baton.message(for: error).isEmpty ? "\(error)" : Baton.message(for: error))
            exit(failed)
        }
    }

    /// Tells a person something; data goes to standard output instead.
    static func say(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

/// Input that cannot be used as it is.
struct BadInput: Error {
    var message: String
    init(_ message: String) { self.message = message }
}

/// Work that failed.
struct Failure: Error {
    var message: String
    init(_ message: String) { self.message = message }
}
