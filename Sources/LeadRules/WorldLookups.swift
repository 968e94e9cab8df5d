/// Look-ups that also see what the decision itself has captured and changed.
extension World {
    mutating func leads(emailKey: String) throws -> [LeadID] {
        current(try facts.leads(emailKey: emailKey)) { $0.contact.emailKey == emailKey }
    }
    mutating func leads(phone: String) throws -> [LeadID] {
        current(try facts.leads(phone: phone)) { $0.contact.phone == phone }
    }
    mutating func leads(nameKey: String, account: AccountID) throws -> [LeadID] {
        current(try facts.leads(nameKey: nameKey, account: account)) {
            $0.contact.nameKey == nameKey && $0.account == account
        }
    }
    mutating func leads(externalID: String, source: String) throws -> [LeadID] {
        current(try facts.leads(externalID: externalID, source: source)) {
            $0.origin.externalID == externalID && $0.origin.source == source
        }
    }

    private func current(_ stored: [LeadID], _ matches: (Lead) -> Bool) -> [LeadID] {
        let fresh = leads.changed.filter { $0.mergedInto == nil && matches($0) }.map(\.id)
        let old = stored.filter { id in
            leads.all[id].map { $0.mergedInto == nil && matches($0) } ?? true
        }
        return Set(old + fresh).sorted()
    }

    /// The lead that a lead lives on in after all its merges: itself when it was not merged.
    mutating func kept(_ id: LeadID) throws -> LeadID {
        var id = id
        while let next = try lead(id).mergedInto { id = next }
        return id
    }

    /// A merged lead and those that took it in, from the first to the one that lives.
    mutating func keepers(_ id: LeadID) throws -> [LeadID] {
        var chain = [id]
        while let next = try lead(chain[chain.count - 1]).mergedInto { chain.append(next) }
        return chain
    }
}
