import Foundation
import HTTPTypes
import LeadRules
import Testing

extension EdgeProvocation {
    private static let incomplete = "Fill in what is missing."

    static let ofPages: [EdgeProvocation] = [
        EdgeProvocation("form-incomplete", "a profile", tells: incomplete) { server in
            let me = try await server.visitor(.sdr)
            return try await me.post("/profile", [("name", " ")]).body
        },
        EdgeProvocation("form-incomplete", "a person", tells: incomplete) { server in
            let me = try await server.visitor(.revops)
            return try await me.post("/settings/people/new", [("name", "Lee"), ("email", "")]).body
        },
        EdgeProvocation("not-a-time", "a moment", tells: "is not a date and time") { server in
            let me = try await server.visitor(.sdr)
            let form = [("from", "tomorrow"), ("to", "later")]
            return try await me.post("/profile/time-off", form).said
        },
        EdgeProvocation("not-a-time", "a day", tells: "is not a date") { server in
            let me = try await server.visitor(.revops)
            return try await me.get("/settings/audit?from=tomorrow").body
        },
        EdgeProvocation("unknown-handoff", "a page", tells: "Unknown handoff") { server in
            let me = try await server.visitor(.sdr)
            try await server.lead("a@hanbit.co.kr")
            return try await me.get("/leads/L1/handoff?kind=sdr-to-a").body
        },
        EdgeProvocation("unknown-handoff", "its points", tells: "Unknown handoff") { server in
            let me = try await server.visitor(.sdr)
            try await server.lead("a@hanbit.co.kr")
            return try await me.post("/leads/L1/handoff/score?kind=sdr-to-a").body
        },
        EdgeProvocation("unknown-calendar", tells: "Unknown calendar") { server in
            let me = try await server.visitor(.revops)
            let form = [("calendar", "mars"), ("day", "2026-05-01")]
            return try await me.post("/playbook/edit/holidays", form).body
        },
    ]
}

extension TestVisitor.Answer {
    /// What the next page says, as the cookie has it.
    fileprivate var said: String {
        let cookie = headers[values: .setCookie].first { $0.contains("said") } ?? ""
        let value = cookie.prefix { $0 != ";" }.drop { $0 != "=" }.dropFirst()
        return Data(base64Encoded: String(value)).map { String(decoding: $0, as: UTF8.self) }
            ?? body
    }
}
