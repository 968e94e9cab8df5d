/// A person showed interest: takes them in as a lead, once.
package struct CaptureLead: Command {
    package var contact: Contact
    package var origin: Origin
    package var attributes: [String: Value]
    /// Domain of the company, where stated apart from the mail address.
    package var companyDomain: String?
    /// When it happened; the time of the decision when nil (history that is brought in says it).
    package var at: Instant?
    /// The anonymous id under which the person was seen before.
    package var visitor: String?
    /// What was said of the person, field by field, as it came.
    package var stated: [String: Value]
    /// The tracking message that said it.
    package var observed: Observed?
    /// What whoever takes the person in wants to remember of them.
    package var note: String?

    package init(
        contact: Contact, origin: Origin, attributes: [String: Value] = [:],
        companyDomain: String? = nil, at: Instant? = nil, visitor: String? = nil,
        stated: [String: Value] = [:], observed: Observed? = nil
    ) {
        self.contact = contact
        self.origin = origin
        self.attributes = attributes
        self.companyDomain = companyDomain
        self.at = at
        self.visitor = visitor
        self.stated = stated
        self.observed = observed
    }

    package struct Answer: Hashable, Sendable {
        package var lead: LeadID
        /// False when the person was known already.
        package var isNew: Bool
    }

    package func decide(_ decision: inout Decision) throws -> Answer {
        try check(decision)
        let origin = try decision.playbook.complete(origin)
        let account = try decision.matchAccount(
            domain: companyDomain ?? contact.emailDomain, contact: contact)
        let identity = try decision.identify(contact, origin, account: account)
        let answer: Answer
        var isNews = true
        if case .certain(let id, _) = identity {
            isNews = try decision.recapture(self, as: id, origin: origin)
            answer = Answer(lead: id, isNew: false)
        } else {
            answer = Answer(
                lead: try decision.capture(self, origin: origin, account: account), isNew: true)
            if case .doubtful(let id, let match) = identity {
                try decision.propose(keep: id, absorb: answer.lead, match: match)
            }
        }
        if let visitor { try decision.join(visitor: visitor, to: answer.lead) }
        let at = at ?? decision.now
        if isNews { try decision.countCapture(of: answer.lead, source: origin.source, at: at) }
        try decision.reconsider(
            answer.lead,
            handRaise: isNews ? decision.playbook.handRaise(from: origin.source, at: at) : nil)
        try keepNote(on: answer.lead, &decision)
        return answer
    }

    private func keepNote(on lead: LeadID, _ decision: inout Decision) throws {
        guard let note else { return }
        let activity = Activity(
            kind: "note", at: decision.now, properties: ["title": .text(note)], note: note)
        _ = try RecordActivity(lead: lead, activity: activity).decide(&decision)
    }

    private func check(_ decision: Decision) throws {
        let reachable = contact.email != nil || contact.phone != nil || !contact.name.isEmpty
        guard reachable || origin.externalID != nil else {
            throw Refusal.invalid(
                field: "email", "A lead needs a mail address, a phone number or a name.")
        }
        if let at, at > decision.now + .minutes(5) {
            throw Refusal.invalid(field: "at", "The capture lies in the future (\(at.rfc3339)).")
        }
    }
}

extension Playbook {
    /// The origin with what the playbook says of its source.
    func complete(_ origin: Origin) throws -> Origin {
        var origin = origin
        if origin.source.isEmpty { origin.source = intake.fallbackSource }
        guard let rule = sourceRule(origin.source) else {
            throw Refusal.unknown(
                "source", origin.source, field: "source", known: intake.sources.map(\.id))
        }
        origin.group = rule.group
        origin.grade = rule.grade
        origin.temperature = rule.temperature
        return origin
    }

    /// What holds for leads of a source: its own rule, else that of the fallback source.
    func sourceRule(_ id: String) -> SourceRule? { source(id) ?? source(intake.fallbackSource) }
}

extension Decision {
    fileprivate mutating func capture(_ command: CaptureLead, origin: Origin, account: AccountID?)
        throws -> LeadID
    {
        let id: LeadID = nextID(\.lead)
        let at = command.at ?? now
        var lead = Lead(id: id, capturedAt: at)
        lead.contact = command.contact
        lead.origin = origin
        lead.attributes = command.attributes
        let known = try account.map { try world.account($0) }
        let segment = playbook.segment(for: LeadFacts(lead: lead, account: known))
        try record(
            LeadCaptured(
                leadID: id, at: at, contact: command.contact, origin: origin,
                attributes: command.attributes, stated: command.stated,
                observed: command.observed, account: account, segment: segment?.id,
                contactDueAt: at + (playbook.sourceRule(origin.source)?.contactAfter ?? .zero)))
        try verifyCapture(of: id)
        return id
    }

    /// Answers whether the capture is news: the same row of a file, or the same form sent twice,
    /// is none.
    fileprivate mutating func recapture(_ command: CaptureLead, as id: LeadID, origin: Origin)
        throws -> Bool
    {
        let lead = try world.lead(id)
        let contact = lead.contact.filled(from: command.contact)
        let fresh = command.attributes.filter { lead.attributes[$0.key] == nil }
        let account =
            try lead.account
            ?? matchAccount(
                domain: command.companyDomain ?? contact.emailDomain, contact: contact)
        let isSame = contact == lead.contact && fresh.isEmpty && account == lead.account
        if isSame, command.origin.externalID != nil, lead.origin.externalID == origin.externalID {
            return false
        }
        var after = lead
        after.contact = contact
        after.attributes.merge(fresh) { old, _ in old }
        let at = command.at ?? now
        try record(
            LeadRecaptured(
                leadID: id, at: at, contact: contact, origin: origin, attributes: fresh,
                stated: command.stated.merging(
                    command.attributes.filter { lead.attributes[$0.key] != $0.value }
                ) { field, _ in field },
                observed: command.observed,
                account: account, segment: try segment(of: after, account: account),
                contactDueAt: at + (playbook.sourceRule(origin.source)?.contactAfter ?? .zero)))
        return true
    }

    /// The capture itself counts as an activity where the source says so.
    fileprivate mutating func countCapture(of lead: LeadID, source: String, at: Instant) throws {
        guard let kind = playbook.sourceRule(source)?.activity else { return }
        try recordActivity(Activity(kind: kind, at: at), of: lead)
    }

    /// The account of a domain, opened when it is new. Free mail makes none.
    mutating func matchAccount(domain: String?, contact: Contact) throws -> AccountID? {
        guard let domain = domain?.lowercased(), !domain.isEmpty else { return nil }
        let isPrivate = !contact.findings.allSatisfy { $0 != .emailFree && $0 != .emailDisposable }
        // A company's domain that was stated apart from a private mail address counts.
        guard !isPrivate || domain != contact.emailDomain else { return nil }
        if let known = try world.account(domain: domain) { return known.id }
        let id: AccountID = nextID(\.account)
        try record(AccountOpened(account: id, domain: domain, name: contact.company ?? domain))
        return id
    }
}

extension Contact {
    /// This contact, with its gaps filled from another.
    func filled(from other: Contact) -> Contact {
        var filled = self
        if name.isEmpty {
            filled.name = other.name
            filled.nameKey = other.nameKey
        }
        if email == nil {
            filled.email = other.email
            filled.emailKey = other.emailKey
            filled.emailDomain = other.emailDomain
            filled.findings += other.findings.filter { !findings.contains($0) }
        }
        filled.phone = phone ?? other.phone
        filled.title = title ?? other.title
        filled.company = company ?? other.company
        filled.country = country ?? other.country
        filled.region = region ?? other.region
        filled.language = language ?? other.language
        return filled
    }
}

package struct LeadCaptured: Event {
    package static let name = "lead.captured"
    package let leadID: LeadID
    package let at: Instant
    package let contact: Contact
    package let origin: Origin
    package let attributes: [String: Value]
    /// The fields of the contact and the origin as they came.
    package let stated: [String: Value]
    package let observed: Observed?
    package let account: AccountID?
    package let segment: String?
    package let contactDueAt: Instant?
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) {
        var lead = Lead(id: leadID, capturedAt: at)
        lead.contact = contact
        lead.origin = origin
        lead.attributes = attributes
        lead.account = account
        lead.segment = segment
        lead.work.contactDueAt = contactDueAt
        world.add(lead)
    }
}

package struct LeadRecaptured: Event {
    package static let name = "lead.recaptured"
    package let leadID: LeadID
    package let at: Instant
    /// The contact with its gaps filled.
    package let contact: Contact
    /// Where the person came from this time; the first origin stays the lead's own.
    package let origin: Origin
    /// Attributes that were not known before.
    package let attributes: [String: Value]
    /// What was said this time, as it came: every field, and each attribute that is not known to be
    /// just that, also where another stands.
    package let stated: [String: Value]
    package let observed: Observed?
    package let account: AccountID?
    package let segment: String?
    /// By when this capture calls for contact; an earlier time stands.
    package let contactDueAt: Instant
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.contact = contact
            $0.attributes.merge(attributes) { old, _ in old }
            $0.account = account
            $0.segment = segment
            $0.work.contactDueAt = min($0.work.contactDueAt ?? contactDueAt, contactDueAt)
        }
    }
}

package struct AccountOpened: Event {
    package static let name = "account.opened"
    package let account: AccountID
    package let domain: String
    package let name: String
    package var lead: LeadID? { nil }

    package func apply(to world: inout World, _ stamp: Stamp) {
        world.add(Account(id: account, createdAt: stamp.at, domain: domain, name: name))
    }
}
