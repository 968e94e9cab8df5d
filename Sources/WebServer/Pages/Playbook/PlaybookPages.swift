import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/playbook`: the policy, in words and as its file, in all its versions.
enum PlaybookPages {
    static let table =
        [
            PageRoute(.get, "/playbook", .visit, showActive),
            PageRoute(.get, "/playbook/versions/{version}", .visit, showVersion),
            PageRoute(.get, "/playbook/diff", .visit, PlaybookDiffPage.show),
        ] + PlaybookEditor.table

    private static func showActive(_ visit: Visit) async throws -> Response {
        let version = visit.engine.activeVersion(at: visit.now)?.version
        return try await show(version ?? 0, visit)
    }

    private static func showVersion(_ visit: Visit) async throws -> Response {
        let text = visit.parameter("version")
        guard let version = Int(text) else { throw noVersion(text) }
        return try await show(version, visit)
    }

    static func noVersion(_ text: String) -> Refusal {
        Refusal(.notFound, "not-found", "There is no playbook version '\(text)'.")
    }

    private static func show(_ number: Int, _ visit: Visit) async throws -> Response {
        let shelf = try await PlaybookShelfView(visit)
        guard let version = shelf.version(number) else { throw noVersion("\(number)") }
        let kept = try await KeptPlaybook(number, visit)
        let sheet = try visit.workspace.sheets.sheet(of: kept, number, visit)
        return visit.page(
            "playbook", area: "playbook", title: visit.words["menu.playbook"],
            [
                "name": kept.playbook.name, "summary": kept.playbook.summary,
                "version": shelf.view(of: version), "isActive": number == shelf.active,
                "mayEdit": visit.may(.playbook),
                "rules": sheet.rules, "file": sheet.file, "history": shelf.history,
                "previous": shelf.before(number).map { "from=\($0)&to=\(number)" },
            ])
    }
}

/// A version with its text.
struct KeptPlaybook: Sendable {
    let text: String
    let playbook: Playbook

    init(_ number: Int, _ visit: Visit) async throws {
        let found = try await visit.read { transaction -> (String, Playbook)? in
            guard let text = try transaction.playbookText(version: number) else { return nil }
            return (text, try transaction.playbook(version: number))
        }
        guard let found else { throw PlaybookPages.noVersion("\(number)") }
        (text, playbook) = found
    }
}

/// Every version that there is.
struct PlaybookShelfView {
    let versions: [PlaybookVersion]
    let active: Int?
    private let visit: Visit

    init(_ visit: Visit) async throws {
        self.visit = visit
        versions = try await visit.read { try $0.playbookVersions() }.sorted {
            $0.version > $1.version
        }
        active = visit.engine.activeVersion(at: visit.now)?.version
    }

    func version(_ number: Int) -> PlaybookVersion? { versions.first { $0.version == number } }

    /// The version before one.
    func before(_ number: Int) -> Int? { versions.first { $0.version < number }?.version }

    var history: View { versions.map { view(of: $0) }.view }

    func view(of version: PlaybookVersion) -> View {
        let isPlanned = (version.activeFrom ?? visit.now) > visit.now
        let state = version.version == active ? "active" : isPlanned ? "planned" : "former"
        return [
            "number": version.version, "name": version.name,
            "who": StoryView.who(version.addedBy, visit),
            "added": visit.reader.time(version.addedAt),
            "from": version.activeFrom.map { visit.reader.time($0) } ?? "–",
            "state": visit.words["playbook-page.state-\(state)"],
            "tone": state == "active" ? "good" : state == "planned" ? "info" : "",
            "before": before(version.version),
        ]
    }

    /// Choices of a version, the newest first.
    func options(chosen: Int?) -> View {
        Views.options(
            versions.map { version in
                let name = version.name.isEmpty ? "" : " · \(version.name)"
                return ("\(version.version)", "\(version.version)\(name)")
            }, chosen: chosen.map(String.init))
    }
}

/// `/playbook/diff?from=2&to=3`.
enum PlaybookDiffPage {
    static func show(_ visit: Visit) async throws -> Response {
        let shelf = try await PlaybookShelfView(visit)
        let to = try visit.query.number("to", in: 1 ... .max).map { Int($0) } ?? shelf.active ?? 1
        let from =
            try visit.query.number("from", in: 1 ... .max).map { Int($0) } ?? shelf.before(to) ?? to
        let old = try await KeptPlaybook(from, visit)
        let new = try await KeptPlaybook(to, visit)
        let lines = visit.workspace.tools.differences(old.playbook, new.playbook)
        return visit.page(
            "playbook-diff", area: "playbook", title: visit.words["playbook-page.diff"],
            [
                "from": from, "to": to, "olds": shelf.options(chosen: from),
                "news": shelf.options(chosen: to),
                "lines": lines.map { PlaybookChange.text($0, visit.words) },
                "isAlike": lines.isEmpty,
                "hunks": LineDiff.view(from: old.text, to: new.text),
                "isSame": old.text == new.text,
            ])
    }
}
