import Demo
import Foundation
import Journal
import LeadEngine
import LeadRules
import PlaybookFile
import ShippedPlaybooks
import Storage
import TestStores
import Testing

/// Writes the golden journal of a release: a made-up team's two weeks, and whatever they leave out.
///
///     BATON_GOLDEN_RELEASE=0.1 swift test --filter WritingGoldenJournal
@Suite struct WritingGoldenJournal {
    private static let release = ProcessInfo.processInfo.environment["BATON_GOLDEN_RELEASE"]

    @Test(.enabled(if: release != nil, "only when a release is made"))
    func `the journal of a release is written`() async throws {
        let golden = GoldenJournal(try #require(Self.release))
        let store = try TestStore.make(GoldenJournalTests.shelf)
        let time = SetTime(Self.end)
        let engine = try Engine(store: store, time: time)
        let playbook = ShippedPlaybook.standard.text
        var workspace = DemoWorkspace(engine: engine, time: time, seed: 11, leads: 60, days: 21)
        try await workspace.fill(
            until: Self.end, playbook: playbook, name: "Default", digest: "golden"
        ) { _ in }
        try await Rare(engine: engine, time: time).fill()
        let journal = try await store.read { try $0.journal(after: nil, limit: 100_000) }
        engine.close()
        let missing = Set(EventKinds.byName.keys).subtracting(journal.map(\.name))
        #expect(missing == [])
        try golden.write(journal, playbook: playbook, records: GoldenJournalTests.records)
    }

    private static let end = Instant(rfc3339: "2026-03-20T03:00:00Z")!
}

/// What a team seldom does.
private struct Rare {
    let engine: Engine
    let time: SetTime

    func fill() async throws {
        let members = try await engine.store.read { try $0.members() }
        let sdr = try #require(members.first { $0.profile.role == .sdr }).id
        let lead = try await capture("Rare Bird", "rare.bird@factory.example")
        let twin = try await capture("Rare Byrd", "rare.byrd@factory.example")
        try await run(ChangeLead(lead: lead, attributes: ["pilot": true, "seats": 12.5]))
        try await run(AssignLead(lead: lead, to: sdr, reason: "they know them"))
        try await run(LogTouch(lead: lead, channel: .call, reached: true, note: "Call again"))
        try await undoLatest(of: lead)
        try await track(lead)
        try await clocks(lead)
        try await merge(lead, twin)
        try await rest(lead)
        try await argue(members)
        try await askAgain()
        try await settings(members, sdr)
        try await hold(members)
        try await run(RecycleLead(lead: twin, reason: "no-budget"))
        time.set(time.now() + .days(200))
        try await run(PostponeLead(lead: twin, due: .wake, reason: "the pool was empty"))
        try await DueClocks(engine: engine).play(time, to: time.now())
    }

    private func run<C: Command>(_ command: C) async throws {
        do {
            _ = try await engine.handle(command, by: .system)
        } catch let refusal as Refusal {
            // What is refused leaves no event; the test says which kinds are missing.
            print("\(C.self): \(refusal.message)")
        }
    }

    private func capture(_ name: String, _ email: String) async throws -> LeadID {
        var contact = Contact()
        contact.name = name
        contact.nameKey = name.lowercased()
        contact.email = email
        contact.emailKey = email
        contact.emailDomain = "factory.example"
        contact.phone = "+8221234\(email.utf8.count)67"
        contact.title = "Head of Works"
        var origin = Origin()
        origin.source = "demo-request"
        origin.ip = "203.0.113.\(email.utf8.count)"
        let command = CaptureLead(
            contact: contact, origin: origin, attributes: ["industry": "manufacturing"],
            stated: ["email": .text(email.uppercased()), "name": .text(name)])
        return try await engine.handle(command, by: .token("website")).answer.lead
    }

    private func undoLatest(of lead: LeadID) async throws {
        let story = try await engine.store.read { try $0.events(of: lead) }
        guard let touch = story.last(where: { $0.event is TouchLogged }) else { return }
        try await run(UndoStep(event: touch.id))
    }

    private func track(_ lead: LeadID) async throws {
        let at = time.now()
        func message(_ id: String, _ kind: TrackedMessage.Kind, _ visitor: String) -> TrackedMessage
        {
            TrackedMessage(
                id: id, kind: kind, at: at, anonymousID: visitor, userID: nil,
                properties: ["path": "/pricing", "title": "Pricing"], contact: nil,
                origin: Origin(), ip: "203.0.113.78")
        }
        var group = message("g", .group("factory"), "browser-of-rare-bird")
        group.properties = ["plan": "trial", "seats": 5]
        var identify = message("i", .identify, "browser-of-rare-bird")
        identify.contact = try await engine.store.read { try $0.lead(lead)?.contact }
        identify.properties = [:]
        identify.stated = ["email": "Rare.Bird@factory.example"]
        try await run(Track(messages: [message("p", .page("Pricing"), "browser-of-rare-bird")]))
        try await run(Track(messages: [identify, group]))
        let story = try await engine.store.read { try $0.events(of: lead) }
        guard let page = story.last(where: { $0.event is ActivityRecorded }) else { return }
        try await run(VoidActivity(activity: page.id, reason: "a test of ours"))
    }

    private func merge(_ keep: LeadID, _ absorb: LeadID) async throws {
        let proposals = try await engine.store.read { try $0.merges(of: absorb) }
        for proposal in proposals { try await run(DismissMerge(merge: proposal.id)) }
        let merge = try? await engine.handle(
            MergeLeads(keep: keep, absorb: absorb), by: .system)
        _ = merge
        let merged = try await engine.store.read { try $0.merges(of: absorb) }
        for proposal in merged where proposal.state == .merged {
            try await run(UndoMerge(merge: proposal.id))
        }
    }

    private func rest(_ lead: LeadID) async throws {
        try await run(RecycleLead(lead: lead, reason: "no-budget"))
        try await run(RecallLead(lead: lead, reason: "asked again"))
        try await run(Unsubscribe(lead: lead))
    }

    private func clocks(_ lead: LeadID) async throws {
        let open = try await engine.store.read { try $0.unendedClocks(of: lead) }
        if let clock = open.first(where: { $0.state == .running })?.id {
            try await run(PostponeClock(clock: clock, reason: "the calendar was wrong"))
            try await run(PauseClock(clock: clock, reason: "waits for their answer"))
            try await run(ResumeClock(clock: clock))
        }
    }

    /// A receiver asks, rejects, and is overruled; another handoff turns out to be of nobody.
    private func argue(_ members: [Member]) async throws {
        var filter = HandoffFilter()
        filter.states = [.pending, .review]
        let wanted = filter
        let open = try await engine.store.read { try $0.handoffs(wanted, Page(limit: 10)) }
        let handoff = try #require(open.first { $0.kind == "sdr-to-ae" })
        try await run(AskGiver(handoff: handoff.id, question: "Who signs?"))
        try await run(AnswerReceiver(handoff: handoff.id, answer: "Ms Han does."))
        try await run(
            RejectHandoff(handoff: handoff.id, reason: "problem-unclear", note: "What hurts?"))
        try await run(DisputeRejection(handoff: handoff.id, note: "It is in the summary."))
        try await run(DecideDispute(handoff: handoff.id, overturn: true, note: "So it is."))
        if let other = open.first(where: { $0.id != handoff.id }) {
            try await run(SetVerification(lead: other.lead, state: .fake, reason: "nobody there"))
        }
    }

    private func askAgain() async throws {
        for source in ["e-book", "demo-request"] {
            var contact = Contact()
            contact.name = "Ask Again"
            contact.email = "ask.again@factory.example"
            contact.emailKey = contact.email
            contact.emailDomain = "factory.example"
            var origin = Origin()
            origin.source = source
            try await run(CaptureLead(contact: contact, origin: origin))
        }
    }

    /// Nobody is there: the lead waits, and what is due cannot be done.
    private func hold(_ members: [Member]) async throws {
        for member in members where member.profile.role == .sdr || member.profile.role == .bdr {
            try await run(
                AddTimeOff(member: member.id, from: time.now(), to: time.now() + .days(9)))
        }
        let held = try await capture("Wait A While", "wait.a.while@works.example")
        time.set(time.now() + .days(3))
        for clock in try await engine.store.read({ try $0.unendedClocks(of: held) }) {
            try await run(PostponeClock(clock: clock.id, reason: "nobody could be asked"))
        }
    }

    private func settings(_ members: [Member], _ sdr: MemberID) async throws {
        try await run(NoteSetting(what: "token", change: "created 'website'"))
        if let account = try await engine.store.read({ try $0.account(domain: "factory.example") })
        {
            try await run(ChangeAccount(account: account.id, name: "Factory", owner: sdr))
        }
        let off = try? await engine.handle(
            AddTimeOff(member: sdr, from: time.now(), to: time.now() + .days(2), note: "Rest"),
            by: .system)
        if let off { try await run(RemoveTimeOff(member: sdr, timeOff: off.answer)) }
        var profile = try #require(members.first { $0.id == sdr }).profile
        profile.team = "North"
        try await run(ChangeMember(member: sdr, profile: profile))
        try await run(DisableMember(member: sdr))
    }
}
