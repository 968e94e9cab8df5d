import Foundation
import Journal
import LeadEngine
import LeadRules
import Testing

/// What the writer remembers of rows is never more than what is stored.
@Suite struct WriterRowsTests {
    @Test func `what was undone is not remembered`() async throws {
        let history = try await ReportHistory()
        let lead = try await capture(history)
        let before = try await history.store.read { try $0.lead(lead) }
        await #expect(throws: Undone.self) {
            try await history.engine.submit { transaction, now in
                var world = World(facts: transaction)
                try world.apply(rescoring(lead, at: now))
                try transaction.save(world, at: now)
                #expect(try transaction.lead(lead) != before)
                throw Undone()
            }
        }
        let remembered = try await history.engine.submit { transaction, _ in
            try transaction.lead(lead)
        }
        #expect(remembered == before)
    }

    @Test func `what the writer remembers is what others read`() async throws {
        let history = try await ReportHistory()
        try await history.work()
        for number in 1...6 {
            let id = LeadID(Int64(number))
            let remembered = try await history.engine.submit { transaction, _ in
                try transaction.lead(id)
            }
            #expect(remembered == (try await history.store.read { try $0.lead(id) }))
        }
        let members = try await history.engine.submit { transaction, _ in
            try transaction.members()
        }
        #expect(members == (try await history.store.read { try $0.members() }))
    }

    @Test func `repeats are found among any number of messages`() async throws {
        let history = try await ReportHistory()
        let first = try await history.engine.handle(
            pages(Array(0..<300) + [7], history), by: .system
        ).answer
        #expect(first.taken == 300 && first.repeated == 1)
        let again = try await history.engine.handle(
            pages(250..<320, history), by: .system
        ).answer
        #expect(again.taken == 20 && again.repeated == 50)
        // More than any store takes values for one statement.
        let known = try await history.engine.submit { transaction, _ in
            try transaction.known(messages: (0..<70_000).map { "m\($0)" })
        }
        #expect(known == Set((0..<320).map { "m\($0)" }))
    }

    private func pages(_ numbers: some Sequence<Int>, _ history: ReportHistory) -> Track {
        let messages = numbers.map { number in
            TrackedMessage(
                id: "m\(number)", kind: .page("Pricing"), at: history.time.now(),
                anonymousID: "a", userID: nil, properties: [:], contact: nil,
                origin: Origin(), ip: nil)
        }
        return Track(messages: messages)
    }

    @Test func `who has how many leads is right when many come in one commit`() async throws {
        let history = try await ReportHistory()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...30 {
                group.addTask {
                    _ = try await history.engine.handle(
                        ReportHistory.capture("Lead \(number)", "demo"), by: .system)
                }
                guard number % 10 == 0 else { continue }
                // Somebody new makes the writer read everybody again, among the others' commands.
                group.addTask {
                    let profile = MemberProfile(
                        name: "New", email: "new\(number)@example.com", role: .sdr)
                    _ = try await history.engine.handle(AddMember(profile: profile), by: .system)
                }
            }
            try await group.waitForAll()
        }
        let stored = try await history.store.read { transaction in
            let leads = try (1...30).compactMap { try transaction.lead(LeadID($0)) }
            return (try transaction.members(), try transaction.seats(of: "sdrs"), leads)
        }
        let (members, seats, leads) = stored
        #expect(members.count == 8)
        for member in members {
            #expect(member.load == leads.count { $0.owner == member.id })
            let given = seats.first { $0.member == member.id }?.given ?? 0
            #expect(given == leads.count { $0.owner == member.id })
        }
        let known = try await history.engine.submit { transaction, _ in
            (try transaction.members(), try transaction.seats(of: "sdrs"))
        }
        #expect(known.0 == members)
        #expect(known.1 == seats)
    }

    private func capture(_ history: ReportHistory) async throws -> LeadID {
        var contact = Contact()
        contact.name = "Kim"
        return try await history.engine.handle(
            CaptureLead(contact: contact, origin: Origin()), by: .system
        ).answer.lead
    }

    private func rescoring(_ lead: LeadID, at now: Instant) throws -> Recorded {
        let event = try StoredReader().event(
            named: "score.refreshed", data: #"{"leadID":"\#(lead)","total":77}"#, id: nil)
        return Recorded(
            stamp: Stamp(
                id: EventID(9_999), decision: DecisionID(9_999), at: now, actor: .system,
                playbook: 1), event: event)
    }

    private struct Undone: Error {}
}
