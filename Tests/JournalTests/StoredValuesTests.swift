import Foundation
import LeadRules
import Testing

/// Foundation's encoder, by what is `Codable`, is the oracle of what writes itself.
@Suite struct WritesJSONTests {
    @Test func `events and rows write themselves as their encoding does`() throws {
        let office = try busyOffice()
        var kinds: Set<String> = []
        for recorded in office.facts.journal {
            guard let event = recorded.event as? any WritesJSON else { continue }
            kinds.insert(recorded.name)
            try compare(event)
        }
        #expect(
            kinds == [
                "lead.captured", "activity.recorded", "lead.qualified", "lead.assigned",
                "lead.stage-moved", "clock.started",
            ])
        for lead in office.facts.leads.values {
            try compare(lead.contact)
            try compare(lead.origin)
            try compare(lead.verification)
            try compare(lead.score)
            try compare(lead.milestones)
            try compare(lead.work)
            try compare(lead.rest)
        }
        for clock in office.facts.clocks.values { try compare(clock) }
    }

    @Test func `values of every kind are written`() throws {
        let numbers = [
            0, -0.0, 0.1, -2.5, 1e15, 9_007_199_254_740_992, 1e16, 1e22, -12,
            .leastNonzeroMagnitude,
        ]
        var activity = Activity(
            kind: "a \"quoted\" \\ \u{1} é한", at: moment("2026-03-02T01:00:00.5Z"))
        for (index, number) in numbers.enumerated() {
            activity.properties["n\(index)"] = .number(number)
        }
        activity.properties["b\u{1}\n\t\"\\"] = .flag(true)
        activity.properties["é한/"] = .text("\u{7f}\u{2028}/")
        try compare(activity)
        activity.properties = [:]
        try compare(activity)
        try compare(Activity(kind: "", at: moment("0001-01-01T00:00:00Z"), note: "", ip: "::1"))
        try compare(Score())
        try compare(Verification())
    }

    @Test func `a number that JSON does not have is noted`() {
        let output = JSONOutput()
        Double.infinity.write(to: output)
        #expect(output.unwritable != nil)
    }

    /// Leads that were captured, did things, were assigned, rested, turned out to be fake.
    private func busyOffice() throws -> Office {
        let office = try Office()
        let kim = try office.lead(
            "kim@factory.example", phone: "+8221234567", title: "Head of IT",
            attributes: ["industry": "manufacturing", "employees": 500, "pilot": true])
        try office.lead("Lee@gmail.com", "e-book")
        for _ in 1...4 { try office.act(kim, "page-visit", ["path": "/pricing", "seconds": 2.5]) }
        try office.touch(kim, reached: true, by: office.owner(kim))
        try office.advance(.days(2))
        let fake = try office.lead("fake@nobody.example")
        try office.act(fake, "mail-open")
        try office.run(SetVerification(lead: fake, state: .fake, reason: "nobody"))
        _ = try office.open(office.ready("won@factory.example"))
        return office
    }

    private func compare<T: WritesJSON>(_ value: T) throws {
        let output = JSONOutput()
        value.write(to: output)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let expected = String(decoding: try encoder.encode(value), as: UTF8.self)
        #expect(String(decoding: output.bytes, as: UTF8.self) == expected)
    }
}
