import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules
import Logging

/// A request for a page, before it is known who asks.
struct Guest: Sendable {
    let workspace: Workspace
    let path: String
    let query: Query
    let cookies: [String: String]
    let words: Words
    let address: String
    let browser: String
    /// Whether the page's script asked, for a part of the page.
    let isPartial: Bool
    let isSecure: Bool
    let parameters: Parameters
    private(set) var form = Form()
    /// What is wrong with the address behind its `?`.
    let malformed: Problem?
    /// The language that was just chosen.
    private let chosen: Language?
    private let request: Request

    init(_ request: Request, _ context: BatonContext, _ workspace: Workspace) {
        self.workspace = workspace
        self.request = request
        path = request.uri.string
        let read = Result { try Query(request.uri.query) }
        query = (try? read.get()) ?? Query()
        malformed = if case .failure(let error) = read { Problem(error) } else { nil }
        let cookies = Cookie.read(request.headers[values: .cookie])
        self.cookies = cookies
        chosen = query.text("lang").flatMap(Language.init(rawValue:))
        let language = Language(
            member: chosen?.rawValue ?? cookies[Cookie.language],
            accept: request.headers[.acceptLanguage])
        words = workspace.templates.texts[language]
        let proxies = workspace.configuration.trustedProxies
        address =
            context.clientAddress(request.headers[.xForwardedFor], trusting: proxies) ?? "unknown"
        browser = request.headers[.userAgent] ?? ""
        // A stream cannot show a page to sign in on either.
        isPartial =
            request.headers[.partial] != nil || request.headers[.accept] == "text/event-stream"
        isSecure =
            request.headers[.forwardedProto] == "https"
            && context.peer.map(proxies.contains) ?? false
        parameters = context.parameters
    }

    /// With the form that came along.
    ///
    /// - Parameter limit: in bytes.
    /// - Throws: `Problem` 403 for a form of another site, 400, 413 or 415.
    func reading(_ request: Request, upTo limit: Int) async throws -> Guest {
        try refuseOtherSites()
        var guest = self
        guest.form = try Form(
            try await request.bytes(upTo: limit),
            contentType: request.headers[.contentType])
        return guest
    }

    /// Browsers say where a form stands; only forms of our own pages are taken.
    private func refuseOtherSites() throws {
        let site = request.headers[.fetchSite]
        let origin = request.headers[.origin]
        let host = request.head.authority ?? ""
        let isOurs = origin.map { $0 == "http://\(host)" || $0 == "https://\(host)" } ?? true
        guard isOurs || site == "same-origin",
            site == nil || site == "same-origin" || site == "none"
        else {
            throw Problem(
                .forbidden, "other-site", "This form came from another site, and was not taken.")
        }
    }

    /// This server as the browser knows it: `https://baton.example.com`.
    var origin: String {
        "\(isSecure ? "https" : "http")://\(request.head.authority ?? "localhost")"
    }

    /// The sign-in page, which leads back here; for the script just 401. Whoever sent a form is told
    /// that it was not taken, and led back to the page it stood on.
    func askToSignIn() -> Response {
        guard !isPartial else { return Response(status: .unauthorized) }
        guard request.method != .get, request.method != .head else {
            return .redirect("/sign-in?next=\(Query.escaped(path))")
        }
        let page = request.headers[.referer].flatMap { $0.split(after: origin) }
        let back = OwnPath.checked(page) ?? "/"
        return .redirect("/sign-in?lost=form&next=\(Query.escaped(back))")
    }

    /// A page for somebody who is not signed in.
    func page(
        _ template: String, _ title: String, _ content: View, status: HTTPResponse.Status = .ok
    ) -> Response {
        let frame: View = [
            "lang": words.language.rawValue, "title": title, "path": Query.escaped(path),
            "languages": Language.allCases.map { language -> View in
                [
                    "code": language.rawValue, "name": language.ownName,
                    "isCurrent": language == words.language, "href": address(in: language),
                ]
            },
        ]
        var response = workspace.render(
            template, frame.with(content), words.language, status: status)
        if let chosen {
            response.headers.append(
                Cookie(Cookie.language, chosen.rawValue, maxAge: 31_536_000)
                    .field(secure: isSecure))
        }
        return response
    }

    /// This page in another language, with what it must not forget. An answer to a form is at the
    /// form's address, where there is no page to ask for.
    private func address(in language: Language) -> String {
        let isSent = request.method == .post
        let page = !isSent ? request.uri.path : path.hasPrefix("/set-up") ? "/set-up" : "/sign-in"
        let kept = ["code", "next", "lost"].compactMap { name in
            (form.raw(name) ?? query.text(name)).map { "\(name)=\(Query.escaped($0))&" }
        }
        return "\(page)?\(kept.joined())lang=\(language.rawValue)"
    }

    func errorPage(_ problem: Problem, log: Logger, _ error: any Error) -> Response {
        problem.log("page failed", error, to: log, metadata: ["path": "\(path)"])
        var response = page(
            "error-plain", words["error.title"],
            [
                "heading": words["error.\(problem.status.code)", or: "error.other"],
                "message": words.telling(problem), "signIn": "/sign-in",
            ], status: problem.status)
        response.headers.append(contentsOf: problem.headers)
        return response
    }
}

extension String {
    /// What comes after a beginning; nil when it begins differently.
    fileprivate func split(after beginning: String) -> String? {
        hasPrefix(beginning) ? String(dropFirst(beginning.count)) : nil
    }
}

extension Words {
    /// The first of two keys that there is.
    subscript(_ key: String, or other: String) -> String { has(key) ? self[key] : self[other] }
}
