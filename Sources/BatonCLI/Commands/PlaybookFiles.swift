import ArgumentParser
import LeadRules
import PlaybookFile

struct PlaybookCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks a playbook; errors come as FILE:LINE:COLUMN: message.")
    @Argument(help: "The playbook file.") var file: String
    @Flag(help: "Print JSON.") var json = false

    private struct Answer: Encodable {
        struct Problem: Encodable {
            let line: Int
            let column: Int
            let message: String
        }
        let name: String?
        let problems: [Problem]
    }

    func run() throws {
        do {
            let playbook = try Wiring.playbook(file: file)
            if json { return try Wiring.printJSON(Answer(name: playbook.name, problems: [])) }
            print("\(file): playbook '\(playbook.name)' is fine.")
        } catch let errors as PlaybookErrors {
            if json {
                let problems = errors.problems.map {
                    Answer.Problem(line: $0.line, column: $0.column, message: $0.message)
                }
                try Wiring.printJSON(Answer(name: nil, problems: problems))
            }
            throw errors
        }
    }
}

struct PlaybookDifference: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Says in words what one playbook changes against another.")
    @Argument(help: "The playbook before.") var before: String
    @Argument(help: "The playbook after.") var after: String
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        let lines = PlaybookDiff.lines(
            from: try Wiring.playbook(file: before), to: try Wiring.playbook(file: after))
        if json { return try Wiring.printJSON(lines) }
        print(lines.isEmpty ? "No rule differs." : lines.joined(separator: "\n"))
    }
}
