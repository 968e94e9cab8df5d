package import LeadRules

/// What a form, a file or a tracking client stated of a person, as it was given.
package struct RawLead: Hashable, Sendable {
    /// The full name; made of first and last name when absent.
    package var name: String?
    package var firstName: String?
    package var lastName: String?
    package var email: String?
    package var phone: String?
    package var title: String?
    package var company: String?
    /// Domain or address of the company's site.
    package var companyDomain: String?
    /// ISO 3166 code, or a name in English, Korean or Japanese.
    package var country: String?
    package var region: String?
    package var language: String?
    package var source: String?
    package var campaign: String?
    package var landingPage: String?
    package var ip: String?
    package var consent: String?
    package var externalID: String?
    /// The anonymous id under which the person was seen before.
    package var visitor: String?
    package var at: Instant?
    package var attributes: [String: Value] = [:]

    package init() {}

    /// The command that takes the person in as a lead.
    ///
    /// - Parameter defaultRegion: ISO 3166 code of the country in which phone numbers without a
    ///   country code are dialled, where the lead's own country does not say it.
    package func capture(defaultRegion: String) -> CaptureLead {
        var contact = Contact()
        var attributes = attributes
        fill(&contact, &attributes, defaultRegion: defaultRegion)
        var command = CaptureLead(
            contact: contact, origin: origin, attributes: attributes,
            companyDomain: companyDomain.flatMap(CompanySite.domain), at: at)
        command.visitor = visitor?.filled
        command.stated = stated
        return command
    }

    /// The fields that say something, as they were given.
    package var stated: [String: Value] {
        let fields = [
            "name": name, "firstName": firstName, "lastName": lastName, "email": email,
            "phone": phone, "title": title, "company": company, "companyDomain": companyDomain,
            "country": country, "region": region, "language": language, "source": source,
            "campaign": campaign, "landingPage": landingPage, "ip": ip, "consent": consent,
            "externalID": externalID, "visitor": visitor,
        ]
        return fields.compactMapValues { $0.map(Value.text) }
    }

    /// Where the lead came from; the playbook completes it.
    package var origin: Origin {
        var origin = Origin()
        origin.source = source?.filled ?? ""
        origin.campaign = campaign?.filled
        origin.landingPage = landingPage?.filled
        origin.ip = ip?.filled
        origin.consent = consent?.filled
        origin.externalID = externalID?.filled
        return origin
    }
}

extension String {
    /// The text without white space at its ends; nil when nothing is left.
    var filled: String? {
        let text = drop(while: \.isWhitespace)
        guard let last = text.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(text[...last])
    }
}
