import ArgumentParser

struct PlaybookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playbook", abstract: "Checks, compares, shows and activates the policy file.",
        subcommands: [
            PlaybookCheck.self, PlaybookDifference.self, PlaybookShow.self, PlaybookActivate.self,
        ])
}
