import HTTPTypes
import LeadEngine
import LeadRules
import Testing

/// Lists of leads and accounts, adding a lead, and search.
@Suite struct LeadListPageTests {
    @Test func `lists, files and search hold what is in sight`() async throws {
        try await TestServer.run { server in
            let ann = try await server.visitor(.sdr, "Ann")
            let mine = try await server.person("Kim", company: "=HYPERLINK(1)")
            let bea = try await server.visitor(.sdr, "Bea")
            for path in ["/leads", "/leads.csv", "/search.json?q=kim", "/search?q=kim"] {
                #expect(try await ann.get(path).body.contains("\(mine)"), "\(path)")
                #expect(try await bea.get(path).body.contains("HYPERLINK") == false, "\(path)")
            }
            let file = try await ann.get("/leads.csv")
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(file.body.contains("'=HYPERLINK(1)"))
            #expect(!file.body.contains(",=HYPERLINK(1)"))
        }
    }

    @Test func `each part of an address narrows the list`() async throws {
        try await TestServer.run { server in
            let chief = try await server.visitor(.cro, "Chief")
            let ann = try await server.visitor(.sdr, "Ann")
            let lead = try await server.person("Kim")
            let holding = [
                "stage=new", "owner=\(ann.member)", "source=demo-request", "milestone=mql",
                "from=2026-03-02&to=2026-03-02", "group=inbound", "sdr=\(ann.member)",
                "member=\(ann.member)", "verification=unverified", "q=ki",
            ]
            for query in holding {
                #expect(try await chief.get("/leads?\(query)").body.contains("\(lead)"), "\(query)")
            }
            let failing = [
                "stage=held", "owner=\(chief.member)", "source=e-book", "milestone=won",
                "from=2026-03-03", "to=2026-03-01", "group=partner", "ae=\(ann.member)",
                "team=nobody", "verification=fake", "q=lee", "segment=telecom", "campaign=x",
                "held=true",
            ]
            for query in failing {
                let page = try await chief.get("/leads?\(query)")
                #expect(page.status == 200 && !page.body.contains("/leads/\(lead)"), "\(query)")
            }
        }
    }

    @Test func `a lead is added by hand, once`() async throws {
        try await TestServer.run { server in
            let ann = try await server.visitor(.sdr, "Ann")
            let fields = [("name", "Kim"), ("company", "Hana"), ("source", "demo-request")]
            let wrong = try await ann.post("/leads/new", fields + [("email", "kim@")])
            #expect(wrong.status == 422)
            #expect(wrong.body.contains("value=\"kim@\"") && wrong.body.contains("value=\"Hana\""))
            #expect(wrong.body.contains("This is no mail address."))
            let right = fields + [("email", "kim@hana.co.kr"), ("note", "met at the fair")]
            #expect(try await ann.post("/leads/new", right).location == "/leads/L1")
            #expect(try await ann.post("/leads/new", right).location == "/leads/L1")
            #expect(try await ann.get("/leads/L1").body.contains("met at the fair"))
            let account = try await ann.get("/accounts/A1")
            #expect(account.body.contains("hana.co.kr") && account.body.contains("/leads/L1"))
            #expect(try await ann.get("/accounts?q=hana").body.contains("/accounts/A1"))
        }
    }

    @Test func `search goes straight to an id, and knows people and pages`() async throws {
        try await TestServer.run { server in
            let ann = try await server.visitor(.sdr, "Ann")
            let lead = try await server.person("Kim", phone: "+821012345678")
            #expect(try await ann.get("/search?q=L12").location == "/leads/L12")
            #expect(try await ann.get("/search?q=h3").location == "/handoffs/H3")
            #expect(try await ann.get("/search?q=A4").location == "/accounts/A4")
            #expect(try await ann.get("/search.json?q=ann").body.contains("Ann"))
            #expect(try await ann.get("/search.json?q=numbers").body.contains("/numbers"))
            #expect(try await ann.get("/search.json?q=board").body == "[]")
            for query in ["%2B8210", "kim%40ex", "im", ""] {
                let found = try await ann.get("/search.json?q=\(query)")
                #expect(found.body.contains("/leads/\(lead)\""), "\(query)")
            }
        }
    }
}
