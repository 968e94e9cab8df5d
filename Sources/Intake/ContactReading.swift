import ContactParsing
package import LeadRules

extension RawLead {
    /// Reads what was given into a contact; what was not given stays as it is.
    ///
    /// Whatever cannot be read is kept and noted among the findings: a malformed mail address in its
    /// place, a malformed phone number as the attribute `phone-as-given`.
    package func fill(
        _ contact: inout Contact, _ attributes: inout [String: Value], defaultRegion: String
    ) {
        contact.title = title?.filled ?? contact.title
        contact.company = company?.filled ?? contact.company
        contact.region = region?.filled ?? contact.region
        contact.language = language?.filled ?? contact.language
        if let country = country?.filled { contact.country = Country.code(country) ?? country }
        if let name = fullName {
            contact.name = name
            contact.nameKey = PersonName.key(name).filled
        }
        if let email = email?.filled { contact.read(email: email) }
        if let phone = phone?.filled {
            let region = contact.country.flatMap(Country.code) ?? defaultRegion
            if !contact.read(phone: phone, region: region) {
                attributes["phone-as-given"] = .text(phone)
            }
        }
        contact.compareCompany()
    }

    /// Family names come first in Korean, Chinese and Japanese, and Korean needs no blank.
    private var fullName: String? {
        if let name = name?.filled { return name }
        let (first, last) = (firstName?.filled, lastName?.filled)
        guard let first, let last else { return first ?? last }
        if (first + last).unicodeScalars.contains(where: Script.isHangul) { return last + first }
        if (first + last).unicodeScalars.contains(where: Script.isHanOrKana) {
            return "\(last) \(first)"
        }
        return "\(first) \(last)"
    }
}

extension Contact {
    fileprivate mutating func read(email given: String) {
        note([], insteadOf: [.emailMalformed, .emailDisposable, .emailFree])
        guard case .success(let address) = EmailAddress.parse(given) else {
            (email, emailKey, emailDomain) = (given, nil, nil)
            return note([.emailMalformed], insteadOf: [])
        }
        (email, emailKey, emailDomain) = (address.original, address.normalised, address.domain)
        if MailDomains.isDisposable(address.domain) {
            note([.emailDisposable], insteadOf: [])
        } else if MailDomains.isFreeMail(address.domain) {
            note([.emailFree], insteadOf: [])
        }
    }

    /// False when it is no phone number.
    fileprivate mutating func read(phone given: String, region: String) -> Bool {
        note([], insteadOf: [.phoneMalformed])
        guard case .success(let number) = PhoneNumber.parse(given, defaultRegion: region) else {
            phone = nil
            note([.phoneMalformed], insteadOf: [])
            return false
        }
        phone = number.e164
        return true
    }

    /// Whether the mail domain can be that of the stated company.
    fileprivate mutating func compareCompany() {
        note([], insteadOf: [.companyMismatch])
        guard let domain = emailDomain, let company,
            CompanyName.plausiblyMatches(domain: domain, company: company) == false
        else { return }
        note([.companyMismatch], insteadOf: [])
    }

    private mutating func note(_ new: [ContactFinding], insteadOf old: [ContactFinding]) {
        findings = findings.filter { !old.contains($0) } + new
    }
}

private enum Script {
    static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
        (0xAC00...0xD7AF).contains(scalar.value)
    }

    static func isHanOrKana(_ scalar: Unicode.Scalar) -> Bool {
        (0x3040...0x30FF).contains(scalar.value) || (0x3400...0x9FFF).contains(scalar.value)
    }
}
