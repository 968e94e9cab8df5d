import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/playbook/edit`: change the policy, see what it changes, and make it the policy.
enum PlaybookEditor {
    static let table = [
        PageRoute(.get, "/playbook/edit", .playbook, show),
        PageRoute(.post, "/playbook/edit", .playbook, send),
        PageRoute(.post, "/playbook/edit/holidays", .playbook, addHolidays),
    ]

    /// What the page shows besides the text.
    private struct Draft {
        var text: String
        var refused: RefusedForm?
        var problems: [FieldProblem] = []
        var preview: View?
        /// Names what was previewed: only that may be activated.
        var seen: String?
        var said: String?
    }

    private static func show(_ visit: Visit) async throws -> Response {
        if let id = visit.query.text("shipped"),
            let shipped = visit.workspace.tools.shipped.first(where: { $0.id == id })
        {
            return try await page(Draft(text: shipped.text), visit)
        }
        let active = visit.engine.activeVersion(at: visit.now)?.version ?? 0
        let version = try visit.query.number("version", in: 1 ... .max).map { Int($0) } ?? active
        return try await page(Draft(text: try await KeptPlaybook(version, visit).text), visit)
    }

    private static func page(
        _ draft: Draft, _ visit: Visit, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let lines = draft.text.split(separator: "\n", omittingEmptySubsequences: false)
        return visit.page(
            "playbook-edit", area: "playbook", title: visit.words["playbook-page.edit"],
            [
                "text": draft.text, "rows": min(max(lines.count + 1, 24), 2_000),
                "numbers": lines.indices.prefix(5_000).map { $0 + 1 },
                "refused": draft.refused?.view,
                "problems": problems(draft.problems, lines, visit),
                "hasProblems": !draft.problems.isEmpty,
                "count": visit.words.counted(
                    "playbook-page.problems", draft.problems.count),
                "preview": draft.preview, "seen": draft.seen, "note": draft.said,
                "when": visit.form.text("when"), "zone": visit.reader.zone.name,
                "shipped": visit.workspace.tools.shipped.map { shipped -> View in
                    [
                        "id": shipped.id,
                        "name": visit.words[
                            "playbook-page.shipped-\(shipped.id)", ifAny: shipped.id],
                    ]
                },
            ], status: status)
    }

    /// Each problem with the lines around its place; those of one line share them.
    private static func problems(
        _ problems: [FieldProblem], _ lines: [Substring], _ visit: Visit
    ) -> View {
        func place(_ problem: FieldProblem) -> Int {
            problem.field.split(separator: ":").compactMap { Int($0) }.first ?? 1
        }
        let shown = problems.prefix(100)
        let next = shown.dropFirst().map(place) + [nil]
        return zip(shown, next).map { problem, next -> View in
            let line = place(problem)
            let near = (max(1, line - 2)...max(1, line + 2)).filter { $0 <= lines.count }
            return [
                "line": line, "place": problem.field,
                "text": visit.reader.told(problem.message),
                "hasNear": next != line,
                "near": near.map { number -> View in
                    ["number": number, "text": lines[number - 1], "isHere": number == line]
                },
            ]
        }.view
    }

    private static func send(_ visit: Visit) async throws -> Response {
        let text = visit.form.raw("text") ?? ""
        var draft = Draft(text: text)
        do {
            let playbook = try visit.workspace.readPlaybook(text)
            let seen = stamp(text, visit)
            if visit.form.text("do") == "activate", visit.form.raw("seen") == seen {
                return try await activate(text, playbook, visit)
            }
            try await preview(playbook, in: &draft, visit)
            draft.seen = seen
            return try await page(draft, visit)
        } catch let refusal as Refusal {
            if refusal.code == "invalid-playbook" {
                draft.problems = refusal.problems
            } else {
                draft.refused = RefusedForm(refusal, visit)
                if let playbook = try? visit.workspace.readPlaybook(text) {
                    try await preview(playbook, in: &draft, visit)
                    draft.seen = stamp(text, visit)
                }
            }
            return try await page(draft, visit, status: .unprocessableContent)
        }
    }

    /// A preview stands for one text against one policy.
    private static func stamp(_ text: String, _ visit: Visit) -> String {
        let active = visit.engine.activeVersion(at: visit.now)?.version ?? 0
        return "\(active):\(visit.workspace.tools.digest(text))"
    }

    private static func preview(
        _ playbook: Playbook, in draft: inout Draft, _ visit: Visit
    ) async throws {
        let active = visit.engine.activeVersion(at: visit.now)?.version ?? 0
        let lines = visit.workspace.tools.differences(visit.playbook, playbook)
        let old = try await KeptPlaybook(active, visit).text
        draft.preview = [
            "active": active, "lines": lines.map { PlaybookChange.text($0, visit.words) },
            "isAlike": lines.isEmpty,
            "changes": visit.words.counted("playbook-page.changes", lines.count),
            "hunks": LineDiff.view(from: old, to: draft.text), "isSame": old == draft.text,
        ]
    }

    private static func activate(
        _ text: String, _ playbook: Playbook, _ visit: Visit
    ) async throws -> Response {
        let from = try visit.form.moment("when", in: visit.reader.zone)
        let number = try await visit.engine.activate(
            text, name: playbook.name, digest: visit.workspace.tools.digest(text),
            by: .member(visit.me.id), from: from)
        let isLater = from.map { $0 > visit.now } ?? false
        let said = visit.words(
            isLater ? "playbook-page.planned" : "playbook-page.activated",
            ["n": "\(number)", "time": from.map { visit.reader.time($0) } ?? ""])
        return visit.redirect(
            isLater ? "/playbook/versions/\(number)" : "/playbook", saying: Said(.good, said))
    }

    /// Puts days off into the text of the active playbook; nothing is changed before it is activated.
    private static func addHolidays(_ visit: Visit) async throws -> Response {
        let name = visit.form.text("calendar") ?? ""
        guard let calendar = visit.playbook.calendars[name] else {
            throw Refusal.unknown(
                "calendar", name, field: "calendar",
                known: Array(visit.playbook.calendars.keys))
        }
        let days = visit.form.texts("day").compactMap { Holiday(field: $0) }
        let active = visit.engine.activeVersion(at: visit.now)?.version ?? 0
        let text = try await KeptPlaybook(active, visit).text
        let changed = PlaybookText.adding(
            days, to: name, knowing: calendar.holidays, in: text)
        let wanted = calendar.holidays.union(days.map(\.day))
        guard let changed, let playbook = try? visit.workspace.readPlaybook(changed),
            playbook.calendars[name]?.holidays == wanted
        else {
            var draft = Draft(text: text)
            draft.said = visit.words["playbook-page.paste"]
            return try await page(draft, visit, status: .unprocessableContent)
        }
        var draft = Draft(text: changed)
        try await preview(playbook, in: &draft, visit)
        draft.seen = stamp(changed, visit)
        draft.said = visit.words("playbook-page.holidays-added", ["calendar": name])
        return try await page(draft, visit)
    }
}

extension Holiday {
    /// As a form carries it: `2026-12-25 Christmas`.
    init?(field: String) {
        let parts = field.split(separator: " ", maxSplits: 1)
        guard let first = parts.first, let day = CivilDate(first) else { return nil }
        self.init(day: day, name: parts.count > 1 ? String(parts[1]) : "")
    }

    var field: String { "\(day) \(name)" }
}
