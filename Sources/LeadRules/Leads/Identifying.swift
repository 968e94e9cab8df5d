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
    /// by name at the account. Mail is certain; phone and name are certain only when nothing in
    /// the two contacts contradicts it.
    mutating func identify(_ contact: Contact, _ origin: Origin, account: AccountID?) throws
        -> Identity
    {
        if let key = origin.externalID,
            let id = try world.leads(externalID: key, source: origin.source).first
        {
            return .certain(id, .externalID)
        }
        if let key = contact.emailKey, let id = try world.leads(emailKey: key).first {
            return .certain(id, .email)
        }
        if let phone = contact.phone, let id = try world.leads(phone: phone).first {
            return try judge(contact, id, .phone)
        }
        if let account, let name = contact.nameKey, !name.isEmpty,
            let id = try world.leads(nameKey: name, account: account).first
        {
            return try judge(contact, id, .nameAndCompany)
        }
        return .unknown
    }

    private mutating func judge(_ contact: Contact, _ id: LeadID, _ match: IdentityMatch) throws
        -> Identity
    {
        let known = try world.lead(id).contact
        let sameMail = agree(contact.emailKey, known.emailKey)
        let samePhone = agree(contact.phone, known.phone)
        let sameName = agree(contact.nameKey, known.nameKey)
        return sameMail && samePhone && sameName ? .certain(id, match) : .doubtful(id, match)
    }

    private func agree(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b, !a.isEmpty, !b.isEmpty else { return true }
        return a == b
    }
}
