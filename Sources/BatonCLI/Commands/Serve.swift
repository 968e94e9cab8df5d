import ArgumentParser
import Connectors
import Foundation
import Hummingbird
import LeadEngine
import LeadRules
import Logging
import PlaybookFile
import ServiceLifecycle
import Synchronization
import UnixSignals
import WebServer

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the server: API, tracking intake, clocks and outbox.",
        discussion: """
            Ends on SIGTERM or Ctrl-C when the requests under way are answered. Log lines go to \
            standard error; BATON_LOG_FORMAT=json makes each a JSON object.
            """)
    @Option(
        help: ArgumentHelp(
            "The address to listen on (environment: BATON_HOST; 127.0.0.1 when left out).",
            valueName: "address"))
    var host: String?
    @Option(
        help: ArgumentHelp(
            "The port; 0 takes any free one (environment: BATON_PORT; 8080 when left out).",
            valueName: "number"))
    var port: Int?
    @Flag(
        help:
            "Fill a fresh workspace with a made-up team and its weeks (environment: BATON_DEMO=1).")
    var demo = false
    @Option(
        help: ArgumentHelp(
            "The address of this server as others reach it (environment: BATON_PUBLIC_URL).",
            valueName: "url"))
    var publicURL: String?
    @Flag(
        help: "Let webhooks go to private addresses (environment: BATON_ALLOW_PRIVATE_WEBHOOKS=1).")
    var allowPrivateWebhooks = false
    @Option(
        help: ArgumentHelp(
            """
            Proxies whose X-Forwarded-For is believed, separated by commas (environment: \
            BATON_TRUSTED_PROXIES).
            """, valueName: "addresses"))
    var trustedProxies: String?
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let settings = try Settings(self)
        LoggingSystem.bootstrap { ServerLog.handler($0, json: settings.logsJSON) }
        let logger = Logger(label: "baton")
        let demo = settings.demo ? try await DemoStart.fill(store) : nil
        let engine = try Engine(store: Wiring.store(store), time: SystemTime())
        defer { engine.close() }
        var server = settings.server
        server.demoSignIns = demo?.signIns ?? []
        let isSetUp = try await engine.store.read { try $0.hasPasswords() }
        server.setUpCode = isSetUp ? nil : SignInSecret.random()
        let configuration = server
        let isListening = Atomic(false)
        let application = try buildApplication(
            engine: engine, configuration: configuration, readPlaybook: Wiring.readPlaybook,
            tools: PageWiring.tools(engine), logger: logger
        ) { port in
            isListening.store(true, ordering: .relaxed)
            greet(configuration, port: port, demo: demo)
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
        do {
            try await group.run()
        } catch  where !isListening.load(ordering: .relaxed) {
            throw Failure(
                "Baton cannot listen on \(server.host):\(server.port) (\(error)). Is another server "
                    + "running there? Choose with --host and --port.")
        }
    }

    private func greet(_ server: ServerConfiguration, port: Int, demo: DemoStart.Keys?) {
        let address = "http://\(server.host):\(port)"
        say("Baton listens on \(address)")
        if let code = server.setUpCode { say("Set it up: \(address)/set-up?code=\(code)") }
        guard let demo else { return }
        say("Sign in with the password \(DemoStart.password) as:")
        for person in demo.signIns {
            say("  \(person.email)  \(person.name), \(person.role.rawValue)")
        }
        say("Or call the API:")
        say(
            "  curl -H 'Authorization: Bearer \(demo.everything)' '\(address)/api/v1/leads?limit=5'"
        )
    }
}

/// Writes a line at once.
private func say(_ line: String) {
    Console.tell(line + "\n", on: STDOUT_FILENO)
}
