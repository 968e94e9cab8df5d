import LeadEngine
import LeadRules
import Synchronization

/// What the routes work with.
final class Workspace: Sendable {
    let engine: Engine
    let configuration: ServerConfiguration
    let readPlaybook: @Sendable (String) throws -> Playbook
    let tools: PageTools
    let files: PageFiles
    let live: LiveHub
    let guesses = GuessLimit()
    let knownKeys = KnownKeys()
    let sheets = RenderedSheets()
    let metrics = ServerMetrics()
    let rates: RateLimit
    let keysUnderWay = Mutex<Set<String>>([])
    private let current = Mutex<(version: Int, playbook: Playbook)?>(nil)

    init(
        engine: Engine, configuration: ServerConfiguration,
        readPlaybook: @escaping @Sendable (String) throws -> Playbook, tools: PageTools
    ) throws {
        self.engine = engine
        self.configuration = configuration
        self.readPlaybook = readPlaybook
        self.tools = tools
        files = try PageFiles()
        live = LiveHub(engine: engine)
        rates = RateLimit(perMinute: configuration.requestsPerMinute)
    }

    var now: Instant { engine.time.now() }

    /// The playbook that is the policy now. A version never changes, so it is read once.
    func playbook() async throws -> Playbook {
        guard let version = engine.activeVersion(at: now)?.version else {
            throw Refusal(
                .refused, "no-playbook",
                "No playbook is active yet. Activate one: baton playbook activate FILE.")
        }
        if let known = current.withLock({ $0 }), known.version == version { return known.playbook }
        let playbook = try await engine.store.read { try $0.playbook(version: version) }
        current.withLock { $0 = (version, playbook) }
        return playbook
    }
}
