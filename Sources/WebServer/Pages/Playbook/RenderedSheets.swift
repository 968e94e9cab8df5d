import Charts
import LeadRules
import Synchronization

/// The rules of playbooks as markup. A version never changes, and to put it into words takes longer than
/// everything else on its page.
final class RenderedSheets: Sendable {
    struct Sheet: Sendable {
        /// Section by section, beside the file.
        let rules: View
        /// The whole file.
        let file: View
    }

    private struct Key: Hashable {
        let version: Int
        let language: Language
        /// Which holidays are the next ones depends on the day; every zone's begins at a quarter of an
        /// hour.
        let quarter: Int64
    }

    /// The most that are kept: a version or two in each language.
    private static let most = 12
    private let kept = Mutex<[Key: Sheet]>([:])

    /// - Throws: `TextProblem` when its template is not there.
    func sheet(of playbook: KeptPlaybook, _ version: Int, _ visit: Visit) throws -> Sheet {
        let key = Key(
            version: version, language: visit.words.language,
            quarter: visit.now.milliseconds / 900_000)
        if let known = kept.withLock({ $0[key] }) { return known }
        let view = PlaybookSheet(playbook: playbook.playbook, reader: visit.reader)
            .view(beside: PlaybookText.parts(of: playbook.text))
        let rules = try visit.workspace.files.templates.part(
            "parts/playbook-rules", ["sections": view], in: key.language)
        let sheet = Sheet(
            rules: rules, file: .markup(Markup.escaped(playbook.text)))
        kept.withLock { kept in
            kept = kept.filter { $0.key.quarter == key.quarter }
            if kept.count < Self.most { kept[key] = sheet }
        }
        return sheet
    }
}
