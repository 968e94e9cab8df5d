package import LeadRules
import Yams

/// The playbook as a YAML file, as `docs/playbook.md` describes it.
package enum PlaybookFile {
    /// The format that this version reads, named by the file's `baton:` key.
    static let format = 1

    /// Reads a playbook and checks it: every name that one part uses is defined in another, and
    /// every threshold can be reached.
    ///
    /// - Parameter file: The name that problems carry.
    /// - Throws: Every problem of the file, in its order. A syntax error and a key that is written
    ///   twice come alone, since nothing behind them can be judged.
    package static func read(
        _ text: String, file: String = "playbook.yaml"
    ) throws(PlaybookErrors) -> Playbook {
        let reading = Reading(file: file)
        let playbook = reading.compose(text).map { root in
            YAMLValue(root, name: "the playbook", in: reading).playbook()
        }
        reading.checkReferences()
        guard reading.problems.isEmpty, let playbook = playbook ?? nil else {
            throw PlaybookErrors(problems: reading.sortedProblems)
        }
        return playbook
    }
}
