/// What makes a lead suspect before anybody has talked with it.
extension Decision {
    /// Looks at what a capture stated of itself.
    mutating func verifyCapture(of id: LeadID) throws {
        let lead = try world.lead(id)
        var reasons = playbook.doubts(about: lead.contact)
        if let crowd = try crowdedAddress(lead) { reasons.append(crowd) }
        guard !reasons.isEmpty else { return }
        try record(
            VerificationChanged(
                leadID: id, state: .suspect, reasons: reasons, phoneVerified: false))
    }

    /// Looks again after the contact was changed. What a person has decided stands.
    mutating func verifyChange(of id: LeadID, from former: Contact) throws {
        let lead = try world.lead(id)
        let (before, now) = (playbook.doubts(about: former), playbook.doubts(about: lead.contact))
        guard before != now else { return }
        if lead.verification.state == .unverified, !now.isEmpty {
            _ = try settleVerification(of: id, as: .suspect, reasons: now, byPhone: false)
        } else if lead.verification.state == .suspect, lead.verification.reasons == before {
            guard now.isEmpty else {
                // Else the last correction would not find its reasons, and the doubt would stay.
                try record(
                    VerificationChanged(
                        leadID: id, state: .suspect, reasons: now, phoneVerified: false))
                return
            }
            _ = try settleVerification(
                of: id, as: .unverified, reasons: ["The contact was corrected."], byPhone: false)
        }
    }

    private func crowdedAddress(_ lead: Lead) throws -> String? {
        let rules = playbook.verification
        guard rules.leadsPerAddress > 0, let ip = lead.origin.ip,
            !rules.trustedAddresses.contains(ip)
        else { return nil }
        let start = lead.capturedAt - rules.addressWindow
        let before = try world.facts.captures(ip: ip, from: start, to: lead.capturedAt)
        let together =
            before
            + events.count { recorded in
                guard let event = recorded.event as? LeadCaptured, event.origin.ip == ip else {
                    return false
                }
                return event.at >= start && event.at <= lead.capturedAt
            }
        guard together >= rules.leadsPerAddress else { return nil }
        return "\(together) leads came from the address \(ip) within \(rules.addressWindow)."
    }
}

extension Playbook {
    /// What makes a contact suspect by itself.
    fileprivate func doubts(about contact: Contact) -> [String] {
        let found = contact.findings
        var reasons: [String] = []
        if found.contains(.emailMalformed) { reasons.append("The mail address cannot exist.") }
        if found.contains(.phoneMalformed), contact.email == nil {
            reasons.append("The phone number cannot exist, and there is no mail address.")
        }
        if found.contains(.emailDisposable), verification.suspectDisposable {
            reasons.append("The mail domain is a disposable one.")
        }
        if found.contains(.companyMismatch), verification.suspectCompanyMismatch {
            reasons.append("The mail domain does not fit the stated company.")
        }
        return reasons
    }
}
