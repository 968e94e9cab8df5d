import Foundation
import HTTPTypes
import Hummingbird
import Intake
import LeadEngine
import LeadRules
import Logging
import Records

/// `/v1/batch` and its kin: the tracking intake, as Segment's clients speak to it.
enum TrackingRoutes {
    static func all(_ workspace: Workspace) -> [ServedPath] {
        Segment.Endpoint.allCases.flatMap { endpoint in
            let path = "/v1/\(endpoint.rawValue)"
            return [
                ServedPath(method: .post, path: path) { request, context in
                    await take(request, context, endpoint, workspace)
                },
                ServedPath(method: .options, path: path) { request, _ in
                    Response(
                        status: .noContent,
                        headers: CORS.headers(request, workspace.configuration.trackingOrigins))
                },
            ]
        }
    }

    /// Answers 200 only when the messages are durable. A client that sends them again after a
    /// failure finds them taken in once.
    private static func take(
        _ request: Request, _ context: BatonContext, _ endpoint: Segment.Endpoint,
        _ workspace: Workspace
    ) async -> Response {
        var response: Response
        do {
            let problems = try await track(request, context, endpoint, workspace)
            response = try Reply.json(Taken(problems)).response()
        } catch {
            let problem = Problem(tracking: error)
            problem.log("tracking failed", error, to: context.logger)
            response = problem.trackingResponse()
        }
        let origins = workspace.configuration.trackingOrigins
        response.headers.append(contentsOf: CORS.headers(request, origins))
        return response
    }

    /// What was taken in; messages that could not be are named.
    private struct Taken: Encodable {
        let success = true
        let errors: [FieldProblem]?

        init(_ problems: [FieldProblem]) { errors = problems.isEmpty ? nil : problems }
    }

    /// Takes the messages in; answers with what is wrong with those that could not be.
    private static func track(
        _ request: Request, _ context: BatonContext, _ endpoint: Segment.Endpoint,
        _ workspace: Workspace
    ) async throws -> [FieldProblem] {
        let headerKey = WriteKey.key(of: request.headers[.authorization])
        // A key in the header is checked before the body is read.
        var caller = try await headerKey.asyncMap {
            try await workspace.caller(secret: $0, for: .track)
        }
        let body = try await request.bytes(upTo: Segment.batchLimitBytes)
        let sent = try Segment.request(body, to: endpoint)
        if caller == nil, let key = sent.writeKey {
            caller = try await workspace.caller(secret: key, for: .track)
        }
        guard let caller else {
            throw Problem.unauthorised("Send a write key, as Basic authorization or 'writeKey'.")
        }
        let (messages, problems) = try sent.messages(
            Segment.Circumstances(
                receivedAt: workspace.now, ip: browserAddress(request, context, workspace),
                source: caller.token.source,
                defaultRegion: try await workspace.playbook().defaultRegion))
        let started = ContinuousClock.now
        _ = try await workspace.engine.handle(Track(messages: messages), by: caller.actor)
        workspace.metrics.count(commitSeconds: started.duration(to: .now) / .seconds(1))
        return problems
    }

    /// The address of a browser, which sends an `Origin`. A server that tracks on behalf of people
    /// has an address of its own that says nothing about them.
    private static func browserAddress(
        _ request: Request, _ context: BatonContext, _ workspace: Workspace
    ) -> String? {
        guard request.headers[.origin] != nil else { return nil }
        return context.clientAddress(
            request.headers[.xForwardedFor],
            trusting: workspace.configuration.trustedProxies)
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<T>(_ body: (Wrapped) async throws -> T) async rethrows -> T? {
        if let self { try await body(self) } else { nil }
    }
}

/// Where a write key stands.
enum WriteKey {
    /// Basic authorization with the key as user name and no password.
    static func key(of authorization: String?) -> String? {
        guard let parts = authorization?.split(separator: " ", maxSplits: 1), parts.count == 2,
            parts[0].lowercased() == "basic",
            let data = Data(base64Encoded: String(parts[1])),
            let text = String(data: data, encoding: .utf8)
        else { return nil }
        let key = text.prefix { $0 != ":" }
        return key.isEmpty ? nil : String(key)
    }
}

extension Problem {
    /// Errors as tracking clients know them: 400 for whatever is wrong with the messages.
    fileprivate init(tracking error: any Error) {
        self.init(error)
        if let refusal = error as? Refusal, refusal.kind == .invalid { status = .badRequest }
        if let refusal = error as? Refusal, refusal.code == "no-playbook" {
            // Not the client's fault: it is to keep the messages and come again.
            status = .serviceUnavailable
            headers[.retryAfter] = "30"
        }
    }

    private struct TrackingDocument: Encodable {
        let success = false
        let code: String
        let message: String
        let errors: [FieldProblem]
    }

    fileprivate func trackingResponse() -> Response {
        let document = TrackingDocument(code: code, message: detail, errors: errors)
        let body = (try? JSONText.of(document)) ?? "{}"
        return Reply(status: status, headers: headers, body: body).response()
    }
}
