import ArgumentParser
import BulkIntake
import DelimitedText
import Foundation
import Journal
import LeadEngine
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
        case let wrong as WrongUse: leave(wrong.message, wrongUse)
        case let bad as BadInput: leave(bad.message, badInput)
        case let bad as BulkProblem: leave(bad.description, badInput)
        case let file as CSVFileError: leave(sentence(file.description), code(file))
        case let failure as Failure: leave(failure.message, failed)
        case let problem as StoreProblem: leave(problem.message, failed)
        case let record as UnreadableRecord: leave(record.description, failed)
        default: leaveByParser(error)
        }
    }

    private static func leave(_ message: String, _ code: Int32) -> Never {
        say(message)
        exit(code)
    }

    /// A file that cannot be opened or written is no bad data.
    private static func code(_ error: CSVFileError) -> Int32 {
        switch error {
        case .cannotOpen, .cannotRead, .cannotWrite, .encodingMissing: failed
        case .noHeader, .brokenHeader, .namelessColumn, .repeatedName: badInput
        }
    }

    private static func leaveByParser(_ error: any Error) -> Never {
        switch Baton.exitCode(for: error) {
        case .success: Baton.exit(withError: error)
        case .validationFailure: leave(Baton.fullMessage(for: error), wrongUse)
        default:
            let message = Baton.message(for: error)
            leave(sentence(message.isEmpty ? "\(error)" : message), failed)
        }
    }

    private static func sentence(_ text: String) -> String {
        let text = text.prefix(1).uppercased() + text.dropFirst()
        return text.hasSuffix(".") ? text : text + "."
    }

    /// Tells a person something; data goes to standard output instead.
    static func say(_ text: String) {
        Progress.endLine()
        Console.tell(text + "\n")
    }
}

/// A command line that cannot be meant.
struct WrongUse: Error {
    var message: String
    init(_ message: String) { self.message = message }
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
