import LeadRules
import Testing

@Suite struct VerificationTests {
    @Test(arguments: [ContactFinding.emailDisposable, .emailMalformed])
    func `a doubtful mail address makes the lead suspect, and nobody gets it until it is cleared`(
        finding: ContactFinding
    ) throws {
        let office = try Office()
        var contact = Contact("kim@factory.example")
        contact.findings = [finding]
        let lead = try office.capture(contact).lead
        #expect(office.lead(lead).verification.state == .suspect)
        #expect(office.lead(lead).milestones.mql != nil && office.owner(lead) == nil)
        #expect(
            refusal { try office.run(AssignLead(lead: lead, to: office["mina"], reason: "x")) }?
                .code == "not-verified")
        try office.run(SetVerification(lead: lead, state: .verified, reason: "called"))
        #expect(office.owner(lead) == "mina")
    }

    @Test func `several leads from one address within the window are suspect`() throws {
        let office = try Office()
        let leads = try (1...4).map { n in
            try office.capture(Contact("a\(n)@c\(n).example"), "newsletter", ip: "203.0.113.9").lead
        }
        #expect(
            leads.map { office.lead($0).verification.state } == [
                .unverified, .unverified, .suspect, .suspect,
            ])
        try office.advance(.hours(2))
        let later = try office.capture(Contact("b@d.example"), "newsletter", ip: "203.0.113.9").lead
        #expect(office.lead(later).verification.state == .unverified)
    }

    @Test func `a trusted address is never suspect`() throws {
        let office = try Office { $0.verification.trustedAddresses = ["203.0.113.9"] }
        for n in 1...5 {
            try office.capture(Contact("a\(n)@c\(n).example"), "newsletter", ip: "203.0.113.9")
        }
        #expect(office.facts.leads.values.allSatisfy { $0.verification.state == .unverified })
    }

    @Test func `phone verification starts at the MQL, with its owner, and is met by the call`()
        throws
    {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", phone: "+821012345678")
        let clock = try #require(office.clocks(lead, .phoneVerification).first)
        #expect(clock.owner == office["mina"] && clock.dueAt == office.now + .hours(24))
        #expect(office.clocks(lead, .phoneVerification).count == 1)
        try office.run(VerifyByPhone(lead: lead, genuine: true))
        #expect(office.clocks(lead, .phoneVerification).map(\.state) == [.met])
        #expect(office.lead(lead).verification.phoneVerifiedAt == office.now)
        try office.act(lead, "page-visit")
        #expect(office.clocks(lead, .phoneVerification).count == 1)
    }

    @Test func `a missed phone verification goes to the backup with a clock of their own`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", phone: "+821012345678")
        try office.touch(lead, reached: true)
        try office.advance(.hours(25))
        #expect(office.owner(lead) == "jun")
        let clocks = office.clocks(lead, .phoneVerification)
        #expect(clocks.map(\.state) == [.breached, .running])
        #expect(clocks[1].owner == office["jun"] && clocks[0].endedAt != nil)
    }

    @Test func `a fake lead gives its points back, leaves every queue and credits its owner`()
        throws
    {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", phone: "+821012345678")
        let resting = try office.run(
            VerifyByPhone(lead: lead, genuine: false, note: "no such person"))
        let row = office.lead(lead)
        #expect(row.verification.state == .fake && row.stage == .archived && row.score.total == 0)
        #expect(office.running(lead).isEmpty && office.member("mina").load == 0)
        #expect(
            office.facts.journal.filter { resting.contains($0.id) }.map(\.name) == [
                "lead.qualified", "lead.assigned",
            ])
        #expect(office.owner(try office.lead("lee@plant.example")) == "mina")
        try office.act(lead, "webinar-attendance")
        #expect(office.lead(lead).score.tallies.isEmpty)
    }

    @Test func `an open handoff of a fake lead is withdrawn`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        try office.run(SetVerification(lead: lead, state: .fake, reason: "test data"))
        #expect(office.handoff(handoff).state == .withdrawn && office.running(lead).isEmpty)
    }

    @Test func `a held lead that becomes suspect leaves the held queue until it is cleared`() throws
    {
        let office = try Office(staff: [("boss", .manager, "seoul")])
        let lead = try office.lead("kim@factory.example")
        #expect(office.lead(lead).stage == .held)
        try office.run(SetVerification(lead: lead, state: .suspect, reason: "odd"))
        #expect(office.lead(lead).stage == .marketing && office.lead(lead).heldIn == nil)
        #expect(!office.running(lead).contains(.held))
        try office.run(SetVerification(lead: lead, state: .verified, reason: "called"))
        #expect(office.lead(lead).stage == .held)
    }

    @Test func `leads of the past are judged by those that had come by then`() throws {
        let office = try Office()
        for n in 1...3 {
            try office.capture(Contact("a\(n)@c\(n).example"), "newsletter", ip: "203.0.113.9")
        }
        var origin = Origin()
        (origin.source, origin.ip) = ("newsletter", "203.0.113.9")
        let old = try office.run(
            CaptureLead(
                contact: Contact("old@d.example"), origin: origin, at: office.now - .days(400)))
        #expect(office.lead(old.lead).verification.state == .unverified)
    }
}
