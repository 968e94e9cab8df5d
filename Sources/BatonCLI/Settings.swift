import Foundation
import WebServer

/// The options of `serve`, each also by environment. The command line goes first.
struct Settings {
    var server = ServerConfiguration()
    var demo: Bool
    var publicURL: String?
    var allowsPrivate: Bool
    var logsJSON: Bool

    init(_ options: Serve) throws {
        let environment = ProcessInfo.processInfo.environment
        func flag(_ name: String) -> Bool {
            ["1", "true", "yes", "on"].contains(environment[name]?.lowercased() ?? "")
        }
        server.host = options.host ?? environment["BATON_HOST"] ?? server.host
        server.port = try Self.port(options.port, environment["BATON_PORT"]) ?? server.port
        let proxies = options.trustedProxies ?? environment["BATON_TRUSTED_PROXIES"] ?? ""
        server.trustedProxies = Set(
            proxies.split(separator: ",").map { $0.filter { !$0.isWhitespace } })
        demo = options.demo || flag("BATON_DEMO")
        publicURL = options.publicURL ?? environment["BATON_PUBLIC_URL"]
        allowsPrivate = options.allowPrivateWebhooks || flag("BATON_ALLOW_PRIVATE_WEBHOOKS")
        logsJSON = environment["BATON_LOG_FORMAT"] == "json"
    }

    private static func port(_ option: Int?, _ variable: String?) throws -> Int? {
        guard let text = option.map({ "\($0)" }) ?? variable else { return nil }
        guard let port = Int(text), (0...65_535).contains(port) else {
            let name = option == nil ? "BATON_PORT" : "--port"
            throw WrongUse("\(name) is '\(text)'; a port is a number from 0 to 65535.")
        }
        return port
    }
}
