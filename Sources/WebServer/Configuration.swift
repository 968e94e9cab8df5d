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

    package init() {}
}

/// The largest bodies that are read, in bytes.
enum BodyLimit {
    static let api = 1 << 20
    static let playbook = 1 << 20
}
