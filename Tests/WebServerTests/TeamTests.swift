import HTTPTypes
import LeadRules
import Testing

@Suite struct `The team over HTTP` {
    @Test func `leads go round, and each assignment tells how it came about`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            try await server.member("Haru", "sdr")
            for number in 1...4 { try await server.lead("p\(number)@firm\(number).com") }
            let pools = try await server.get("pools")
            #expect(pools.number("data", 0, "members", 0, "load") == 2)
            #expect(pools.number("data", 0, "members", 1, "given") == 2)
            let assignments = try await server.get("assignments?lead=L1")
            #expect(assignments.string("data", 0, "trace", "rule") == "turn")
            #expect(assignments.string("data", 0, "pool") == "sdrs")
            let queue = try await server.get("queue?member=M1")
            #expect(queue.number("load") == 2)
            #expect(queue.number("cap") == 50)
            #expect(queue.string("groups", 1, "group") == "new")
            #expect(queue.count("groups", 1, "entries") == 2)
        }
    }

    @Test func `at the cap a lead is held in sight, until there is room`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            try await server.send(.patch, "members/M1", #"{"cap": 1}"#)
            try await server.lead("a@firm1.com")
            try await server.lead("b@firm2.com")
            let held = try await server.get("held-leads")
            #expect(held.string("data", 0, "lead") == "L2")
            #expect(held.string("data", 0, "pool") == "sdrs")
            try await server.send(.patch, "members/M1", #"{"cap": null}"#)
            #expect(try await server.get("held-leads").count("data") == 0)
            #expect(try await server.get("leads/L2").string("owner") == "M1")
        }
    }

    @Test func `a lead is moved by hand, with a reason`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            try await server.lead("a@firm1.com")
            try await server.member("Haru", "sdr")
            let silent = try await server.send(
                .put, "leads/L1/assignment", #"{"member": "M2", "reason": ""}"#)
            #expect(silent.fields == ["reason"])
            let moved = try await server.send(
                .put, "leads/L1/assignment", #"{"member": "M2", "reason": "knows them"}"#)
            #expect(moved.string("owner") == "M2")
        }
    }

    @Test func `time off is noted, listed and taken back`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            let added = try await server.post(
                "time-off",
                """
                {"member": "M1", "from": "2026-03-02T00:00:00Z", "to": "2026-03-09T00:00:00Z",
                 "note": "holiday"}
                """)
            #expect(added.status == 201)
            #expect(added.string("id") == "T1")
            try await server.lead("a@firm1.com")
            #expect(try await server.get("leads/L1").string("stage") == "held")
            #expect(try await server.get("time-off?member=M1").count("data") == 1)
            #expect(try await server.send(.delete, "time-off/T1").status == 204)
            #expect(try await server.send(.delete, "time-off/T1").status == 404)
            #expect(try await server.get("leads/L1").string("owner") == "M1")
        }
    }

    @Test func `a mail address belongs to one member`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            let again = try await server.post(
                "members", #"{"name": "S.", "email": "Sora@baton.test", "role": "ae"}"#)
            #expect(again.status == 409)
            let role = try await server.post(
                "members", #"{"name": "S.", "email": "s@baton.test", "role": "sdrr"}"#)
            #expect(role.fields == ["role"])
        }
    }

    @Test func `stages move by the table, and a refusal says where it can go`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            try await server.lead("a@firm1.com")
            try await server.post("leads/L1/touches", #"{"channel": "call", "reached": false}"#)
            #expect(try await server.get("leads/L1").string("stage") == "working-untouched")
            let back = try await server.send(
                .put, "leads/L1/stage", #"{"to": "new", "reason": "oops"}"#)
            #expect(back.status == 422)
            #expect(back.string("detail")?.contains("it can go to: working-connected") == true)
            let rested = try await server.post(
                "leads/L1/recycling", #"{"reason": "no-budget"}"#)
            #expect(rested.string("rest", "wakeAt") == "2026-04-01T09:00:00Z")
            let woken = try await server.post("leads/L1/recall", #"{"reason": "they called"}"#)
            #expect(woken.string("stage") == "new")
        }
    }

    @Test func `two leads that are one person are merged, and taken apart again`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@firm1.com", source: "e-book")
            try await server.lead("b@firm1.com", source: "e-book")
            let merged = try await server.post("leads/L1/merges", #"{"absorb": "L2"}"#)
            let id = try #require(merged.string("id"))
            #expect(merged.string("state") == "merged")
            #expect(try await server.get("leads").count("data") == 1)
            #expect(try await server.get("leads/L2").string("mergedInto") == "L1")
            let undone = try await server.post("merges/\(id)/undo")
            #expect(undone.string("state") == "undone")
            #expect(try await server.get("leads").count("data") == 2)
            #expect(try await server.send(.delete, "merges/\(id)").status == 409)
        }
    }

    @Test func `a record is kept, with what an SQL still needs`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@firm1.com")
            let written = try await server.send(
                .put, "leads/L1/qualification",
                #"{"need": "faster billing", "authority": "decision-maker", "budget": {"confirmed": true, "amount": 60000}}"#
            )
            #expect(written.status == 200)
            #expect(written.number("bant", "points") == 90)
            #expect(
                try await server.get("qualifications?lead=L1").number("data", 0, "bant", "points")
                    == 90)
            let wrong = try await server.send(
                .put, "leads/L1/qualification", #"{"segment": "telecoms"}"#)
            #expect(wrong.fields == ["segment"])
        }
    }
}
