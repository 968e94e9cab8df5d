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
struct LeadPatchInput: Decodable, Sendable {
    private(set) var patch = LeadPatch()

    private enum Key: String, CodingKey, CaseIterable {
        case name, email, phone, title, company, country, region, language, attributes
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        patch.name = try fields.patch(.name)
        patch.email = try fields.patch(.email)
        patch.phone = try fields.patch(.phone)
        patch.title = try fields.patch(.title)
        patch.company = try fields.patch(.company)
        patch.country = try fields.patch(.country)
        patch.region = try fields.patch(.region)
        patch.language = try fields.patch(.language)
        patch.attributes =
            try fields.decodeIfPresent([String: Value].self, forKey: .attributes) ?? [:]
    }
}
