import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// Who may come in, and what they see when something is wrong.
enum Guarding {
    static func serve(
        _ request: Request, _ context: BatonContext, _ route: PageRoute, _ workspace: Workspace
    ) async throws -> Response {
        let guest = Guest(request, context, workspace)
        do {
            guard let visit = try await visit(of: guest) else { return guest.askToSignIn() }
            do {
                if let malformed = guest.malformed { throw malformed }
                return try await answer(request, context, route, visit)
            } catch {
                return visit.errorPage(Problem(error), log: context.logger, error)
            }
        } catch {
            return guest.errorPage(Problem(error), log: context.logger, error)
        }
    }

    /// Who comes with the session of the cookie; nil when there is none any more.
    private static func visit(of guest: Guest) async throws -> Visit? {
        guard let secret = guest.cookies[Cookie.session],
            let found = try await guest.workspace.engine.session(secret: secret)
        else { return nil }
        return try await Visit(guest, found.session, found.member)
    }

    /// What somebody sees at an address that has no page.
    static func lost(
        _ problem: Problem, _ request: Request, _ context: BatonContext, _ workspace: Workspace
    ) async -> Response {
        let guest = Guest(request, context, workspace)
        guard problem.status != .tooManyRequests, let visit = try? await visit(of: guest) else {
            return guest.errorPage(problem, log: context.logger, problem)
        }
        return visit.errorPage(problem, log: context.logger, problem)
    }

    private static func answer(
        _ request: Request, _ context: BatonContext, _ route: PageRoute, _ visit: Visit
    ) async throws -> Response {
        guard Access.allows(visit.me.profile.role, route.right) else {
            throw Problem(
                .forbidden, "role-not-allowed",
                "Your role does not include this. Ask a manager or RevOps.")
        }
        guard route.method != .get else { return try await route.answer(visit) }
        let sent = try await visit.reading(request, upTo: BodyLimit.form(at: route.path))
        guard try await isOurs(sent.form.raw("key") ?? request.headers[.formKey], visit) else {
            let stale = Problem(
                .forbidden, "stale-form",
                "This form was made for another session. Go back, load the page again and send it anew."
            )
            return sent.errorPage(stale, log: context.logger, stale)
        }
        return try await route.answer(sent)
    }

    /// Whether a form has the key of this session, or of another session of the same member: a page
    /// that was open before they signed in anew.
    private static func isOurs(_ key: String?, _ visit: Visit) async throws -> Bool {
        guard let key, !key.isEmpty else { return false }
        if key == visit.session.formKey { return true }
        let me = visit.me.id
        return try await visit.read { try $0.sessions(of: me) }.contains { $0.formKey == key }
    }

    static func serve(
        _ request: Request, _ context: BatonContext, _ route: OpenRoute, _ workspace: Workspace
    ) async throws -> Response {
        let guest = Guest(request, context, workspace)
        do {
            if let malformed = guest.malformed { throw malformed }
            guard route.method != .get else { return try await route.answer(guest) }
            return try await route.answer(
                try await guest.reading(request, upTo: BodyLimit.openForm))
        } catch {
            return guest.errorPage(Problem(error), log: context.logger, error)
        }
    }
}

extension HTTPField.Name {
    static let formKey = HTTPField.Name("X-Form-Key")!
    static let forwardedProto = HTTPField.Name("X-Forwarded-Proto")!
    /// The stable code of what went wrong, for the page's script.
    static let problem = HTTPField.Name("X-Problem")!
    static let partial = HTTPField.Name("X-Partial")!
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
