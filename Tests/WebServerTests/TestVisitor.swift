import Foundation
import HTTPTypes
import LeadEngine
import LeadRules
import TestWeb
import Testing
import WebServer

/// A browser of somebody who is signed in.
struct TestVisitor: Sendable {
    let server: TestServer
    let member: MemberID
    /// The session's cookie, as it is sent.
    let cookie: String
    /// What forms send along.
    let formKey: String

    struct Answer: Sendable {
        let status: Int
        let body: String
        let headers: HTTPFields
        var location: String? { headers[.location] }
    }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        headers[.cookie] = cookie
        return try await server.page(.get, path, headers)
    }

    /// Sends a form with the key of the session.
    func post(_ path: String, _ fields: [(String, String)] = []) async throws -> Answer {
        try await server.page(
            .post, path, [.cookie: cookie], form: fields + [("key", formKey)])
    }
}

extension TestServer {
    static let password = "correct horse battery"

    /// Adds somebody and signs them in.
    func visitor(
        _ role: Role, _ name: String = "Kim", manager: MemberID? = nil, language: String = "en"
    ) async throws -> TestVisitor {
        var profile = MemberProfile(
            name: name, email: "\(name.lowercased())-\(role.rawValue)@example.com", role: role)
        profile.manager = manager
        profile.language = language
        let id = try await engine.handle(AddMember(profile: profile), by: .system).answer
        // Made without the cost of a hash for each of many visitors.
        let (session, secret) = try await engine.startSession(of: id, browser: "tests")
        return TestVisitor(
            server: self, member: id, cookie: "baton_session=\(secret)", formKey: session.formKey)
    }

    /// Asks for a page as a browser does, without following redirects.
    func page(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:],
        form: [(String, String)]? = nil
    ) async throws -> TestVisitor.Answer {
        var headers = headers
        if form != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let body = form.map { Array(Self.encoded($0).utf8) }
        let answer = try await client.send(method, path, headers, body: body)
        return TestVisitor.Answer(
            status: answer.status, body: answer.text, headers: answer.headers)
    }

    private static func encoded(_ form: [(String, String)]) -> String {
        var plain = CharacterSet.alphanumerics
        plain.insert(charactersIn: "-._~")
        return form.map { name, value in
            [name, value].map { $0.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }
                .joined(separator: "=")
        }.joined(separator: "&")
    }
}
