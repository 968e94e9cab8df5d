import Intake
import LeadEngine
import LeadRules

/// What brings messages and forms from outside, as networks and clients do: now and then twice, late,
/// and in another order. What came of them is remembered, to be held against the journal.
package struct Post {
    private var chance: Chance
    /// Page views and tracked events that were answered, by message id.
    package private(set) var acknowledged: Set<String> = []
    /// Forms that were sent, by their key: a client that was not answered sends the same again.
    fileprivate var forms: [String: RawLead] = [:]
    /// What the first answer to each form was.
    private var answers: [String: String] = [:]
    package private(set) var repeated = 0
    package private(set) var reordered = 0
    /// Forms that were answered twice, each time otherwise.
    package private(set) var contradictions: [String] = []

    package init(seed: UInt64) { chance = Chance(seed: seed) }

    struct Parcel {
        var wait: TimeSpan
        var messages: [TrackedMessage]
    }

    /// Parts of a batch, and when each arrives. What comes twice comes in both.
    fileprivate mutating func parcels(_ messages: [TrackedMessage]) -> [Parcel] {
        var first = messages
        var parcels: [Parcel] = []
        if chance.happens(0.2) {
            first = shuffled(first)
            reordered += 1
        }
        if first.count > 1, chance.happens(0.2) {
            let late = 1 + chance.below(first.count - 1)
            parcels.append(Parcel(wait: wait(), messages: Array(first.prefix(late))))
            first.removeFirst(late)
            reordered += 1
        }
        if chance.happens(0.15) {
            parcels.append(Parcel(wait: wait(), messages: shuffled(messages)))
            repeated += 1
        }
        return [Parcel(wait: .zero, messages: first)] + parcels
    }

    /// When the same form comes again; nil when it does not.
    fileprivate mutating func repeats() -> TimeSpan? {
        guard chance.happens(0.15) else { return nil }
        repeated += 1
        return wait()
    }

    fileprivate mutating func note(_ messages: [TrackedMessage]) {
        for message in messages where message.properties[Self.idProperty] != nil {
            acknowledged.insert(message.id)
        }
    }

    fileprivate mutating func note(_ answer: String, to form: String) {
        if let before = answers[form], before != answer {
            contradictions.append("\(form): \(before), then \(answer)")
        }
        answers[form] = answer
    }

    /// The property of an activity that tells which message it came in by.
    package static let idProperty = "message_id"

    private mutating func wait() -> TimeSpan { .minutes(Int64(1 + chance.below(20 * 60))) }

    private mutating func shuffled(_ messages: [TrackedMessage]) -> [TrackedMessage] {
        var rest = messages
        return messages.indices.map { _ in rest.remove(at: chance.below(rest.count)) }
    }
}

extension DemoWorkspace {
    /// Sends a batch: at once and in order, or as the post brings it.
    mutating func send(_ messages: [TrackedMessage]) async throws {
        guard post != nil else { return try await arrive(messages) }
        let marked = messages.map { message in
            var message = message
            if message.kind != .identify {
                message.properties[Post.idProperty] = .text(message.id)
            }
            return message
        }
        for parcel in post?.parcels(marked) ?? [] {
            if parcel.wait == .zero {
                try await arrive(parcel.messages)
            } else {
                agenda.add(time.now() + parcel.wait, .arrive(parcel.messages))
            }
        }
    }

    mutating func arrive(_ messages: [TrackedMessage]) async throws {
        _ = try await engine.handle(Track(messages: messages), by: .system)
        post?.note(messages)
    }

    /// Sends a form, which has a key of its own where the post may bring it twice.
    mutating func send(_ raw: RawLead, number: Int) async throws -> LeadID? {
        guard post != nil else {
            return try await engine.handle(raw.capture(defaultRegion: "KR"), by: .system).answer
                .lead
        }
        let form = "form-\(number)"
        let sent = post?.forms[form] ?? raw
        post?.forms[form] = sent
        if let wait = post?.repeats() { agenda.add(time.now() + wait, .sendAgain(form)) }
        return try await arrive(sent, form)
    }

    /// The client sends the same form again, under the same key.
    mutating func sendAgain(_ form: String) async throws {
        guard let sent = post?.forms[form] else { return }
        _ = try await arrive(sent, form)
    }

    private mutating func arrive(_ raw: RawLead, _ form: String) async throws -> LeadID? {
        let came = try await engine.handle(
            raw.capture(defaultRegion: "KR"), by: .system,
            once: OnceKey(key: form, fingerprint: form))
        let lead: LeadID
        switch came {
        case .done(let outcome): lead = outcome.answer.lead
        case .before(let answer): lead = answer.lead
        case .replied: return nil
        }
        post?.note("\(lead)", to: form)
        return lead
    }
}
