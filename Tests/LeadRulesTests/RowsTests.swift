import LeadRules
import Testing

/// What a decision hands on to be kept.
@Suite struct RowsTests {
    @Test func `a row that is changed twice is kept once, beside how it was before the first time`()
        throws
    {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let before = office.lead(lead)
        var decision = Decision(
            now: office.now, actor: .system, playbook: try office.facts.playbook(version: 1),
            version: 1, facts: office.facts, ids: office.facts.ids)
        let activity = Activity(kind: "demo-request", at: office.now)
        _ = try RecordActivity(lead: lead, activity: activity).decide(&decision)
        #expect(decision.events.count > 2)
        #expect(decision.world.leads.changedKeys == [lead])
        #expect(decision.world.leads.before == [lead: before])
        #expect(decision.world.leads.changed.map(\.stage) == [.new])
        #expect(decision.world.members.changedKeys == [office["mina"]])
    }

    @Test func `a row that is new was nothing before`() throws {
        let office = try Office()
        var decision = Decision(
            now: office.now, actor: .system, playbook: try office.facts.playbook(version: 1),
            version: 1, facts: office.facts, ids: office.facts.ids)
        var origin = Origin()
        origin.source = "demo-request"
        let answer = try CaptureLead(contact: Contact("kim@factory.example"), origin: origin)
            .decide(&decision)
        #expect(decision.world.leads.changedKeys == [answer.lead])
        #expect(decision.world.leads.before.isEmpty)
    }

    @Test func `a lead that stays with its owner changes no member`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        var decision = Decision(
            now: office.now, actor: .system, playbook: try office.facts.playbook(version: 1),
            version: 1, facts: office.facts, ids: office.facts.ids)
        _ = try LogTouch(lead: lead, channel: .call, reached: true).decide(&decision)
        #expect(decision.world.members.changedKeys.isEmpty)
    }
}
