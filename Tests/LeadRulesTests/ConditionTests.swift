import Foundation
import LeadRules
import Testing

@Suite struct ConditionTests {
    private func holds(_ test: Condition.Test, _ value: Value?) -> Bool {
        Condition.fact("x", test).holds { $0 == "x" ? value : nil }
    }

    @Test(arguments: [
        (9.0, [false, true, false, true]), (10.0, [true, true, false, false]),
        (11.0, [true, false, true, false]),
    ])
    func `a number is compared with its bound`(number: Double, expected: [Bool]) {
        let tests: [Condition.Test] = [.atLeast(10), .atMost(10), .above(10), .below(10)]
        #expect(tests.map { holds($0, .number(number)) } == expected)
        #expect(tests.allSatisfy { !holds($0, "many") && !holds($0, true) && !holds($0, nil) })
    }

    @Test(arguments: [
        ("SAP", true, true, true), ("sap", true, true, true), ("sap r3", false, true, true),
        ("my sap", false, true, false), ("sa", false, false, false), ("", false, false, false),
        ("zap", false, false, false), ("ÄSAP", false, true, false), ("s[p", false, false, false),
    ])
    func `a text is compared without regard to case`(
        text: String, equal: Bool, contains: Bool, starts: Bool
    ) {
        #expect(holds(.oneOf(["oracle", "Sap"]), .text(text)) == equal)
        #expect(holds(.contains(["oracle", "Sap"]), .text(text)) == contains)
        #expect(holds(.startsWith(["oracle", "Sap"]), .text(text)) == starts)
    }

    @Test func `texts beyond ASCII have no case either`() {
        #expect(holds(.oneOf(["größe"]), "GRÖSSE") == false && holds(.oneOf(["Größe"]), "grÖße"))
        #expect(!holds(.oneOf(["Größe"]), "Größen") && holds(.contains(["ÖS"]), "größe") == false)
        #expect(holds(.contains(["RÖ"]), "größe") && !holds(.contains(["RA"]), "größe"))
        #expect(holds(.startsWith(["GRÖ"]), "größe") && !holds(.startsWith(["RÖ"]), "größe"))
        #expect(!holds(.oneOf(["größe"]), "grosse") && !holds(.contains(["é"]), "cafe"))
        #expect(holds(.oneOf(["@[`{z"]), "@[`{Z") && !holds(.oneOf(["@"]), "`"))
        #expect(
            !holds(.oneOf(["["]), "{") && holds(.oneOf(["A"]), "a") && holds(.oneOf(["z"]), "Z"))
    }

    @Test func `a fact is known when it has a text`() {
        #expect(holds(.exists(true), "x") && !holds(.exists(false), "x"))
        #expect(!holds(.exists(true), "") && holds(.exists(false), ""))
        #expect(!holds(.exists(true), nil) && holds(.exists(false), nil))
    }

    @Test func `all, any and not are what they say`() {
        let yes = Condition.fact("x", .exists(true))
        let no = Condition.not(yes)
        let cases: [(Condition, Bool)] = [
            (.always, true), (.all([yes, yes]), true), (.all([yes, no]), false),
            (.all([no, yes]), false), (.any([]), false), (.any([no, yes]), true),
            (.any([yes, no]), true), (.any([no, no]), false), (no, false), (.not(no), true),
        ]
        for (condition, expected) in cases { #expect(condition.holds { _ in "x" } == expected) }
        let both = Condition.all([.fact("a", .exists(true)), .not(.fact("b", .exists(true)))])
        #expect(both.factNames == ["a", "b"] && Condition.any([both]).factNames == ["a", "b"])
    }

    @Test func `a condition is said in words`() {
        let condition = Condition.all([
            .fact("industry", .oneOf(["telecom", "media"])), .fact("employees", .atLeast(100)),
            .any([.fact("title", .contains(["head"])), .not(.fact("stack", .exists(true)))]),
        ])
        #expect(
            condition.description
                == "industry is telecom or media, and employees at least 100, "
                + "and (title contains head, or not (stack is known))")
        #expect(Condition.always.description == "always")
    }

    @Test func `a product rule and a lead's own facts can be asked for`() {
        var lead = Lead(id: LeadID(1), capturedAt: Instant(seconds: 0))
        lead.attributes = ["employees": 12]
        lead.contact.findings = [.emailFree]
        #expect(lead.fact("pql") == false && lead.fact("free-mail") == true)
        lead.milestones.pql = Instant(seconds: 1)
        lead.contact.findings = []
        #expect(lead.fact("pql") == true && lead.fact("free-mail") == false)
        #expect(lead.fact("employees") == 12 && lead.fact("revenue") == nil)
    }

    @Test func `values are read back as what they were`() throws {
        let values: [Value] = ["x", 12, 12.5, true, false]
        let data = try JSONEncoder().encode(values)
        #expect(try JSONDecoder().decode([Value].self, from: data) == values)
        #expect(values.map(\.text) == ["x", "12", "12.5", "true", "false"])
        #expect(Value.written(-3) == "-3" && Value.written(0.5) == "0.5")
    }
}
