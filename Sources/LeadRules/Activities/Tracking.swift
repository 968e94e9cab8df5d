/// One message of the tracking intake, in the playbook's terms.
package struct TrackedMessage: Hashable, Sendable {
    /// Unique per message, for finding repeats.
    package var id: String
    package var kind: Kind
    /// As the client calls it: `track`, `page`, `screen`, ...
    package var type: String
    package var at: Instant
    package var anonymousID: String?
    package var userID: String?
    /// Properties, traits, and the page's path, url, title and referrer, by name.
    package var properties: [String: Value]
    /// For an identify: who it is.
    package var contact: Contact?
    package var origin: Origin
    package var ip: String?
    /// What an identify says of the person, as it came.
    package var stated: [String: Value] = [:]

    package enum Kind: Hashable, Sendable {
        case track(String)
        case page(String)
        case identify
        case group(String)
        case alias(String)

        var type: String {
            switch self {
            case .track: "track"
            case .page: "page"
            case .identify: "identify"
            case .group: "group"
            case .alias: "alias"
            }
        }
    }

    package init(
        id: String, kind: Kind, type: String? = nil, at: Instant, anonymousID: String?,
        userID: String?, properties: [String: Value], contact: Contact?, origin: Origin, ip: String?
    ) {
        self.id = id
        self.kind = kind
        self.type = type ?? kind.type
        self.at = at
        self.anonymousID = anonymousID
        self.userID = userID
        self.properties = properties
        self.contact = contact
        self.origin = origin
        self.ip = ip
    }
}

/// A batch of tracked messages, taken in together; messages seen before are passed over.
package struct Track: Command {
    package var messages: [TrackedMessage]
    package init(messages: [TrackedMessage]) { self.messages = messages }

    package struct Answer: Hashable, Sendable {
        package var taken = 0
        package var repeated = 0
    }

    package func decide(_ decision: inout Decision) throws -> Answer {
        var answer = Answer()
        var hands: [LeadID: HandRaise] = [:]
        var touched: [LeadID] = []
        var known = try decision.world.known(messages: messages.map(\.id))
        for message in messages {
            guard known.insert(message.id).inserted else {
                answer.repeated += 1
                continue
            }
            decision.world.remember(message: message.id)
            answer.taken += 1
            guard let (lead, hand) = try decision.take(message) else { continue }
            if !touched.contains(lead) { touched.append(lead) }
            hands[lead] = hands[lead] ?? hand
        }
        // Once per lead and batch, however many messages it sent.
        for lead in touched { try decision.reconsider(lead, handRaise: hands[lead]) }
        return answer
    }
}

extension Decision {
    /// Takes in one message; answers with the lead it concerns, when there is one yet.
    fileprivate mutating func take(_ message: TrackedMessage) throws -> (LeadID, HandRaise?)? {
        switch message.kind {
        case .identify: return try identify(message).map { ($0, nil) }
        case .alias(let previous): return try alias(message, previous).map { ($0, nil) }
        case .group: return try group(message).map { ($0, nil) }
        case .track, .page: return try count(message)
        }
    }

    /// The visitor key under which a message's activity is kept while there is no lead.
    private func visitorKey(_ message: TrackedMessage) -> String? {
        message.anonymousID ?? message.userID.map { "user:\($0)" }
    }

    private mutating func lead(of message: TrackedMessage) throws -> LeadID? {
        for key in message.visitorKeys {
            if let id = try lead(ofVisitor: key) { return id }
        }
        return nil
    }

    private mutating func lead(ofVisitor key: String) throws -> LeadID? {
        try world.visitor(key)?.lead.map { try world.kept($0) }
    }

    private mutating func identify(_ message: TrackedMessage) throws -> LeadID? {
        guard let contact = message.contact, contact.email != nil || contact.phone != nil else {
            let known = try lead(of: message)
            if let known { try change(known, contact: nil, by: message) }
            return known
        }
        let id: LeadID
        if let known = try lead(of: message), try isSamePerson(known, contact, message) {
            try change(known, contact: contact, by: message)
            id = known
        } else {
            id = try CaptureLead(
                contact: contact, origin: message.origin, attributes: message.properties,
                at: min(message.at, now), stated: message.stated, observed: message.observed
            ).decide(&self).lead
        }
        for key in message.visitorKeys { try join(visitor: key, to: id) }
        return id
    }

    /// A browser that several people use knows more than one mail address; a user has one.
    private mutating func isSamePerson(
        _ known: LeadID, _ contact: Contact, _ message: TrackedMessage
    ) throws -> Bool {
        if let user = message.userID, try lead(ofVisitor: "user:\(user)") == known { return true }
        guard let email = contact.emailKey, let mine = try world.lead(known).contact.emailKey else {
            return true
        }
        return email == mine
    }

    private mutating func alias(_ message: TrackedMessage, _ previous: String) throws -> LeadID? {
        let former = try lead(ofVisitor: previous) ?? lead(ofVisitor: "user:\(previous)")
        let current = try lead(of: message)
        guard let id = current ?? former else { return nil }
        for key in [previous, message.userID.map { "user:\($0)" }].compactMap(\.self) {
            try join(visitor: key, to: id)
        }
        if let former, let current, former != current, try !isProposed(former, current) {
            try propose(
                keep: min(former, current), absorb: max(former, current), match: .externalID)
        }
        return id
    }

    /// Group traits are facts of the account.
    private mutating func group(_ message: TrackedMessage) throws -> LeadID? {
        guard let id = try lead(of: message), let account = try world.lead(id).account else {
            return nil
        }
        let row = try world.account(account)
        let fresh = message.properties.filter { row.attributes[$0.key] != $0.value }
        if !fresh.isEmpty {
            try record(
                AccountChanged(
                    account: account, name: fresh["name"]?.text ?? row.name, owner: row.owner,
                    attributes: fresh))
        }
        return id
    }

    private mutating func count(_ message: TrackedMessage) throws -> (LeadID, HandRaise?)? {
        let rules = playbook.tracking(of: MessageFacts(message))
        let kind = rules.lazy.compactMap(\.activity).first ?? message.name
        var counts: [String: Double] = [:]
        for rule in rules {
            guard let name = rule.count else { continue }
            let times = rule.by.flatMap { message.properties[$0]?.number } ?? 1
            counts[name] = Value.bounded((counts[name] ?? 0) + times)
        }
        let activity = Activity(
            kind: kind, at: min(message.at, now), properties: message.properties, ip: message.ip)
        if let id = try lead(of: message) {
            try recordActivity(activity, of: id, counts: counts, observed: message.observed)
            return (id, playbook.handRaise(by: activity))
        }
        guard let key = visitorKey(message) else { return nil }
        try recordActivity(
            activity, ofVisitor: key, counts: counts, observed: message.observed)
        return nil
    }

    private mutating func change(
        _ id: LeadID, contact: Contact?, by message: TrackedMessage
    ) throws {
        let known = try world.lead(id).contact
        var change = ChangeLead(
            lead: id, contact: contact.map { known.filled(from: $0) },
            attributes: message.properties)
        change.stated = message.stated
        change.observed = message.observed
        _ = try change.decide(&self)
    }
}

extension TrackedMessage {
    /// The visitors that the message speaks of, the user before the browser.
    var visitorKeys: [String] {
        [userID.map { "user:\($0)" }, anonymousID].compactMap(\.self)
    }

    var name: String {
        switch kind {
        case .track(let event): event
        case .page: "page-visit"
        case .identify: "identify"
        case .group: "group"
        case .alias: "alias"
        }
    }

}

/// What tracking rules may ask of a message. A class, because dozens of conditions look at it.
private final class MessageFacts {
    private let type: Value?
    private let event: Value?
    private let page: Value?
    private let properties: [String: Value]

    init(_ message: TrackedMessage) {
        properties = message.properties
        switch message.kind {
        case .track(let name): (type, event, page) = ("track", .text(name), nil)
        case .page(let name): (type, event, page) = ("page", nil, .text(name))
        case .identify, .group, .alias: (type, event, page) = (nil, nil, nil)
        }
    }

    func callAsFunction(_ name: String) -> Value? {
        let own: Value? =
            switch name {
            case "type": type
            case "event": event
            case "page": page
            default: nil
            }
        return own ?? properties[name]
    }
}

extension Playbook {
    /// The rules that hold for a message, in their order.
    fileprivate func tracking(of facts: MessageFacts) -> [TrackingRule] {
        var rules: [TrackingRule] = []
        for index in tracking.indices where tracking[index].when.holds({ facts($0) }) {
            rules.append(tracking[index])
        }
        return rules
    }
}
