package import LeadRules

/// How the server is set up.
package struct ServerConfiguration: Sendable {
    package var host = "127.0.0.1"
    /// 0 takes any free port.
    package var port = 8080
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    package var trustedProxies: Set<String> = []
    /// Origins whose pages may send to the tracking intake; `*` is every one.
    package var trackingOrigins: Set<String> = ["*"]
    /// Most requests a minute with one API key; nil is no limit.
    package var requestsPerMinute: Int?
    /// Most requests under way at once; more are turned away to come again.
    package var requestsUnderWay = 4096

    /// Shown on the sign-in page of a demo.
    package var demoSignIns: [DemoSignIn] = []
    /// What the first person must know to set the workspace up; printed at the start.
    package var setUpCode: String?

    package init() {}
}

/// A made-up person whom a visitor of the demo can be.
package struct DemoSignIn: Sendable {
    package var name: String
    package var role: Role
    package var email: String
    package var password: String

    package init(name: String, role: Role, email: String, password: String) {
        self.name = name
        self.role = role
        self.email = email
        self.password = password
    }
}

/// The largest bodies that are read, in bytes.
enum BodyLimit {
    static let api = 1 << 20
    static let playbook = 1 << 20
    /// What anybody may send: a sign-in, the first steps of the set-up.
    static let openForm = 64 << 10
    /// What somebody types who is signed in; a letter may take nine bytes on the way.
    static let form = 512 << 10
    /// A playbook's text, and files.
    private static let largeForms = [
        "/playbook/edit": 4 << 20, "/playbook/edit/holidays": 4 << 20,
        "/settings/calendars": 4 << 20, "/set-up/leads": 64 << 20,
    ]

    /// - Parameter path: of a page's route.
    static func form(at path: String) -> Int { largeForms[path] ?? form }
}
