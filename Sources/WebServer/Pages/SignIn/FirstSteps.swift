import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/set-up/people` and `/set-up/leads`: what comes after the first sign-in. Each step may be skipped.
enum FirstSteps {
    static let table = [
        PageRoute(.get, "/set-up/people", .people, showPeople),
        PageRoute(.post, "/set-up/people", .people, addPeople),
        PageRoute(.get, "/set-up/leads", .capture, showLeads),
        PageRoute(.post, "/set-up/leads", .capture, importLeads),
        PageRoute(.post, "/set-up/keys", .administer, makeKeys),
    ]

    private static let rows = 8

    private static func showPeople(_ visit: Visit) async throws -> Response { people(visit) }

    /// Somebody who was added, with the password that is shown this once.
    private struct Added {
        let name: String
        let email: String
        let password: String
    }

    private static func people(
        _ visit: Visit, added: [Added] = [], problems: [Int: String] = [:]
    ) -> Response {
        let form = visit.form
        let keeps = !problems.isEmpty
        // Rows that were taken are not offered again.
        let text = { (field: String, row: Int) in
            problems[row] == nil ? nil : form.text("\(field)-\(row)")
        }
        return visit.page(
            "set-up-people", area: "settings", title: visit.words["set-up.step-people"],
            [
                "steps": SetUpPages.steps(3, visit.words), "hasProblems": keeps,
                "added": added.map { person -> View in
                    [
                        "name": person.name, "email": person.email, "password": person.password,
                    ]
                },
                "hasAdded": !added.isEmpty,
                "lines": (1...rows).map { row -> View in
                    [
                        "row": row, "name": text("name", row), "email": text("email", row),
                        "team": text("team", row), "error": problems[row],
                        "roles": Views.options(
                            Role.allCases.filter { visit.appointer.whyNotAppoint($0) == nil }.map {
                                ($0.rawValue, visit.words["role.\($0.rawValue)"])
                            }, chosen: text("role", row) ?? Role.sdr.rawValue),
                    ]
                },
            ], status: keeps ? .unprocessableContent : .ok)
    }

    /// Adds those rows that are filled in; a row that is wrong stays with what is wrong about it.
    private static func addPeople(_ visit: Visit) async throws -> Response {
        let form = visit.form
        var added: [Added] = []
        var problems: [Int: String] = [:]
        for row in 1...rows {
            let (name, email) = (form.text("name-\(row)"), form.text("email-\(row)"))
            guard name != nil || email != nil else { continue }
            guard let name, let email else {
                problems[row] = visit.words["set-up.row-incomplete"]
                continue
            }
            do {
                let role: Role = try form.choice("role-\(row)") ?? .sdr
                var profile = MemberProfile(name: name, email: email.lowercased(), role: role)
                profile.team = form.text("team-\(row)") ?? ""
                profile.language = visit.me.profile.language
                profile.manager = role.managesOthers ? nil : visit.me.id
                let password = GeneratedPassword.make()
                _ = try await visit.engine.admit(
                    AddMember(profile: profile), password: password, by: .member(visit.me.id))
                added.append(Added(name: name, email: profile.email, password: password))
            } catch let refusal as Refusal {
                problems[row] = visit.telling(refusal)
            }
        }
        if added.isEmpty, problems.isEmpty { return visit.redirect("/set-up/leads") }
        return people(visit, added: added, problems: problems)
    }

    private static func showLeads(_ visit: Visit) async throws -> Response { leads(visit) }

    private static func leads(
        _ visit: Visit, imported: ImportedLeads? = nil, refused: RefusedForm? = nil,
        keys: (api: String, write: String)? = nil
    ) -> Response {
        visit.page(
            "set-up-leads", area: "settings", title: visit.words["set-up.step-leads"],
            [
                "steps": SetUpPages.steps(4, visit.words),
                "refused": refused?.view, "errors": refused?.fields ?? View.none,
                "imported": imported.map { result -> View in
                    [
                        "added": Figures.count(result.new), "known": Figures.count(result.known),
                        "rejected": Figures.count(result.rejected),
                        "hasRejected": result.rejected > 0, "csv": result.rejectedCSV,
                    ]
                },
                "mayConnect": visit.may(.administer), "origin": visit.guest.origin,
                "apiKey": keys?.api, "writeKey": keys?.write,
                "source": visit.playbook.intake.sources.first?.id
                    ?? visit.playbook.intake.fallbackSource,
            ], status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func importLeads(_ visit: Visit) async throws -> Response {
        do {
            guard let file = visit.form.files["file"], !file.bytes.isEmpty else {
                throw Refusal.invalid(field: "file", "Choose a CSV file with leads in it.")
            }
            let result = try await visit.workspace.tools.importLeads(
                file.bytes, file.name, .member(visit.me.id))
            return leads(visit, imported: result)
        } catch let refusal as Refusal {
            return leads(visit, refused: RefusedForm(refusal, visit))
        }
    }

    /// An API key and a write key, shown in this answer only.
    private static func makeKeys(_ visit: Visit) async throws -> Response {
        let taken = Set(
            try await visit.engine.tokens().filter { $0.revokedAt == nil }.map(\.name))
        let name = { (base: String) in
            (1...1_000).lazy.map { $0 == 1 ? base : "\(base) \($0)" }.first { !taken.contains($0) }
                ?? base
        }
        let actor = Actor.member(visit.me.id)
        let api = try await visit.engine.createToken(
            name: name("capture"), scopes: [.capture], by: actor)
        let write = try await visit.engine.createToken(
            name: name("website"), scopes: [.track], by: actor)
        return leads(visit, keys: (api.secret, write.secret))
    }
}
