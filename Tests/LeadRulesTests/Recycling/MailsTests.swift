import LeadRules
import Testing

/// What starts, stops and delays the mails and the wake-up of a lead that rests.
@Suite struct MailsTests {
    private func resting(_ office: Office) throws -> LeadID {
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.run(RecycleLead(lead: lead, reason: "no-budget"))
        #expect(office.lead(lead).rest.nextMailAt == office.now + .days(14))
        return lead
    }

    @Test func `mails go on whatever the lead reads or misses, until they answer`() throws {
        let office = try Office()
        let lead = try resting(office)
        for kind in ["page-visit", "podcast"] { try office.act(lead, kind) }
        try office.touch(lead, reached: false)
        #expect(office.lead(lead).rest.nextMailAt != nil)
        try office.act(lead, "mail-reply")
        #expect(office.lead(lead).rest.nextMailAt == nil)
    }

    @Test func `nothing is sent and nobody is woken a second before its date`() throws {
        let office = try Office()
        let lead = try resting(office)
        let (mail, wake) = (office.now + .days(14), office.now + .days(120))
        office.sleep(until: (mail - .seconds(1)).rfc3339)
        try office.run(SendNurtureMail(lead: lead))
        #expect(!office.story(lead).contains("nurture.mail-due"))
        office.sleep(until: mail.rfc3339)
        try office.run(SendNurtureMail(lead: lead))
        #expect(office.lead(lead).rest.nextMailAt == mail + .days(46))
        office.sleep(until: (wake - .seconds(1)).rfc3339)
        try office.run(WakeLead(lead: lead))
        #expect(office.lead(lead).stage == .recycled)
        office.sleep(until: wake.rfc3339)
        try office.run(WakeLead(lead: lead))
        #expect(office.story(lead).contains("lead.woken"))
    }

    @Test func `a lead that is fake gets no mail and does not wake`() throws {
        let office = try Office()
        let fake = try resting(office)
        try office.run(SetVerification(lead: fake, state: .fake, reason: "a bot"))
        #expect(office.lead(fake).rest.nextMailAt == nil)
        try office.advance(.days(150))
        #expect(!office.story(fake).contains("lead.woken"))
        #expect(!office.story(fake).contains("nurture.mail-due"))
    }

    @Test(arguments: ["", nil])
    func `a loss without a word of why names no reason, not even one without a title`(
        cause: String?
    ) throws {
        let office = try Office { $0.recycling.reasons[0].title = "" }
        let lead = try office.lead("kim@factory.example")
        try office.run(RecordOutcome(lead: lead, won: false, cause: cause))
        #expect(office.lead(lead).rest.reason == "lost" && office.lead(lead).rest.wakeAt == nil)
    }
}
