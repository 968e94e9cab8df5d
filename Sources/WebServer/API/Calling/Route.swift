import HTTPTypes
import LeadEngine

/// One thing that the API can be asked, and the scope that it takes.
struct Route: Sendable {
    let method: HTTPRequest.Method
    /// Below `/api/v1/`, with parameters in braces: `leads/{id}`.
    let path: String
    let scope: TokenScope
    let answer: @Sendable (Call) async throws -> Reply

    init(
        _ method: HTTPRequest.Method, _ path: String, _ scope: TokenScope,
        _ answer: @escaping @Sendable (Call) async throws -> Reply
    ) {
        self.method = method
        self.path = path
        self.scope = scope
        self.answer = answer
    }
}
