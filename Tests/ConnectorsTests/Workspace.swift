import Connectors
import LeadEngine
import LeadRules
import Storage
import TestStores

/// A workspace in memory with one AE and a playbook that asks for little.
struct Workspace {
    static let receiver = MemberID(1)

    let time: SetTime
    let engine: Engine
    let store: any Store

    init(at start: Instant = Instant(seconds: 1_772_442_000)) async throws {
        var source = SourceRule()
        source.id = "web"
        var handoff = HandoffRule()
        handoff.id = "direct"
        handoff.from = [.marketing]
        var playbook = Playbook()
        playbook.intake.sources = [source]
        playbook.intake.fallbackSource = "web"
        playbook.handoffs = [handoff]
        time = SetTime(start)
        store = try TestStore.make(PlaybookShelf { [playbook] _ in playbook })
        engine = try Engine(store: store, time: time)
        _ = try await engine.activate("-", name: "test", digest: "-", by: .system)
        let member = MemberProfile(name: "Mina", email: "mina@example.com", role: .ae)
        _ = try await engine.handle(AddMember(profile: member), by: .system)
    }

    /// An outbox as another process would have it: it shares nothing but the store.
    func outbox(timeout: TimeSpan = .seconds(20), baseURL: String? = nil) -> Outbox {
        Outbox(
            engine: engine,
            courier: HTTPCourier(
                time: time, baseURL: baseURL, allowPrivateAddresses: true,
                hasSlackButtons: true, timeout: timeout))
    }

    @discardableResult
    func capture(_ name: String) async throws -> LeadID {
        var contact = Contact()
        contact.name = name
        return try await engine.handle(
            CaptureLead(contact: contact, origin: Origin()), by: .system
        ).answer.lead
    }

    func handOver(_ lead: LeadID) async throws {
        _ = try await engine.handle(
            OpenHandoff(lead: lead, kind: "direct", receiver: Self.receiver), by: .system)
    }

    /// A webhook that is told of captured leads.
    func addWebhook(_ url: String, events: [String] = ["lead.captured"]) async throws -> Int64 {
        try await engine.add(
            EndpointDraft(kind: .webhook, url: url, events: events), by: .system
        ).id
    }

    func messages(to endpoint: Int64) async throws -> [OutgoingMessage] {
        try await store.read {
            try $0.messages(endpoint: endpoint, state: nil, Page(limit: 1000))
        }
    }

    func attempts(of message: OutgoingMessage) async throws -> [DeliveryAttempt] {
        try await store.read { try $0.attempts(of: message.id) }
    }

    func forgetMessages(deliveredBefore moment: Instant) async throws {
        try await engine.submit { transaction, _ in
            try transaction.forgetMessages(deliveredBefore: moment)
        }
    }

    func endpoint(_ id: Int64) async throws -> Endpoint? {
        try await store.read { try $0.endpoints().first { $0.id == id } }
    }

    func pass(_ span: TimeSpan) { time.set(time.now() + span) }
}
