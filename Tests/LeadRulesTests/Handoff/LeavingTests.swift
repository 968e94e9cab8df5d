import LeadRules
import Testing

/// Who leaves keeps no clock and no open work; what they have done stays theirs.
@Suite struct LeavingTests {
    @Test func `who leaves hands on what still waits for them, and keeps what is done`() throws {
        let office = try Office()
        try office.hire("eva", .csm)
        let lead = try office.customer()
        let care = try office.open(lead, to: "liv", kind: "ae-to-csm", by: "ada")
        try office.run(AcceptHandoff(handoff: care), by: "liv")
        let account = try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        try office.run(AcceptHandoff(handoff: account), by: "kai")
        #expect(office.owner(lead) == "kai")
        try office.run(DisableMember(member: office["liv"]))
        #expect(office.handoff(care).receiver == office["eva"] && office.owner(lead) == "kai")
        #expect(office.handoff(account).receiver == office["kai"])
        try office.run(LogFirstContact(handoff: care), by: "eva")
        try office.hire("ivy", .csm)
        try office.run(DisableMember(member: office["eva"]))
        #expect(office.handoff(care).receiver == office["eva"])
    }
}
