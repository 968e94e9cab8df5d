import Intake
import LeadRules

/// What leads are found by, from a mail address as people write it.
package enum MailKey {
    package static func of(_ address: String) -> String {
        var lead = RawLead()
        lead.email = address
        var contact = Contact()
        var attributes: [String: Value] = [:]
        lead.fill(&contact, &attributes, defaultRegion: "")
        return contact.emailKey ?? address.lowercased()
    }
}
