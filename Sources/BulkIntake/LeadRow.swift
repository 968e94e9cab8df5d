import Intake
import LeadRules

/// A row of a file of leads.
enum LeadRow {
    static func raw(_ row: MappedRow) throws -> RawLead {
        var lead = RawLead()
        lead.name = row.text("name")
        lead.firstName = row.text("firstName")
        lead.lastName = row.text("lastName")
        lead.email = row.text("email")
        lead.phone = row.text("phone")
        lead.title = row.text("title")
        lead.company = row.text("company")
        lead.companyDomain = row.text("companyDomain")
        lead.country = row.text("country")
        lead.region = row.text("region")
        lead.language = row.text("language")
        lead.source = row.text("source") ?? "import"
        lead.campaign = row.text("campaign")
        lead.landingPage = row.text("landingPage")
        lead.ip = row.text("ip")
        lead.consent = row.text("consent")
        lead.externalID = row.text("externalID")
        lead.at = try row.time("at")
        lead.attributes = row.attributes
        return lead
    }
}
