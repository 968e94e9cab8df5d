/// Corrects or adds facts of a lead.
package struct ChangeLead: Command {
    package var lead: LeadID
    package var contact: Contact?
    /// Attributes to set; those not named stay.
    package var attributes: [String: Value]
    /// What was said of the person, field by field, as it came.
    package var stated: [String: Value] = [:]
    /// The tracking message that said it.
    package var observed: Observed?

    package init(lead: LeadID, contact: Contact? = nil, attributes: [String: Value] = [:]) {
        self.lead = lead
        self.contact = contact
        self.attributes = attributes
    }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        let row = try decision.liveLead(lead)
        let contact = contact ?? row.contact
        let changed = attributes.filter { row.attributes[$0.key] != $0.value }
        guard contact != row.contact || !changed.isEmpty else { return lead }
        let account =
            try row.account
            ?? decision.matchAccount(
                domain: contact.emailDomain, contact: contact)
        var after = row
        after.contact = contact
        after.attributes.merge(changed) { _, new in new }
        try decision.record(
            LeadChanged(
                leadID: lead, contact: contact, attributes: changed, stated: stated,
                observed: observed, account: account,
                segment: try decision.segment(of: after, account: account)))
        if contact.hasOtherKeys(than: row.contact) { try decision.proposeTwin(of: lead) }
        try decision.verifyChange(of: lead, from: row.contact)
        try decision.reconsider(lead)
        return lead
    }
}

package struct LeadChanged: Event {
    package static let name = "lead.changed"
    package let leadID: LeadID
    package let contact: Contact
    package let attributes: [String: Value]
    /// What was said, as it came.
    package let stated: [String: Value]
    package let observed: Observed?
    package let account: AccountID?
    package let segment: String?
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.contact = contact
            $0.attributes.merge(attributes) { _, new in new }
            $0.account = account
            $0.segment = segment
        }
    }
}

/// Sets what is known of a company; its leads are scored by it from then on.
package struct ChangeAccount: Command {
    package var account: AccountID
    package var name: String?
    package var owner: MemberID?
    package var attributes: [String: Value]

    package init(
        account: AccountID, name: String? = nil, owner: MemberID? = nil,
        attributes: [String: Value] = [:]
    ) {
        self.account = account
        self.name = name
        self.owner = owner
        self.attributes = attributes
    }

    package func decide(_ decision: inout Decision) throws -> AccountID {
        let row = try decision.world.account(account)
        if let owner { _ = try decision.world.member(owner) }
        try decision.record(
            AccountChanged(
                account: account, name: name ?? row.name, owner: owner ?? row.owner,
                attributes: attributes))
        return account
    }
}

package struct AccountChanged: Event {
    package static let name = "account.changed"
    package let account: AccountID
    package let name: String
    package let owner: MemberID?
    package let attributes: [String: Value]
    package var lead: LeadID? { nil }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(account) {
            $0.name = name
            $0.owner = owner
            $0.attributes.merge(attributes) { _, new in new }
        }
    }
}

extension Decision {
    /// The lead, refused when it was merged into another.
    mutating func liveLead(_ id: LeadID) throws -> Lead {
        let row = try world.lead(id)
        try refuse(row.whyNotLive)
        return row
    }
}

extension Lead {
    /// Why nothing can be done with it any more: it is another lead now.
    var whyNotLive: Refusal? {
        mergedInto.map { kept in
            Refusal(
                .conflict, "merged", "Lead \(id) was merged into \(kept). Work on \(kept) instead.")
        }
    }
}
