import Foundation
import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/profile`: what somebody sets for themselves.
enum ProfilePages {
    static let table = [
        PageRoute(.get, "/profile", .visit, show),
        PageRoute(.post, "/profile", .visit, change),
        PageRoute(.post, "/profile/password", .visit, changePassword),
        PageRoute(.post, "/profile/sessions", .visit, signOutElsewhere),
        PageRoute(.post, "/profile/time-off", .visit, addTimeOff),
        PageRoute(.post, "/profile/time-off/removal", .visit, removeTimeOff),
    ]

    /// The form that was not taken.
    private enum Sent { case profile, password }

    private static func show(_ visit: Visit) async throws -> Response { try await page(visit) }

    private static func page(
        _ visit: Visit, refused: RefusedForm? = nil, sent: Sent? = nil
    ) async throws -> Response {
        let me = visit.me
        let sessions = try await visit.read { try $0.sessions(of: me.id) }.filter {
            $0.endsAt > visit.now && visit.now - $0.seenAt < Session.idle
        }
        return visit.page(
            "profile", area: "profile", title: visit.words["profile.title"],
            [
                "person": Views.person(me),
                "profile": fields(visit, isSent: sent == .profile),
                "email": me.profile.email, "team": me.profile.team.isEmpty ? nil : me.profile.team,
                "backup": me.profile.backup.map { visit.name($0) },
                "manager": me.profile.manager.map { visit.name($0) },
                "timeOff": TimeOffView.view(of: me, visit), "offPath": "/profile/time-off",
                "hasTimeOff": me.timeOff.contains { $0.to > visit.now },
                "zone": visit.reader.zone.name,
                "sessions": sessions.map { session -> View in
                    [
                        "browser": Browser.name(session.browser)
                            ?? visit.words["profile-page.unknown-browser"],
                        "since": visit.reader.time(session.startedAt),
                        "seen": visit.reader.ago(session.seenAt),
                        "isThis": session.digest == visit.session.digest,
                    ]
                },
                "hasOthers": sessions.count > 1, "refused": refused?.view,
                "errors": refused?.fields ?? View.none,
            ], status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func fields(_ visit: Visit, isSent: Bool) -> View {
        let form = visit.form
        let profile = visit.me.profile
        let words = visit.words
        let value = { (name: String, known: String?) in isSent ? form.text(name) : known }
        let sheet = PlaybookSheet(playbook: visit.playbook, reader: visit.reader)
        let shown = isSent ? Set(form.texts("notice")) : nil
        return [
            "name": value("name", profile.name),
            "languages": Views.options(
                Language.allCases.map { ($0.rawValue, $0.ownName) },
                chosen: value("language", profile.language) ?? words.language.rawValue),
            "zone": value("zone", visit.preferences.zone),
            "zones": TimeZone.knownTimeZoneIdentifiers + ["UTC"],
            "calendars": visit.playbook.calendars.sorted { $0.key < $1.key }.map {
                name, calendar -> View in
                [
                    "value": name,
                    "title": "\(name) · \(sheet.text(of: calendar.hours)) · \(calendar.zone)",
                    "isChosen": name
                        == (value("calendar", profile.calendar) ?? visit.playbook.homeCalendar),
                ]
            },
            "themes": Views.options(
                Preferences.Theme.self, chosen: value("theme", visit.preferences.theme.rawValue)
            ) { words["profile-page.theme-\($0.rawValue)"] },
            "notices": Notice.Kind.allCases.map { kind -> View in
                [
                    "value": kind.rawValue,
                    "title": words["profile-page.notice-\(kind.rawValue)"],
                    "isChosen": shown?.contains(kind.rawValue)
                        ?? !visit.preferences.muted.contains(kind),
                ]
            },
        ]
    }

    private static func change(_ visit: Visit) async throws -> Response {
        do {
            let form = visit.form
            guard let name = form.text("name") else {
                throw Refusal(
                    .invalid, "form-incomplete", "Fill in what is missing.",
                    problems: [FieldProblem(field: "name", code: "missing", message: "")])
            }
            let preferences = try preferences(visit)
            var profile = visit.me.profile
            profile.name = name
            profile.language = form.text("language").flatMap { Language(rawValue: $0)?.rawValue }
            profile.calendar = form.text("calendar")
            let change = ChangeMember(member: visit.me.id, profile: profile)
            try await visit.engine.change(
                change, preferring: preferences, by: .member(visit.me.id))
            let language = profile.language.flatMap(Language.init(rawValue:))
            let words = language.map { visit.workspace.templates.texts[$0] } ?? visit.words
            return visit.redirect("/profile", saying: Said(.good, words["profile-page.saved"]))
        } catch let refusal as Refusal {
            return try await page(visit, refused: RefusedForm(refusal, visit), sent: .profile)
        }
    }

    private static func preferences(_ visit: Visit) throws -> Preferences {
        var preferences = visit.preferences
        let zone = visit.form.text("zone")
        if let zone, (try? LocalZone(zone)) == nil {
            throw Refusal.invalid(
                field: "zone",
                "'\(zone)' is no time zone. Choose one of the list, such as Asia/Seoul.")
        }
        preferences.zone = zone
        preferences.theme = try visit.form.choice("theme") ?? .system
        let shown = Set(visit.form.texts("notice"))
        preferences.muted = Set(Notice.Kind.allCases.filter { !shown.contains($0.rawValue) })
        return preferences
    }

    private static func changePassword(_ visit: Visit) async throws -> Response {
        let form = visit.form
        let words = visit.words
        do {
            try visit.workspace.guesses.take(visit.guest.address, at: visit.now)
        } catch let problem as Problem {
            let seconds = problem.headers[.retryAfter] ?? "60"
            let text = words("sign-in.too-many", ["seconds": seconds])
            return try await page(
                visit, refused: RefusedForm(text, field: "current"), sent: .password)
        }
        let me = visit.me.id
        let isRight = try await visit.workspace.guesses.weigh { [engine = visit.engine] in
            try await engine.isPassword(form.raw("current") ?? "", of: me)
        }
        guard isRight else {
            return try await page(
                visit, refused: RefusedForm(words["profile-page.wrong-password"], field: "current"),
                sent: .password)
        }
        guard form.raw("password") == form.raw("repeat") else {
            return try await page(
                visit, refused: RefusedForm(words["profile-page.not-alike"], field: "repeat"),
                sent: .password)
        }
        do {
            try await visit.engine.setPassword(
                form.raw("password") ?? "", of: me, by: .member(me), keeping: visit.session)
            return visit.redirect(
                "/profile", saying: Said(.good, words["profile-page.password-changed"]))
        } catch let refusal as Refusal {
            return try await page(visit, refused: RefusedForm(refusal, visit), sent: .password)
        }
    }

    private static func signOutElsewhere(_ visit: Visit) async throws -> Response {
        let me = visit.me.id
        let digest = visit.session.digest
        return try await visit.act("/profile") {
            try await visit.engine.submit { transaction, _ in
                try transaction.endSessions(of: me, except: digest)
            }
            return Said(.good, visit.words["profile-page.signed-out"])
        }
    }

    private static func addTimeOff(_ visit: Visit) async throws -> Response {
        try await visit.act("/profile") {
            let id = try await visit.perform(try TimeOffView.read(visit, of: visit.me.id)).answer
            return Said(
                .good, visit.words["settings-page.off-added"],
                undo: Said.Undo("/profile/time-off/removal", ["off": "\(id)"]))
        }
    }

    private static func removeTimeOff(_ visit: Visit) async throws -> Response {
        try await visit.act("/profile") {
            guard let off: TimeOffID = try visit.form.id("off") else {
                throw Refusal(.notFound, "not-found", "There is no such time off.")
            }
            try await visit.perform(RemoveTimeOff(member: visit.me.id, timeOff: off))
            return Said(.good, visit.words["settings-page.off-removed"])
        }
    }
}

/// What people call the browser that names itself in a long line.
enum Browser {
    static func name(_ agent: String) -> String? {
        let names = [
            ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ]
        let systems = [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"),
        ]
        guard !agent.isEmpty else { return nil }
        let name = names.first { agent.contains($0.0) }?.1
        let system = systems.first { agent.contains($0.0) }?.1
        let known = [name, system].compactMap(\.self).joined(separator: " · ")
        return known.isEmpty ? String(agent.prefix(40)) : known
    }
}
