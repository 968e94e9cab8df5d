import HTTPTypes
import Hummingbird
import LeadRules

/// A page or a form's address, and the right that it takes.
struct PageRoute: Sendable {
    let method: HTTPRequest.Method
    /// With parameters in braces: `/leads/{id}`.
    let path: String
    let right: Right
    let answer: @Sendable (Visit) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ right: Right,
        _ answer: @escaping @Sendable (Visit) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.right = right
        self.answer = answer
    }
}

/// A page for people who are not signed in.
struct OpenRoute: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let answer: @Sendable (Guest) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String,
        _ answer: @escaping @Sendable (Guest) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.answer = answer
    }
}

/// The pages.
package enum PageRoutes {
    /// Every page for those who are signed in, in the order of a lead's life.
    static let table: [PageRoute] =
        HomePages.table + DayPages.table + LeadPages.table + LeadListPages.table
        + ClockListPages.table
        + HandoffPages.table + InboxPages.table + BoardPages.table + VerificationPages.table
        + NumbersPages.table + CustomerPages.table + PlaybookPages.table + PeoplePages.table
        + SettingsPages.table + ProfilePages.table + NoticePages.table + SearchPages.table

    static let open: [OpenRoute] = SignInPages.table + SetUpPages.table

    /// Method, path and right of every page, for tests.
    package static var listing: [(method: String, path: String, right: String)] {
        table.map { ($0.method.rawValue, $0.path, $0.right.rawValue) }
    }

    static func all(_ workspace: Workspace) -> [ServedPath] {
        table.map { route in
            ServedPath(method: route.method, path: route.path) { request, context in
                try await Guarding.serve(request, context, route, workspace)
            }
        }
            + open.map { route in
                ServedPath(method: route.method, path: route.path) { request, context in
                    try await Guarding.serve(request, context, route, workspace)
                }
            }
    }
}
