/// Which lead a contact is, if any.
enum Identity: Hashable {
    case unknown
    /// The same person, without doubt.
    case certain(LeadID, IdentityMatch)
    /// Perhaps the same person: a new lead is made, and a merge proposed.
    case doubtful(LeadID, IdentityMatch)
}

extension Decision {
    /// Finds the lead of a contact: by the record's own key, by normalised mail address, by phone,
    /// by name at the account. Mail is certain; phone and name are certain only when they fit one
    /// lead, and nothing in the two contacts contradicts it.
    mutating func identify(
        _ contact: Contact, _ origin: Origin, account: AccountID?, except: LeadID? = nil
    ) throws -> Identity {
        if let key = origin.externalID,
            let id = try world.leads(externalID: key, source: origin.source).first
        {
            return .certain(id, .externalID)
        }
        if let key = contact.emailKey,
            let id = try world.leads(emailKey: key).first(where: { $0 != except })
        {
            return .certain(id, .email)
        }
        var sharing: [LeadID] = []
        if let phone = contact.phone {
            sharing = try world.leads(phone: phone).filter { $0 != except }
        }
        let byPhone = try judge(contact, sharing, .phone)
        if case .certain = byPhone { return byPhone }
        guard let account, let name = contact.nameKey, !name.isEmpty else { return byPhone }
        let namesakes = try world.leads(nameKey: name, account: account).filter { $0 != except }
        let byName = try judge(contact, namesakes, .nameAndCompany)
        if case .certain = byName { return byName }
        return byPhone == .unknown ? byName : byPhone
    }

    /// Of all that share a key, the one that nothing contradicts is the person. Where that fits
    /// several, the one that says exactly the same is; else it is doubtful, as it is when each of
    /// them is contradicted.
    private mutating func judge(_ contact: Contact, _ ids: [LeadID], _ match: IdentityMatch) throws
        -> Identity
    {
        let known = try ids.map { (id: $0, contact: try world.lead($0).contact) }
        let fitting = known.filter { fits(contact, $0.contact) }
        if fitting.count == 1 { return .certain(fitting[0].id, match) }
        let same = fitting.filter { $0.contact.isKnown(by: contact) }
        if same.count == 1 { return .certain(same[0].id, match) }
        return (fitting.first ?? known.first).map { .doubtful($0.id, match) } ?? .unknown
    }

    private func fits(_ contact: Contact, _ known: Contact) -> Bool {
        agree(contact.emailKey, known.emailKey) && agree(contact.phone, known.phone)
            && agree(contact.nameKey, known.nameKey)
    }

    private func agree(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b, !a.isEmpty, !b.isEmpty else { return true }
        return a == b
    }

    /// Proposes to merge a lead with the one that its contact, which has changed, now points to.
    mutating func proposeTwin(of id: LeadID) throws {
        let lead = try world.lead(id)
        switch try identify(lead.contact, Origin(), account: lead.account, except: id) {
        case .unknown: return
        case .certain(let other, let match), .doubtful(let other, let match):
            guard try !isProposed(id, other) else { return }
            try propose(keep: min(id, other), absorb: max(id, other), match: match)
        }
    }
}

extension Contact {
    /// Whether it has the same keys as another, and is without those that the other is without.
    fileprivate func isKnown(by other: Contact) -> Bool {
        emailKey == other.emailKey && phone == other.phone && nameKey == other.nameKey
    }

    /// Whether people would be told apart by other keys than another contact's.
    func hasOtherKeys(than other: Contact) -> Bool { !isKnown(by: other) }
}
