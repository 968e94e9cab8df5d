import Foundation
import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules
import Logging
import NIOCore
import NIOHTTP1
import Records

/// Why a request was not carried out, as RFC 9457 tells it.
struct Problem: Error {
    var status: HTTPResponse.Status
    /// A stable name of the cause; the type is `urn:baton:problem:` and this.
    var code: String
    /// What happened, why, and what to do next.
    var detail: String
    var errors: [FieldProblem] = []
    var headers: HTTPFields = [:]

    init(
        _ status: HTTPResponse.Status, _ code: String, _ detail: String,
        errors: [FieldProblem] = [], headers: HTTPFields = [:]
    ) {
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = errors
        self.headers = headers
    }

    init(_ refusal: Refusal) {
        self.init(
            Self.status(of: refusal.kind), refusal.code, refusal.message, errors: refusal.problems)
    }

    /// The one table from kinds of refusal to HTTP.
    private static func status(of kind: Refusal.Kind) -> HTTPResponse.Status {
        switch kind {
        case .invalid, .refused: .unprocessableContent
        case .notFound: .notFound
        case .conflict: .conflict
        case .forbidden: .forbidden
        }
    }
}

extension Problem {
    /// What any error is to the client. Faults tell nothing of the inside.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let refusal as Refusal: self.init(refusal)
        case is NIOTooManyBytesError:
            self.init(.contentTooLarge, "too-large", "The body is larger than this route takes.")
        case let error as HTTPError where error.status == .notFound:
            self.init(.notFound, "no-route", "There is nothing at this address.")
        case let error as HTTPError:
            self.init(error.status, "http", error.body ?? error.status.reasonPhrase)
        case is EngineClosed:
            self.init(
                .serviceUnavailable, "shutting-down", "\(error)", headers: [.retryAfter: "2"])
        case let problem as StoreProblem where problem.mayPass: self.init(passing: problem)
        case let problem as StoreProblem where problem.kind == .unknownOutcome:
            self.init(
                .serviceUnavailable, "outcome-unknown",
                "The database went away while this was saved, and it is not known whether it was. Look, "
                    + "or send it again with the same Idempotency-Key.",
                headers: [.retryAfter: "5"])
        default:
            self.init(
                .internalServerError, "internal",
                "The server failed, and nothing was changed. Try again; the log says why.")
        }
    }

    /// What may work later, when the database is there again or its disk has space.
    private init(passing problem: StoreProblem) {
        guard problem.kind == .full else {
            self.init(
                .serviceUnavailable, "store-unavailable",
                "The database does not take this now, and nothing was changed. Try again in a moment.",
                headers: [.retryAfter: "5"])
            return
        }
        self.init(
            .serviceUnavailable, "store-full",
            "The disk of the database is full, and nothing was changed. Try again once whoever runs "
                + "Baton has made space.",
            headers: [.retryAfter: "30"])
    }

    func response() -> Response {
        Reply(status: status, headers: headers, body: body, contentType: "application/problem+json")
            .response()
    }

    /// Logs what is no fault of the client's, with what the client is not told.
    func log(
        _ what: Logger.Message, _ error: any Error, to logger: Logger,
        metadata: Logger.Metadata = [:]
    ) {
        guard status.kind == .serverError else { return }
        let level: Logger.Level = status == .internalServerError ? .error : .warning
        logger.log(level: level, what, metadata: metadata.merging(["error": "\(error)"]) { $1 })
    }

    private struct Document: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let errors: [FieldProblem]?
    }

    private var body: String {
        let document = Document(
            type: "urn:baton:problem:\(code)", title: status.reasonPhrase, status: status.code,
            detail: detail, errors: errors.isEmpty ? nil : errors)
        return (try? JSONText.of(document)) ?? "{}"
    }
}

/// Turns errors into responses: a page for browsers, else as RFC 9457 tells it.
struct ErrorResponses: RouterMiddleware {
    let index: RouteIndex
    let workspace: Workspace

    func handle(
        _ request: Request, context: BatonContext,
        next: (Request, BatonContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            throw error
        } catch {
            var problem = Problem(error)
            problem.log("request failed", error, to: context.logger)
            if problem.code == "no-route" { problem = wrongMethod(request) ?? problem }
            guard Self.wantsPage(request) else { return problem.response() }
            return await Guarding.lost(problem, request, context, workspace)
        }
    }

    private static func wantsPage(_ request: Request) -> Bool {
        let path = request.uri.path
        return request.headers[.accept]?.contains("text/html") == true
            && !["/api/", "/v1/", "/assets/"].contains { path.hasPrefix($0) }
    }

    private func wrongMethod(_ request: Request) -> Problem? {
        let allowed = index.methods(at: request.uri.path)
        guard !allowed.isEmpty else { return nil }
        let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        return Problem(
            .methodNotAllowed, "method-not-allowed",
            "This address takes \(names), not \(request.method.rawValue).",
            headers: [.allow: names])
    }
}
