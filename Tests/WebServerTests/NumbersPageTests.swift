import Foundation
import HTTPTypes
import LeadRules
import Testing

@Suite struct `The pages of the shared numbers` {
    private static let tabs = [
        "", "/speed", "/handoffs", "/sources", "/stages", "/load", "/weekly",
    ]

    @Test(arguments: tabs)
    func `everybody reads every page in each language, with and without figures`(_ tab: String)
        async throws
    {
        try await TestServer.run { server in
            for (role, language) in [(Role.marketing, "en"), (.sdr, "ko"), (.ae, "ja")] {
                let visitor = try await server.visitor(role, language: language)
                let empty = try await visitor.get("/numbers\(tab)")
                #expect(empty.status == 200)
                #expect(!empty.body.contains("numbers."))
                try await server.lead("\(role)@firm1.com")
                let full = try await visitor.get(
                    "/numbers\(tab)?period=quarter&source=demo-request")
                #expect(full.status == 200)
                #expect(full.body.contains("value=\"demo-request\" selected"))
                #expect(!full.body.lowercased().contains("nan\""))
                #expect(!full.body.contains("style="))
            }
        }
    }

    @Test func `figures are those of the API for the same part`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            for number in 1...5 { try await server.lead("a\(number)@firm\(number).com") }
            try await server.lead("b@firm9.com", source: "e-book")
            let visitor = try await server.visitor(.marketing)
            for part in ["", "&source=e-book", "&member=M1"] {
                let report = try await server.get(
                    "reports/funnel?from=2026-02-03T00:00:00Z&to=2026-03-03T00:00:00Z\(part)")
                let file = try await visitor.get(
                    "/numbers/overview.csv?from=2026-02-03&to=2026-03-02&table=funnel\(part)")
                let lines = file.body.split(separator: "\r\n").map { $0.split(separator: ",") }
                for (name, field) in [("Leads", "leads"), ("MQL", "mql"), ("SQL", "sql")] {
                    let line = try #require(lines.first { $0[0] == name })
                    #expect(Double(line[1]) == report.number("total", "counts", field))
                }
            }
        }
    }

    @Test func `a file opens in spreadsheets and runs no formula`() async throws {
        try await TestServer.run { server in
            try await server.post(
                "leads", #"{"email": "a@firm1.com", "source": "e-book", "campaign": "=1+1"}"#)
            let visitor = try await server.visitor(.marketing)
            let file = try await visitor.get("/numbers/overview.csv?period=all&table=campaigns")
            #expect(file.status == 200)
            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(file.body.hasPrefix("\u{FEFF}"))
            #expect(file.body.contains("'=1+1,1,"))
            for tab in ["speed", "handoffs", "sources", "stages", "load", "weekly"] {
                #expect(try await visitor.get("/numbers/\(tab).csv").status == 200)
            }
            let none = try await visitor.get("/numbers/overview.csv?table=nothing")
            #expect(none.status == 404)
        }
    }

    @Test func `every figure leads to the leads behind it`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@firm1.com")
            let visitor = try await server.visitor(.cro)
            let page = try await visitor.get("/numbers?from=2026-03-01&to=2026-03-02")
            #expect(
                page.body.contains(
                    "href=\"/leads?from=2026-03-01&amp;to=2026-03-02&amp;milestone=mql\""))
        }
    }

    @Test func `a period that was just chosen goes before days typed earlier`() async throws {
        try await TestServer.run { server in
            let visitor = try await server.visitor(.cro)
            let days = "from=2026-01-05&to=2026-01-09"
            let typed = try await visitor.get("/numbers?period=4-weeks&shown=4-weeks&\(days)")
            #expect(typed.body.contains("value=\"2026-01-05\""))
            let chosen = try await visitor.get("/numbers?period=this-week&shown=dates&\(days)")
            #expect(!chosen.body.contains("value=\"2026-01-05\""))
            #expect(try await visitor.get("/numbers?from=lately").status == 422)
        }
    }
}
