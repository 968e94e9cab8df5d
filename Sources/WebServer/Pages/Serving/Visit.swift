import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules
import Logging

/// A request for a page by somebody who is signed in.
struct Visit: Sendable {
    private(set) var guest: Guest
    let session: Session
    let me: Member
    let members: [Member]
    let preferences: Preferences
    let playbook: Playbook
    let reader: Reader
    let sight: Sight
    let badges: Badges

    /// - Throws: `Refusal` while no playbook is active; the store's errors.
    init(_ guest: Guest, _ session: Session, _ me: Member) async throws {
        let workspace = guest.workspace
        let playbook = try await workspace.playbook()
        let facts = try await workspace.engine.store.read { transaction in
            let members = try transaction.members()
            let sight = Sight(of: me, among: members)
            return Facts(
                members: members, sight: sight,
                preferences: try transaction.preferences(of: me.id),
                badges: try Badges(of: me, sight, in: transaction))
        }
        let words =
            me.profile.language.flatMap(Language.init(rawValue:))
            .map { workspace.templates.texts[$0] } ?? guest.words
        let calendar = me.profile.calendar ?? playbook.homeCalendar
        let zone = facts.preferences.zone ?? playbook.calendars[calendar]?.zone ?? "UTC"
        self.guest = guest
        self.session = session
        self.me = me
        self.playbook = playbook
        members = facts.members
        preferences = facts.preferences
        badges = facts.badges
        reader = Reader(
            words: words, zone: (try? LocalZone(zone)) ?? .utc, now: workspace.now)
        sight = facts.sight
    }

    private struct Facts: Sendable {
        let members: [Member]
        let sight: Sight
        let preferences: Preferences
        let badges: Badges
    }

    var workspace: Workspace { guest.workspace }
    var engine: Engine { guest.workspace.engine }
    var words: Words { reader.words }
    var now: Instant { reader.now }
    var form: Form { guest.form }
    var query: Query { guest.query }
    var isPartial: Bool { guest.isPartial }
    /// Path and query of this request.
    var path: String { guest.path }
    var role: Role { me.profile.role }

    func may(_ right: Right) -> Bool { Access.allows(role, right) }

    /// With the form that came along.
    func reading(_ request: Request, upTo limit: Int) async throws -> Visit {
        var visit = self
        visit.guest = try await guest.reading(request, upTo: limit)
        return visit
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws
        -> T
    {
        try await engine.store.read(body)
    }

    /// The id in the address.
    func id<Kind>(_ what: String, _ name: String = "id") throws -> ID<Kind> {
        let text = parameter(name)
        guard let id = ID<Kind>(text) else {
            throw Refusal(.notFound, "not-found", "There is no \(what) '\(text)'.")
        }
        return id
    }

    func parameter(_ name: String) -> String { guest.parameters.get(name) ?? "" }

    func member(_ id: MemberID?) -> Member? { id.flatMap { id in members.first { $0.id == id } } }

    /// What people call a member; a dash for nobody.
    func name(_ id: MemberID?) -> String { member(id)?.profile.name ?? "–" }
}

/// Answers.
extension Visit {
    /// A page of the workspace.
    ///
    /// - Parameters:
    ///   - area: the entry of the menu that it belongs to.
    ///   - title: of the browser's tab.
    func page(
        _ template: String, area: String, title: String, _ content: View,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let said = Said(cookie: guest.cookies[Cookie.said])
        let frame = frame(area: area, title: title, said: said)
        var response = workspace.render(
            template, frame.with(content), words.language, status: status)
        if said != nil {
            response.headers.append(
                Cookie(Cookie.said, "", maxAge: 0).field(secure: guest.isSecure))
        }
        return response
    }

    /// Goes on to another page and says something there.
    func redirect(_ path: String, saying said: Said? = nil) -> Response {
        var response = Response.redirect(path)
        if let said {
            response.headers.append(
                Cookie(Cookie.said, said.cookie, maxAge: 60).field(secure: guest.isSecure))
        }
        return response
    }

    /// Carries something out and goes on; a refusal is said there instead.
    ///
    /// - Parameter path: where to go on; `back` of the form comes first.
    func act(
        _ path: String, _ body: () async throws -> Said
    ) async throws -> Response {
        let onward = OwnPath.checked(form.text("back")) ?? path
        do {
            var said = try await body()
            // An undo comes back to where it was offered, too.
            if onward.utf8.count < 300, said.undo?.fields["back"] == nil {
                said.undo?.fields["back"] = onward
            }
            return redirect(onward, saying: said)
        } catch let refusal as Refusal {
            return redirect(onward, saying: Said(.bad, telling(refusal)))
        }
    }

    @discardableResult
    func perform<C: Command>(_ command: C) async throws -> Committed<C.Answer> {
        try await engine.handle(command, by: .member(me.id))
    }

    /// A refusal with what is wrong with each field.
    func telling(_ refusal: Refusal) -> String {
        let main = words.telling(refusal)
        let fields = refusal.problems.map { words.telling($0) }.filter { $0 != main }
        return ([main] + fields).joined(separator: " ")
    }

    /// What the rules said, in the reader's language, with people and clocks by their names.
    func told(_ sentence: String) -> String {
        reader.told(sentence).replacing(/\bM\d+\b/) { match in
            MemberID(String(match.output)).flatMap { member($0)?.profile.name }
                ?? String(match.output)
        }.replacing(/['「]([a-z0-9-]+)['」]/) { match in
            guard let title = playbook.clock(String(match.1))?.title else {
                return String(match.output.0)
            }
            return "“\(words.translated(title))”"
        }.replacing(/([(（])([a-z0-9-]+)([)）])/) { match in
            guard playbook.activity(String(match.2)) != nil else { return String(match.output.0) }
            return "\(match.1)\(title(ofActivity: String(match.2)))\(match.3)"
        }
    }

    func errorPage(_ problem: Problem, log: Logger, _ error: any Error) -> Response {
        problem.log("page failed", error, to: log, metadata: ["path": "\(path)"])
        var response = page(
            "error", area: "", title: words["error.title"],
            [
                "heading": words["error.\(problem.status.code)", or: "error.other"],
                "message": words.telling(problem), "typed": form.typed,
                "hasTyped": !form.typed.isEmpty,
            ], status: problem.status)
        response.headers.append(contentsOf: problem.headers)
        response.headers[.problem] = problem.code
        return response
    }
}
