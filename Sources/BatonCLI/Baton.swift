import ArgumentParser
import Foundation

@main
struct Baton: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baton",
        abstract: "The handoff engine of a B2B revenue team.",
        discussion: """
            To begin: baton serve --demo --data demo, or baton playbook activate FILE.

            Data goes to standard output and messages to standard error. Exit codes: 0 done, 1 the \
            work failed, 2 wrong use, 65 bad input data.
            """,
        subcommands: [
            Serve.self, PlaybookCommand.self, Import.self, Export.self, Due.self, Explain.self,
            Report.self, Verify.self, MemberCommand.self, TokenCommand.self, Backup.self,
            Restore.self, Migrate.self, Simulate.self,
        ])

    static func main() async {
        // A limit on the size of files is an error to tell, as a full disk is.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            try Console.finish()
        } catch {
            Exit.leave(error)
        }
    }
}
