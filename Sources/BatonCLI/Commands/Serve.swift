import ArgumentParser
import Connectors
import Foundation
import Hummingbird
import LeadEngine
import LeadRules
import Logging
import PlaybookFile
import ServiceLifecycle
import UnixSignals
import WebServer

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the server: API, tracking intake, clocks and outbox.")
    @Option(help: "The address to listen on (environment: BATON_HOST).") var host: String?
    @Option(help: "The port; 0 takes any free one (environment: BATON_PORT).") var port: Int?
    @Flag(help: "Fill a fresh workspace with a made-up team and its weeks.") var demo = false
    @Option(help: "The address of this server as others reach it (environment: BATON_PUBLIC_URL).")
    var publicURL: String?
    @Flag(help: "Let webhooks go to private addresses (environment: BATON_ALLOW_PRIVATE_WEBHOOKS=1).")
    var allowPrivateWebhooks = false
    @Option(help: "Proxies whose X-Forwarded-For is believed, separated by commas (environment: BATON_TRUSTED_PROXIES).")
    var trustedProxies: String?
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let settings = try Settings(self)
        LoggingSystem.bootstrap { ServerLog.handler($0, json: settings.logsJSON) }
        let logger = Logger(label: "baton")
        let secrets = demo ? try await DemoStart.fill(store) : []
        let engine = try Engine(store: Wiring.store(store), time: SystemTime())
        defer { engine.close() }
        let application = buildApplication(
            engine: engine, configuration: settings.server, readPlaybook: Wiring.readPlaybook,
            logger: logger
        ) { [demo] port in
            greet(host: settings.server.host, port: port, demo: demo, secrets: secrets)
        }
        let courier = HTTPCourier(
            time: engine.time, baseURL: settings.publicURL,
            allowPrivateAddresses: settings.allowsPrivate)
        let group = ServiceGroup(
            services: [
                application, ClockService(engine: engine, logger: logger),
                OutboxService(outbox: Outbox(engine: engine, courier: courier), logger: logger),
                HousekeepingService(engine: engine, logger: logger),
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
    }

    private func greet(host: String, port: Int, demo: Bool, secrets: [DemoSignIn]) {
        say("Baton listens on http://\(host):\(port)")
        for secret in secrets { say("  \(secret.name): \(secret.secret)") }
        if demo, let secret = secrets.first?.secret {
            say("Try: curl -H 'Authorization: Bearer \(secret)' http://\(host):\(port)/api/v1/leads?limit=5")
        }
    }
}

/// Writes a line at once, also into a pipe.
private func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// The options of `serve`, each also by environment.
struct Settings {
    var server = ServerConfiguration()
    var publicURL: String?
    var allowsPrivate: Bool
    var logsJSON: Bool

    init(_ options: Serve) throws {
        let environment = ProcessInfo.processInfo.environment
        server.host = options.host ?? environment["BATON_HOST"] ?? server.host
        if let text = environment["BATON_PORT"], options.port == nil {
            guard let port = Int(text), (0...65_535).contains(port) else {
                throw Failure("BATON_PORT is '\(text)'; it must be a number from 0 to 65535.")
            }
            server.port = port
        }
        server.port = options.port ?? server.port
        let proxies = options.trustedProxies ?? environment["BATON_TRUSTED_PROXIES"] ?? ""
        server.trustedProxies = Set(proxies.split(separator: ",").map(String.init))
        publicURL = options.publicURL ?? environment["BATON_PUBLIC_URL"]
        allowsPrivate = options.allowPrivateWebhooks || environment["BATON_ALLOW_PRIVATE_WEBHOOKS"] == "1"
        logsJSON = environment["BATON_LOG_FORMAT"] == "json"
    }
}
