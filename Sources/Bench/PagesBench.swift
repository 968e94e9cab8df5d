import Foundation

/// How long pages take with many leads: the whole time from the request to the end of the answer, one
/// request at a time.
struct PagesBench {
    let site: Site
    let scale: Scale
    private static let password = "a long bench password"
    private static let few = 10_000

    /// Each page, who opens it, and what is aimed at in milliseconds.
    private static let pages: [(path: String, who: String, goal: Double)] = [
        ("/day", "sdr1", 20), ("/inbox", "boss", 20), ("/leads", "boss", 20),
        ("/leads/L1", "boss", 20), ("/board", "boss", 50), ("/verification", "boss", 20),
        ("/numbers", "boss", 50), ("/numbers/speed", "boss", 50),
        ("/numbers/handoffs", "boss", 50), ("/numbers/sources", "boss", 50),
        ("/numbers/stages", "boss", 50), ("/numbers/load", "boss", 50),
        ("/numbers/weekly", "boss", 50), ("/customers", "boss", 20), ("/search?q=kim", "boss", 20),
        ("/playbook", "boss", 20),
    ]

    func run() throws -> [Figure] {
        let small = try measure(Self.few)
        let large = try measure(scale.pageLeads)
        return zip(Self.pages, zip(small, large)).map { page, times in
            Figure(
                bench: "pages", name: "\(page.path) at \(scale.pageLeads) leads, p99",
                value: times.1, unit: "ms", limit: times.0,
                goal: "\(Int(page.goal)) ms; 1.50 of \(Self.few) leads")
        }
    }

    /// The 99th percentile of each page, in milliseconds.
    private func measure(_ leads: Int) throws -> [Double] {
        say("pages: \(leads) leads")
        let workspace = try KnownLeads.make(site, leads)
        for who in Set(Self.pages.map(\.who)) {
            try site.give(Self.password, to: "\(who)@bench.example", in: workspace)
        }
        let server = try Server(site, workspace)
        defer { server.stop() }
        let connection = try HTTPConnection(port: server.port)
        var cookies: [String: String] = [:]
        for who in Set(Self.pages.map(\.who)) { cookies[who] = try signIn(who, on: connection) }
        return try Self.pages.map { page in
            let request = Array(
                ("GET \(page.path) HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n"
                    + "Cookie: \(cookies[page.who] ?? "")\r\n\r\n").utf8)
            return try time(request, page.path, on: connection)
        }
    }

    private func time(_ request: [UInt8], _ path: String, on connection: HTTPConnection) throws
        -> Double
    {
        for _ in 0..<3 { try expect(200, try connection.send(request), path) }
        let times = try (0..<scale.pageViews).map { _ in
            let start = ContinuousClock.now
            try expect(200, try connection.send(request), path)
            return start.duration(to: .now) / .milliseconds(1)
        }.sorted()
        return times[min(times.count - 1, times.count * 99 / 100)]
    }

    private func expect(_ wanted: Int, _ status: Int, _ path: String) throws {
        guard status == wanted else { throw BenchFailure("\(path) answered \(status)") }
    }

    /// - Returns: the cookie of the session.
    private func signIn(_ who: String, on connection: HTTPConnection) throws -> String {
        let form =
            "email=\(who)%40bench.example&password="
            + Self.password.replacing(" ", with: "+")
        let request =
            "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(form.utf8.count)\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\n\(form)"
        try expect(303, try connection.send(Array(request.utf8)), "/sign-in")
        let lines = connection.head.split(separator: "\r\n")
        let cookies = lines.filter { $0.lowercased().hasPrefix("set-cookie:") }.map { line in
            line.dropFirst(11).prefix { $0 != ";" }.drop { $0 == " " }
        }
        return cookies.joined(separator: "; ")
    }
}
