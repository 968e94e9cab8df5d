import LeadRules
import Testing

/// Whoever knows the account comes first, in the role that the lead goes to.
@Suite struct OwnerFirstTests {
    private func office() throws -> Office {
        try Office { playbook in
            for index in playbook.pools.indices { playbook.pools[index].ownerFirst = true }
        }
    }

    @Test func `the AE of an earlier lead of the account gets the next one`() throws {
        let office = try office()
        let first = try office.ready("kim@factory.example")
        try office.open(first, to: "ben")
        for n in 1...2 { try office.open(try office.ready("a@other\(n).example"), to: nil) }
        let second = try office.ready("lee@factory.example")
        let handoff = try office.open(second, to: nil)
        #expect(office.handoff(handoff).receiver == office["ben"])
    }

    @Test func `who cares for a customer gets the next deal of the account`() throws {
        let office = try office()
        try office.hire("zoe", .am)
        for (mail, to) in [("kim@factory.example", "zoe"), ("lee@factory.example", nil as String?)]
        {
            let lead = try office.ready(mail)
            try office.open(lead)
            try office.run(RecordOutcome(lead: lead, won: true), by: "boss")
            var record = QualificationRecord.complete(at: office.now)
            (record.goals, record.contract, record.promises) = ("g", "c", "p")
            try office.run(ChangeQualification(lead: lead, record: record))
            let handoff = try office.open(lead, to: to, kind: "ae-to-am", by: "ada")
            #expect(office.handoff(handoff).receiver == office["zoe"])
            try office.run(AcceptHandoff(handoff: handoff), by: "zoe")
        }
    }

    @Test func `an owner of the account who is of another role does not hide who is`() throws {
        let office = try office()
        let first = try office.ready("kim@factory.example")
        try office.open(first, to: "ben")
        let account = try #require(office.lead(first).account)
        try office.run(ChangeAccount(account: account, owner: office["kai"]))
        let handoff = try office.open(try office.ready("lee@factory.example"), to: nil)
        #expect(office.handoff(handoff).receiver == office["ben"])
    }
}
