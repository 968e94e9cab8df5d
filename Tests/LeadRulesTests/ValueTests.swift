import LeadRules
import Testing

@Suite struct ValueTests {
    @Test(arguments: [
        ("12", 12.0), ("-12.5", -12.5), ("1e6", 1_000_000), ("1,200", 1_200), ("1 200.5", 1_200.5),
        ("12,34,567", 1_234_567), ("1,234,567.89", 1_234_567.89), (".5", 0.5),
    ])
    func `a number reads as one`(text: String, number: Double) {
        #expect(Value.text(text).number == number)
    }

    @Test(arguments: [
        "NaN", "nan", "inf", "-Infinity", "1e400", "0x1F", "12,5", "1.234,56", "1,2345", ",123",
        "1,,234", "", " ", "12 EUR", "1 2 3",
    ])
    func `what is no finite number, or could be two, is none`(text: String) {
        #expect(Value.text(text).number == nil)
    }

    @Test func `an infinity is no number however it came`() {
        #expect(Value.number(.infinity).number == nil && Value.number(.nan).number == nil)
    }

    @Test(arguments: ["inf", "NaN", "1e400"])
    func `an endless quantity counts once and can be stored`(quantity: String) throws {
        let office = try Office()
        try send(office, "1", .text(quantity))
        let counts = office.facts.visitors["v"]?.score.counts
        #expect(counts == ["messages-sent": 1])
        for recorded in office.facts.journal { _ = try written(recorded.event) }
    }

    @Test func `sums of huge quantities stay finite`() throws {
        let office = try Office()
        for id in ["1", "2", "3"] { try send(office, id, .number(1.7e308)) }
        #expect(office.facts.visitors["v"]?.score.counts == ["messages-sent": Value.largest])
    }

    @Test func `an amount too large to be one is refused`() throws {
        let office = try Office()
        let lead = try office.ready()
        #expect(
            refusal {
                try office.run(RecordOutcome(lead: lead, won: true, amount: 1e300), by: "boss")
            }?.problems.map(\.field) == ["amount"])
        var record = QualificationRecord.complete(at: office.now)
        record.budget = Budget(confirmed: true, amount: 1e300)
        #expect(
            refusal { try office.run(ChangeQualification(lead: lead, record: record)) }?
                .problems.map(\.field) == ["budget.amount"])
    }

    private func send(_ office: Office, _ id: String, _ quantity: Value) throws {
        try office.run(
            Track(messages: [
                TrackedMessage(
                    id: id, kind: .track("Messages Sent"), at: office.now, anonymousID: "v",
                    userID: nil, properties: ["quantity": quantity], contact: nil,
                    origin: Origin(), ip: nil)
            ]))
    }
}
