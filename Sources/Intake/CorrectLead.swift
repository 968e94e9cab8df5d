package import LeadRules

/// Corrections to a lead as they were stated: nil leaves a field, a stated nil clears it, attributes
/// are added or replaced.
package struct LeadPatch: Sendable {
    package var name: String??
    package var email: String??
    package var phone: String??
    package var title: String??
    package var company: String??
    package var country: String??
    package var region: String??
    package var language: String??
    package var attributes: [String: Value] = [:]
    package init() {}

    /// The contact with the corrections, read like any contact that comes in.
    fileprivate func apply(
        to contact: Contact, _ attributes: inout [String: Value], region home: String
    ) -> Contact {
        var contact = contact
        if name == .some(nil) { (contact.name, contact.nameKey) = ("", nil) }
        if email == .some(nil) {
            (contact.email, contact.emailKey, contact.emailDomain) = (nil, nil, nil)
            contact.findings.removeAll { $0 != .phoneMalformed }
        }
        if phone == .some(nil) {
            contact.phone = nil
            contact.findings.removeAll { $0 == .phoneMalformed }
        }
        if title == .some(nil) { contact.title = nil }
        if company == .some(nil) { contact.company = nil }
        if country == .some(nil) { contact.country = nil }
        if region == .some(nil) { contact.region = nil }
        if language == .some(nil) { contact.language = nil }
        raw.fill(&contact, &attributes, defaultRegion: home)
        return contact
    }

    fileprivate var raw: RawLead {
        var raw = RawLead()
        raw.name = name ?? nil
        raw.email = email ?? nil
        raw.phone = phone ?? nil
        raw.title = title ?? nil
        raw.company = company ?? nil
        raw.country = country ?? nil
        raw.region = region ?? nil
        raw.language = language ?? nil
        return raw
    }
}

/// Corrects a lead by what is known of it at the time of the decision.
package struct CorrectLead: Command {
    package var lead: LeadID
    package var patch: LeadPatch

    package init(lead: LeadID, patch: LeadPatch) {
        self.lead = lead
        self.patch = patch
    }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        let row = try decision.world.lead(lead)
        var attributes = patch.attributes
        let contact = patch.apply(
            to: row.contact, &attributes, region: decision.playbook.defaultRegion)
        var change = ChangeLead(lead: lead, contact: contact, attributes: attributes)
        change.stated = patch.raw.stated
        return try change.decide(&decision)
    }
}
