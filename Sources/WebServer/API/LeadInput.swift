import Intake
import LeadRules

/// A lead, as the API takes it in. Nothing is required but some way to know the person by.
struct LeadInput: Decodable, Sendable {
    var name: String?
    var firstName: String?
    var lastName: String?
    var email: String?
    var phone: String?
    var title: String?
    var company: String?
    var companyDomain: String?
    var country: String?
    var region: String?
    var language: String?
    var source: String?
    var campaign: String?
    var landingPage: String?
    var ip: String?
    var consent: Value?
    var externalId: String?
    /// The anonymous id of the tracking client.
    var anonymousId: String?
    var at: Instant?
    var attributes: [String: Value]?

    var raw: RawLead {
        var raw = RawLead()
        raw.name = name
        raw.firstName = firstName
        raw.lastName = lastName
        raw.email = email
        raw.phone = phone
        raw.title = title
        raw.company = company
        raw.companyDomain = companyDomain
        raw.country = country
        raw.region = region
        raw.language = language
        raw.source = source
        raw.campaign = campaign
        raw.landingPage = landingPage
        raw.ip = ip
        raw.consent = consent?.text
        raw.externalID = externalId
        raw.visitor = anonymousId
        raw.at = at
        raw.attributes = attributes ?? [:]
        return raw
    }
}

/// Corrections to a lead, as a merge patch: null clears a field, attributes are added or replaced.
struct LeadPatch: Decodable, Sendable {
    private let name: String??
    private let email: String??
    private let phone: String??
    private let title: String??
    private let company: String??
    private let country: String??
    private let region: String??
    private let language: String??
    let attributes: [String: Value]

    private enum Key: String, CodingKey {
        case name, email, phone, title, company, country, region, language, attributes
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        name = try fields.patch(.name)
        email = try fields.patch(.email)
        phone = try fields.patch(.phone)
        title = try fields.patch(.title)
        company = try fields.patch(.company)
        country = try fields.patch(.country)
        region = try fields.patch(.region)
        language = try fields.patch(.language)
        attributes = try fields.decodeIfPresent([String: Value].self, forKey: .attributes) ?? [:]
    }

    /// The contact with the corrections, read like any contact that comes in.
    func apply(to contact: Contact, _ attributes: inout [String: Value], region home: String)
        -> Contact
    {
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
struct CorrectLead: Command {
    let lead: LeadID
    let patch: LeadPatch

    func decide(_ decision: inout Decision) throws -> LeadID {
        let row = try decision.world.lead(lead)
        var attributes = patch.attributes
        let contact = patch.apply(
            to: row.contact, &attributes, region: decision.playbook.defaultRegion)
        var change = ChangeLead(lead: lead, contact: contact, attributes: attributes)
        change.stated = patch.raw.stated
        return try change.decide(&decision)
    }
}
