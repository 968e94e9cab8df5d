import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// Who may come in, and what they see when something is wrong.
enum Guarding {
    static func serve(
        _ request: Request, _ context: BatonContext, _ route: PageRoute, _ workspace: Workspace
    ) async throws -> Response {
        let guest = try Guest(request, context, workspace)
        do {
            guard let secret = guest.cookies[Cookie.session],
                let found = try await workspace.engine.session(secret: secret)
            else { return guest.askToSignIn() }
            let visit = try await Visit(guest, found.session, found.member)
            do {
                return try await answer(request, context, route, visit)
            } catch {
                return visit.errorPage(Problem(error), log: context.logger, error)
            }
        } catch {
            return guest.errorPage(Problem(error), log: context.logger, error)
        }
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
        let sent = try await visit.reading(request)
        guard
            sent.form.raw("key") == visit.session.formKey
                || request.headers[.formKey] == visit.session.formKey
        else {
            throw Problem(
                .forbidden, "stale-form",
                "This form was made for another session. Go back, load the page again and send it anew."
            )
        }
        return try await route.answer(sent)
    }

    static func serve(
        _ request: Request, _ context: BatonContext, _ route: OpenRoute, _ workspace: Workspace
    ) async throws -> Response {
        let guest = try Guest(request, context, workspace)
        do {
            guard route.method != .get else { return try await route.answer(guest) }
            return try await route.answer(try await guest.reading(request))
        } catch {
            return guest.errorPage(Problem(error), log: context.logger, error)
        }
    }
}

extension HTTPField.Name {
    static let formKey = HTTPField.Name("X-Form-Key")!
    static let forwardedProto = HTTPField.Name("X-Forwarded-Proto")!
    static let partial = HTTPField.Name("X-Partial")!
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
