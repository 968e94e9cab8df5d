import HTTPTypes
import LeadEngine

/// One thing that the API can be asked, and the scope that it takes.
struct Route: Sendable {
    let method: HTTPRequest.Method
    /// Below `/api/v1/`, with parameters in braces: `leads/{id}`.
    let path: String
    let scope: TokenScope
    /// What the member must be allowed on whose behalf the key acts.
    let right: Right
    let answer: @Sendable (Call) async throws -> Reply

    /// - Parameter right: what the scope stands for when left out.
    init(
        _ method: HTTPRequest.Method, _ path: String, _ scope: TokenScope, right: Right? = nil,
        _ answer: @escaping @Sendable (Call) async throws -> Reply
    ) {
        self.method = method
        self.path = path
        self.scope = scope
        self.right = right ?? Self.right(of: scope)
        self.answer = answer
    }

    private static func right(of scope: TokenScope) -> Right {
        switch scope {
        case .read: .visit
        case .capture, .track: .capture
        case .work: .work
        case .manage: .manage
        case .admin: .administer
        }
    }
}
