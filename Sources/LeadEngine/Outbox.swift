package import LeadRules
import Synchronization

/// Carries one message to one endpoint.
package protocol Courier: Sendable {
    func deliver(_ message: OutgoingMessage, to endpoint: Endpoint) async -> Delivery
}

/// How a try to deliver ended.
package enum Delivery: Hashable, Sendable {
    case delivered(status: Int)
    /// May be tried again, not before `retryAfter` where the receiver said so.
    case failed(status: Int?, error: String, retryAfter: TimeSpan?)
    /// The receiver wants no more (410).
    case gone(status: Int)
}

/// Takes messages that are due and gives them to the courier. Every try is kept.
///
/// Endpoints go beside each other and never wait for one another; one endpoint's messages go one
/// by one. A message is sent at least once: one that was under way in a crash is sent again, under
/// the same id, when its claim has lapsed.
package final class Outbox: Sendable {
    /// How long a message belongs to the process that took it: longer than any try lasts.
    static let claim = TimeSpan.minutes(2)

    private let engine: Engine
    private let courier: any Courier
    private let lines = Mutex(Lines())

    package init(engine: Engine, courier: any Courier) {
        self.engine = engine
        self.courier = courier
    }

    /// Sends what is due now and waits until all of it is done.
    ///
    /// - Returns: how many tries were made.
    @discardableResult
    package func run() async throws -> Int {
        let due = try await endpointsDue()
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for endpoint in due where begin(endpoint) {
                group.addTask { [self] in
                    defer { end(endpoint) }
                    return try await sendAll(to: endpoint)
                }
            }
            return try await group.reduce(0, +)
        }
    }

    /// Runs until cancelled, looking twice a second.
    package func keepRunning(onFailure: @escaping @Sendable (any Error) -> Void) async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                do {
                    for endpoint in try await endpointsDue() where begin(endpoint) {
                        group.addTask { [self] in
                            defer { end(endpoint) }
                            do { _ = try await sendAll(to: endpoint) } catch { onFailure(error) }
                        }
                    }
                } catch { onFailure(error) }
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    private func endpointsDue() async throws -> [Int64] {
        let now = engine.time.now()
        let due = try await engine.store.read { transaction in
            try transaction.endpoints().filter {
                try $0.disabledBecause == nil
                    && !transaction.dueMessages(of: $0.id, at: now, limit: 1).isEmpty
            }.map(\.id)
        }
        return lines.withLock { lines in due.filter { !lines.rests($0, at: now) } }
    }

    private func begin(_ endpoint: Int64) -> Bool {
        lines.withLock { $0.busy.insert(endpoint).inserted }
    }
    private func end(_ endpoint: Int64) { _ = lines.withLock { $0.busy.remove(endpoint) } }

    private func sendAll(to id: Int64) async throws -> Int {
        var tries = 0
        while !Task.isCancelled, let (message, endpoint) = try await take(from: id) {
            let started = ContinuousClock.now
            let delivery = await courier.deliver(message, to: endpoint)
            if Task.isCancelled, case .failed(nil, _, _) = delivery {
                try await putBack(message)
                break
            }
            tries += 1
            try await note(delivery, of: message, spent: started.duration(to: .now))
            let now = engine.time.now()
            let rests = lines.withLock { $0.note(delivery, from: id, at: now) }
            if rests { break }
            // Slack takes about one message a second for a channel.
            if endpoint.kind == .slack { try? await Task.sleep(for: .seconds(1)) }
        }
        return tries
    }

    /// The endpoint's next message, claimed so that no other process sends it too.
    private func take(from id: Int64) async throws -> (OutgoingMessage, Endpoint)? {
        try await engine.submit { transaction, now in
            guard let endpoint = try transaction.endpoint(id), endpoint.disabledBecause == nil,
                let message = try transaction.dueMessages(of: id, at: now, limit: 1).first
            else { return nil }
            var claimed = message
            claimed.nextAt = now + Self.claim
            try transaction.save(claimed)
            return (message, endpoint)
        }
    }

    /// Gives up a claim: the try was cut short by our own end, not by the receiver.
    private func putBack(_ message: OutgoingMessage) async throws {
        try await engine.submit { transaction, _ in try transaction.save(message) }
    }

    /// Keeps what came of a try.
    private func note(_ delivery: Delivery, of message: OutgoingMessage, spent: Duration)
        async throws
    {
        try await engine.submit { [engine] transaction, now in
            guard var message = try transaction.message(message.id) else { return }
            try transaction.keep(DeliveryAttempt(delivery, of: message.id, at: now, spent: spent))
            message.note(delivery, at: now)
            try transaction.save(message)
            guard var endpoint = try transaction.endpoint(message.endpoint),
                let reason = try Self.reasonToStop(after: delivery, of: message, in: transaction)
            else { return }
            endpoint.disabledBecause = reason
            try transaction.save(endpoint)
            // What a receiver answers may hold anything; only that it failed goes into the journal.
            let change = message.state == .failed ? "does not take its messages" : "wants no more"
            try engine.note(
                "switched off, since it \(change)", endpoint, as: NoteSetting.delivery,
                by: .system, at: now, in: transaction)
        }
    }

    /// An endpoint is switched off when it wants no more, and when a message was tried to the end
    /// of the schedule and no later one came through either.
    private static func reasonToStop(
        after delivery: Delivery, of message: OutgoingMessage, in transaction: any Transaction
    ) throws -> String? {
        if case .gone(let status) = delivery {
            return "The receiver answered \(status): it wants no more."
        }
        guard message.state == .failed else { return nil }
        let latest = try transaction.messages(
            endpoint: message.endpoint, state: .delivered, Page(limit: 1, newestFirst: true)
        ).first
        if let at = latest?.deliveredAt, at > message.createdAt { return nil }
        return "\(message.attempts) tries of message \(message.id) failed, the last: "
            + (message.lastError ?? "unknown")
    }
}

/// What this process knows of its endpoints between messages.
private struct Lines {
    /// Endpoints that something is being sent to.
    var busy: Set<Int64> = []
    var failuresInARow: [Int64: Int] = [:]
    var restsUntil: [Int64: Instant] = [:]

    func rests(_ endpoint: Int64, at now: Instant) -> Bool {
        restsUntil[endpoint].map { $0 > now } ?? false
    }

    /// Lets an endpoint rest as long as it asks to, and a while when it keeps failing, so that a
    /// long queue is not spent on a receiver that is down. True when it rests now.
    mutating func note(_ delivery: Delivery, from endpoint: Int64, at now: Instant) -> Bool {
        restsUntil[endpoint] = nil
        guard case .failed(_, _, let retryAfter) = delivery else {
            failuresInARow[endpoint] = nil
            return false
        }
        failuresInARow[endpoint, default: 0] += 1
        let keepsFailing = failuresInARow[endpoint, default: 0] >= 3
        guard let rest = retryAfter ?? (keepsFailing ? .seconds(5) : nil) else { return false }
        restsUntil[endpoint] = now + rest
        return true
    }
}

extension DeliveryAttempt {
    fileprivate init(_ delivery: Delivery, of message: Int64, at now: Instant, spent: Duration) {
        let (seconds, attoseconds) = spent.components
        self.init(
            message: message, at: now, status: nil, error: nil,
            milliseconds: Int(seconds * 1000 + attoseconds / 1_000_000_000_000_000))
        switch delivery {
        case .delivered(let status): self.status = status
        case .gone(let status): (self.status, error) = (status, "gone")
        case .failed(let status, let error, _): (self.status, self.error) = (status, error)
        }
    }
}

extension OutgoingMessage {
    fileprivate mutating func note(_ delivery: Delivery, at now: Instant) {
        attempts += 1
        switch delivery {
        case .delivered:
            (state, deliveredAt, nextAt, lastError) = (.delivered, now, nil, nil)
        case .gone(let status):
            // It waits, due at once, for the endpoint to be switched on again.
            (nextAt, lastError) = (now, "gone (\(status))")
        case .failed(_, let error, let retryAfter):
            nextAt = RetrySchedule.next(after: attempts, of: id, at: now).map {
                max($0, now + (retryAfter ?? .zero))
            }
            lastError = error
            if nextAt == nil { state = .failed }
        }
    }
}

extension Transaction {
    func endpoint(_ id: Int64) throws -> Endpoint? { try endpoints().first { $0.id == id } }
}
