import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/sign-in` and out of it.
enum SignInPages {
    static let table = [
        OpenRoute(.get, "/sign-in", show),
        OpenRoute(.post, "/sign-in", signIn),
        OpenRoute(.post, "/sign-out", signOut),
    ]

    private static func show(_ guest: Guest) async throws -> Response {
        guard try await guest.workspace.isSetUp() else { return .redirect("/set-up") }
        return page(guest)
    }

    private static func page(
        _ guest: Guest, error: String? = nil, status: HTTPResponse.Status = .ok
    ) -> Response {
        guest.page(
            "sign-in", guest.words["sign-in.title"],
            [
                "error": error, "lost": guest.query.text("lost") != nil && error == nil,
                "email": guest.form.text("email"),
                "next": guest.form.raw("next") ?? guest.query.text("next"),
                "isDemo": guest.workspace.configuration.demoSignIns.isEmpty == false,
                "demo": guest.workspace.configuration.demoSignIns.map { sign -> View in
                    [
                        "email": sign.email, "password": sign.password, "name": sign.name,
                        "role": guest.words["role.\(sign.role.rawValue)"],
                        "initials": Views.initials(of: sign.name),
                    ]
                },
            ], status: status)
    }

    private static func signIn(_ guest: Guest) async throws -> Response {
        guard let email = guest.form.text("email"), let password = guest.form.raw("password"),
            !password.isEmpty
        else {
            return page(
                guest, error: guest.words["sign-in.incomplete"], status: .unprocessableContent)
        }
        do {
            try guest.workspace.guesses.take(guest.address, at: guest.workspace.now)
        } catch let problem as Problem {
            let seconds = problem.headers[.retryAfter] ?? "60"
            return page(
                guest, error: guest.words("sign-in.too-many", ["seconds": seconds]),
                status: .tooManyRequests)
        }
        let result = try await guest.workspace.guesses.weigh {
            try await guest.workspace.engine.signIn(
                email: email, password: password, browser: guest.browser)
        }
        switch result {
        case .success(let (session, secret)):
            return guest.welcome(session, secret)
        case .failure(.wrong):
            return page(guest, error: guest.words["sign-in.wrong"], status: .unauthorized)
        case .failure(.locked(let until)):
            let minutes = max(1, (until - guest.workspace.now).seconds / 60)
            return page(
                guest, error: guest.words("sign-in.locked", ["minutes": "\(minutes)"]),
                status: .unauthorized)
        }
    }

    private static func signOut(_ guest: Guest) async throws -> Response {
        let engine = guest.workspace.engine
        if let secret = guest.cookies[Cookie.session],
            let found = try await engine.session(secret: secret)
        {
            guard guest.form.raw("key") == found.session.formKey else { return .redirect("/") }
            try await engine.signOut(found.session)
        }
        var response = Response.redirect("/sign-in")
        response.headers.append(
            Cookie(Cookie.session, "", maxAge: 0).field(secure: guest.isSecure))
        return response
    }
}

extension Guest {
    /// Signed in: the cookie, and on to where they wanted to go.
    func welcome(_ session: Session, _ secret: String, to path: String? = nil) -> Response {
        var response = Response.redirect(path ?? OwnPath.checked(form.raw("next")) ?? "/")
        response.headers.append(
            Cookie(
                Cookie.session, secret, maxAge: Int((session.endsAt - session.startedAt).seconds)
            ).field(secure: isSecure))
        return response
    }
}

extension Workspace {
    /// Whether anybody can sign in yet.
    func isSetUp() async throws -> Bool { try await engine.store.read { try $0.hasPasswords() } }
}
