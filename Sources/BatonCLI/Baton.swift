import ArgumentParser

@main
struct Baton: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baton",
        abstract: "The handoff engine of a B2B revenue team.",
        subcommands: [
            Serve.self, PlaybookCommand.self, Import.self, Export.self, Due.self, Explain.self,
            Report.self, Verify.self, MemberCommand.self, TokenCommand.self, Backup.self,
            Restore.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Exit.leave(error)
        }
    }
}
