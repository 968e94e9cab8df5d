import Demo
import LeadEngine
import LeadRules
import Storage

/// What must hold at any moment, whatever happened before.
struct Promises {
    let engine: Engine
    /// What brought messages from outside.
    let post: Post?

    /// - Throws: `BrokenPromise` that names the first lead, clock or row that breaks one.
    func check() async throws {
        // Whatever is due has been done by now, so that nothing waits in vain.
        _ = try await DueClocks(engine: engine).run()
        try await checkLeads()
        try await checkClocks()
        try await checkLoads()
        try await checkPost()
    }

    /// Every message that was answered is in the journal, once; and so is the answer to every form.
    private func checkPost() async throws {
        guard let post else { return }
        if let first = post.contradictions.first {
            throw BrokenPromise("a form was answered twice, otherwise: \(first)")
        }
        var names = EventFilter()
        names.names = ["activity.recorded"]
        let recorded = names
        var seen: Set<String> = []
        try await eachPage { after in
            let page = try await engine.store.read {
                try $0.events(recorded, Page(after: after, limit: 500))
            }
            for event in page {
                guard let id = event.activity?.properties[Post.idProperty]?.text else {
                    continue
                }
                guard seen.insert(id).inserted else {
                    throw BrokenPromise("message \(id) was recorded twice")
                }
            }
            return page.last?.id.number
        }
        if let lost = post.acknowledged.subtracting(seen).min() {
            throw BrokenPromise("message \(lost) was answered and is not in the journal")
        }
    }

    /// No lead without an owner, a queue or a wake-up.
    private func checkLeads() async throws {
        try await eachPage { after in
            let leads = try await engine.store.read {
                try $0.leads(LeadFilter(), Page(after: after, limit: 500))
            }
            let members = try await engine.store.read { try $0.members() }
            for lead in leads { try check(lead, members) }
            return leads.last?.id.number
        }
    }

    private func check(_ lead: Lead, _ members: [Member]) throws {
        let owner = lead.owner.flatMap { id in members.first { $0.id == id } }
        let isSafe: Bool
        switch lead.stage {
        case .new, .workingUntouched, .workingConnected: isSafe = owner?.isActive == true
        case .held: isSafe = lead.heldIn != nil && lead.rest.wakeAt != nil
        // A lost lead without a date wakes when it asks to talk.
        case .recycled: isSafe = lead.rest.wakeAt != nil || lead.milestones.lost != nil
        case .converted, .marketing, .archived: isSafe = true
        }
        guard isSafe else {
            throw BrokenPromise(
                "\(lead.id) is \(lead.stage.rawValue) without owner, queue or wake-up "
                    + "(\(lead.stageReason))")
        }
    }

    /// Every clock that is due has fired, and none has run out twice.
    private func checkClocks() async throws {
        let now = engine.time.now()
        try await eachPage { after in
            let clocks = try await engine.store.read {
                try $0.clocks(ClockFilter(), Page(after: after, limit: 500))
            }
            for clock in clocks where clock.nextAt.map({ $0 <= now }) ?? false {
                throw BrokenPromise("\(clock.id) was due and did not fire")
            }
            return clocks.last?.id.number
        }
        var filter = ClockFilter()
        filter.breached = true
        let breached = filter
        let ranOut = try await engine.store.read { try $0.count(breached) }
        var told = EventFilter()
        told.names = ["clock.breached"]
        let names = told
        var events = 0
        try await eachPage { after in
            let page = try await engine.store.read {
                try $0.events(names, Page(after: after, limit: 500))
            }
            events += page.count
            return page.last?.id.number
        }
        guard events == ranOut else {
            throw BrokenPromise("\(ranOut) clocks ran out, and the journal tells of \(events)")
        }
    }

    /// What counts against caps is what people really have.
    private func checkLoads() async throws {
        let (members, worked) = try await engine.store.read { transaction in
            let members = try transaction.members()
            return (
                members,
                try members.map { try transaction.workedLeads(of: $0.id, limit: 100_000).count }
            )
        }
        for (member, count) in zip(members, worked) where member.load != count {
            throw BrokenPromise("\(member.id) has \(count) leads and counts \(member.load)")
        }
    }

    private func eachPage(_ body: (Int64?) async throws -> Int64?) async throws {
        var last: Int64?
        repeat { last = try await body(last) } while last != nil
    }
}
