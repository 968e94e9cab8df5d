import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/set-up?code=…`: from an empty workspace to the first person who can sign in. The code is in the
/// server's output; once somebody can sign in, there is nothing here any more.
enum SetUpPages {
    static let table = [
        OpenRoute(.get, "/set-up", show),
        OpenRoute(.post, "/set-up/playbook", choosePlaybook),
        OpenRoute(.post, "/set-up", createFirst),
    ]

    private static func show(_ guest: Guest) async throws -> Response {
        if let other = try await turnedAway(guest) { return other }
        return try page(guest)
    }

    /// Where to go instead; nil for whoever may set the workspace up.
    private static func turnedAway(_ guest: Guest) async throws -> Response? {
        guard try await !guest.workspace.isSetUp() else { return .redirect("/sign-in") }
        let code = guest.form.text("code") ?? guest.query.text("code")
        guard isRight(code ?? "", guest.workspace.configuration.setUpCode) else {
            return guest.page(
                "set-up-code", guest.words["set-up.title"],
                ["isWrong": code != nil], status: code == nil ? .ok : .forbidden)
        }
        return nil
    }

    /// Takes as long for a nearly right code as for any other.
    static func isRight(_ code: String, _ right: String?) -> Bool {
        guard let right, !right.isEmpty else { return false }
        let (given, known) = (Array(code.utf8), Array(right.utf8))
        var difference = given.count ^ known.count
        for place in known.indices {
            difference |= Int(known[place] ^ (place < given.count ? given[place] : 0))
        }
        return difference == 0
    }

    /// Choosing a playbook while none is active, else the first person.
    private static func page(_ guest: Guest, refused: RefusedForm? = nil) throws -> Response {
        let workspace = guest.workspace
        let hasPlaybook = workspace.engine.activeVersion(at: workspace.now) != nil
        let words = guest.words
        let form = guest.form
        let content: View = [
            "code": form.text("code") ?? guest.query.text("code"),
            "refused": refused?.view, "errors": refused?.fields ?? View.none,
        ]
        let status: HTTPResponse.Status = refused == nil ? .ok : .unprocessableContent
        guard hasPlaybook else {
            return guest.page(
                "set-up-playbook", words["set-up.title"],
                content.with([
                    "steps": steps(1, words),
                    "playbooks": workspace.tools.shipped.enumerated().map {
                        place, shipped -> View in
                        [
                            "id": shipped.id, "isFirst": place == 0,
                            "name": words["set-up.playbook-\(shipped.id)", ifAny: shipped.id],
                            "hint": words["set-up.playbook-\(shipped.id)-hint", ifAny: ""],
                        ]
                    },
                ]), status: status)
        }
        return guest.page(
            "set-up-first", words["set-up.title"],
            content.with([
                "steps": steps(2, words), "name": form.text("name"), "email": form.text("email"),
                "tongues": Views.options(
                    Language.allCases.map { ($0.rawValue, $0.ownName) },
                    chosen: form.text("language") ?? words.language.rawValue),
                "shortest": PasswordHash.shortest,
            ]), status: status)
    }

    /// The way through, with where somebody is.
    static func steps(_ current: Int, _ words: Words) -> View {
        ["playbook", "first", "people", "leads"].enumerated().map { place, step -> View in
            [
                "name": words["set-up.step-\(step)"], "isDone": place + 1 < current,
                "isCurrent": place + 1 == current,
            ]
        }.view
    }

    private static func choosePlaybook(_ guest: Guest) async throws -> Response {
        if let other = try await turnedAway(guest) { return other }
        let workspace = guest.workspace
        let onward = "/set-up?code=\(Query.escaped(guest.form.text("code") ?? ""))"
        // Somebody may have been quicker, or sent it twice.
        guard workspace.engine.activeVersion(at: workspace.now) == nil else {
            return .redirect(onward)
        }
        do {
            let id = guest.form.text("playbook") ?? ""
            guard let shipped = workspace.tools.shipped.first(where: { $0.id == id }) else {
                throw Refusal.invalid(field: "playbook", "Choose one of the playbooks.")
            }
            let playbook = try workspace.readPlaybook(shipped.text)
            _ = try await workspace.engine.activate(
                shipped.text, name: playbook.name, digest: workspace.tools.digest(shipped.text),
                by: .system)
            return .redirect(onward)
        } catch let refusal as Refusal {
            return try page(guest, refused: RefusedForm(refusal, guest.words))
        }
    }

    private static func createFirst(_ guest: Guest) async throws -> Response {
        if let other = try await turnedAway(guest) { return other }
        let form = guest.form
        do {
            let missing = ["name", "email", "password"].filter { form.text($0) == nil }
            guard missing.isEmpty else {
                throw Refusal(
                    .invalid, "form-incomplete", "Fill in what is missing.",
                    problems: missing.map {
                        FieldProblem(field: $0, code: "missing", message: "")
                    })
            }
            let member = try await firstMember(guest)
            let engine = guest.workspace.engine
            let (session, secret) = try await engine.startSession(
                of: member, browser: guest.browser)
            return guest.welcome(session, secret, to: "/set-up/people")
        } catch let refusal as Refusal {
            return try page(guest, refused: RefusedForm(refusal, guest.words))
        }
    }

    /// Whoever sets the workspace up; somebody of that address may be there by the API already.
    private static func firstMember(_ guest: Guest) async throws -> MemberID {
        let engine = guest.workspace.engine
        let form = guest.form
        let password = form.raw("password") ?? ""
        var profile = MemberProfile(
            name: form.text("name") ?? "", email: (form.text("email") ?? "").lowercased(),
            role: .revops)
        profile.language = form.text("language").flatMap { Language(rawValue: $0)?.rawValue }
        let known = try await engine.store.read { try $0.members() }
            .first { $0.profile.email == profile.email && $0.isActive }
        guard let known else {
            return try await engine.admit(
                AddMember(profile: profile), password: password, by: .system
            ).answer
        }
        var changed = known.profile
        changed.role = .revops
        return try await engine.admit(
            ChangeMember(member: known.id, profile: changed), password: password, by: .system
        ).answer
    }
}
