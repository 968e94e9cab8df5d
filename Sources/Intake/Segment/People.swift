import ContactParsing
import LeadRules
import Records

/// Who and where from, by a message of the tracking intake.
extension MessageReader {
    var origin: Origin {
        var origin = Origin()
        origin.source = circumstances.source ?? ""
        origin.campaign = context?["campaign"]?["name"]?.text
        origin.landingPage = context?["page"]?["url"]?.text ?? context?["page"]?["path"]?.text
        origin.ip = ip
        return origin
    }

    /// What an identify states of the person; nil for other messages.
    func person(_ kind: TrackedMessage.Kind) -> RawLead? {
        guard kind == .identify else { return nil }
        let traits = message["traits"] ?? context?["traits"]
        let company = traits?["company"]
        var raw = RawLead()
        raw.name = traits?["name"]?.text
        raw.firstName = traits?["firstName"]?.text ?? traits?["first_name"]?.text
        raw.lastName = traits?["lastName"]?.text ?? traits?["last_name"]?.text
        raw.email = traits?["email"]?.text ?? mailInUserID
        raw.phone = traits?["phone"]?.text
        raw.title = traits?["title"]?.text
        raw.company = company?.text ?? company?["name"]?.text
        raw.country = traits?["country"]?.text ?? traits?["address"]?["country"]?.text
        raw.region = traits?["region"]?.text ?? traits?["address"]?["state"]?.text
        raw.language = traits?["language"]?.text ?? context?["locale"]?.text
        return raw
    }

    /// Some sites use the mail address as the user's id.
    private var mailInUserID: String? {
        guard let id = message["userId"]?.text, id.contains("@"),
            case .success = EmailAddress.parse(id)
        else { return nil }
        return id
    }

    /// Traits of people and companies; properties, page and campaign of what somebody did.
    func properties(_ kind: TrackedMessage.Kind, of person: CaptureLead?) -> [String: Value] {
        switch kind {
        case .identify:
            let traits = message["traits"] ?? context?["traits"]
            var facts = (traits?.flattened() ?? [:]).filter { !Self.contactTraits.contains($0.key) }
            facts.merge(person?.attributes ?? [:]) { stated, _ in stated }
            return facts
        case .group: return message["traits"]?.flattened() ?? [:]
        case .alias: return [:]
        case .track, .page:
            let stated = message["properties"]?.flattened() ?? [:]
            return stated.merging(surroundings) { stated, _ in stated }
        }
    }

    /// The page and the campaign, under the names that tracking rules use.
    private var surroundings: [String: Value] {
        var facts: [String: Value] = [:]
        for name in ["path", "url", "title", "referrer"] {
            if let text = context?["page"]?[name]?.text { facts[name] = .text(text) }
        }
        for (name, value) in context?["campaign"]?.flattened() ?? [:] {
            facts[name == "name" ? "campaign" : "campaign.\(name)"] = value
        }
        return facts
    }

    /// Traits that become part of the contact instead of attributes.
    private static let contactTraits: Set<String> = [
        "name", "firstName", "first_name", "lastName", "last_name", "email", "phone", "title",
        "company", "company.name", "country", "address.country", "region", "address.state",
        "language",
    ]
}
