import LeadRules
import PlaybookFile
import Testing

struct ConditionTests {
    @Test func `a value, a list and tests are read as written`() throws {
        #expect(try condition("{ industry: telecom }") == .fact("industry", .oneOf(["telecom"])))
        #expect(try condition("{ size: [1, two] }") == .fact("size", .oneOf(["1", "two"])))
        #expect(
            try condition("{ country: [NO, \"no\"] }") == .fact("country", .oneOf(["NO", "no"])))
        #expect(
            try condition("{ employees: { at-least: 10, below: 1_000 } }")
                == .all([.fact("employees", .atLeast(10)), .fact("employees", .below(1000))]))
        #expect(
            try condition("{ title: { contains: [head, 부장], starts-with: vp } }")
                == .all([
                    .fact("title", .contains(["head", "부장"])), .fact("title", .startsWith(["vp"])),
                ]))
        #expect(
            try condition("{ revenue: { is: 5, above: 1, at-most: 9, exists: true } }")
                == .all([
                    .fact("revenue", .oneOf(["5"])), .fact("revenue", .atMost(9)),
                    .fact("revenue", .above(1)), .fact("revenue", .exists(true)),
                ]))
    }

    @Test func `conditions nest with any, all and not`() throws {
        #expect(
            try condition("{ any: [{ tier: 1 }, { tier: 2, plan: pro }], not: { country: JP } }")
                == .all([
                    .any([
                        .fact("tier", .oneOf(["1"])),
                        .all([.fact("tier", .oneOf(["2"])), .fact("plan", .oneOf(["pro"]))]),
                    ]),
                    .not(.fact("country", .oneOf(["JP"]))),
                ]))
        #expect(try condition("{ all: [{ tier: 1 }] }") == .all([.fact("tier", .oneOf(["1"]))]))
        #expect(try condition("{}") == .always)
    }

    @Test func `a custom fact is allowed, a slip in a built-in one is not`() {
        expectProblems(
            """
            pools:
              - id: a
                role: sdr
                when: { stack: sap, domain: x.com, §source_group: inbound, §campain: spring, §tilte: CEO }
            """,
            "Unknown fact 'source_group'. Did you mean source-group?",
            "Unknown fact 'campain'. Did you mean campaign?",
            "Unknown fact 'tilte'. Did you mean title?")
    }

    @Test func `a fact of few values is tested for one of them`() {
        expectProblems(
            """
            pools:
              - id: a
                role: sdr
                when:
                  source: [form, §from]
                  source-grade: { is: §A }
                  source-group: §outbond
                  temperature: §lukewarm
                  segment: §manufacturing
                  free-mail: §yes
            """,
            "Unknown source 'from'. Did you mean form?",
            "Unknown source grade 'A'. Did you mean B?",
            "'source-group' is never 'outbond'. Did you mean outbound?",
            "'temperature' is never 'lukewarm'. Known: hot, warm, cool.",
            "Unknown segment 'manufacturing'. The playbook defines none.",
            "'free-mail' is never 'yes'. Known: true, false.")
    }

    @Test func `tests are known, and compare numbers`() {
        expectProblems(
            """
            pools:
              - id: a
                role: sdr
                when:
                  employees: { §atleast: 5 }
                  revenue: { above: §lots }
                  size: §{}
                  plan: §[]
                  tier:§
                  any: §[]
                  not: §pro
            """,
            "Unknown key 'atleast' in the test of 'employees'. Did you mean at-least?",
            "Expected a number for 'above', found 'lots'.",
            "Expected at least one test for 'size', found a mapping.",
            "Expected a list with at least one item for 'plan', found a list.",
            "Expected a value for 'tier', found nothing.",
            "Expected a list with at least one item for 'any', found a list.",
            "Expected a mapping (lines of `key: value`) for 'not', found 'pro'.")
    }

    @Test func `tracking asks about events, not about leads`() {
        expectProblems(
            """
            tracking:
              - when: { §evnt: Signed Up, type: §click, plan: pro }
                count: signups
            """,
            "Unknown fact 'evnt'. Did you mean event?",
            "'type' is never 'click'. Known: track, page.")
    }

    @Test func `behind an entry that always fits nothing is reached`() {
        expectProblems(
            """
            pools:
              - { id: a, role: sdr }
              - { id: b, role: ae, when: { country: JP } }
              - { id: c, role: ae }
              - §{ id: d, role: sdr, when: { country: JP } }
            segments:
              - id: rest
              - §id: first
                when: { industry: telecom }
            """,
            "This is never reached, since one before it always fits.",
            "This is never reached, since one before it always fits.")
    }

    private func condition(_ yaml: String) throws -> Condition? {
        try playbook("pools: [{ id: a, role: sdr, when: \(yaml) }]").pools.first?.when
    }
}
