import Intake
import LeadEngine
import LeadRules

/// What the made-up people do. What the rules refuse is simply not done, as in life.
extension DemoWorkspace {
    mutating func carryOut(_ what: Agenda.What) async throws {
        do {
            switch what {
            case .capture(let number): try await capture(number)
            case .fraud(let number): try await captureFraud(number)
            case .visit(let lead): try await visit(lead)
            case .browse(let number): try await browse(number)
            case .arrive(let messages): try await arrive(messages)
            case .sendAgain(let form): try await sendAgain(form)
            case .useProduct(let lead): try await useProduct(lead)
            case .touch(let lead, let sdr): try await touch(lead, by: sdr)
            case .verify(let lead, let sdr): try await verify(lead, by: sdr)
            case .qualify(let lead, let sdr): try await qualify(lead, by: sdr)
            case .handOver(let lead, let sdr): try await handOver(lead, by: sdr)
            case .decide(let handoff, let ae): try await decide(handoff, by: ae)
            case .contact(let handoff, let ae): try await contact(handoff, by: ae)
            case .dispute(let handoff, let sdr): try await dispute(handoff, by: sdr)
            case .judge(let handoff): try await judge(handoff)
            case .close(let lead, let ae): try await close(lead, by: ae)
            case .handToCustomerTeam(let lead, let ae):
                try await handToCustomerTeam(lead, by: ae)
            case .askForReview(let number): try await askForReview(number)
            case .win: try await win()
            }
        } catch is Refusal {}
    }

    private mutating func capture(_ number: Int) async throws {
        let company = chance.pick(Companies.all)
        var raw = Companies.person(at: company, number: number, &chance)
        let isRush = number >= leads
        raw.source =
            isRush
            ? "demo-request"
            : chance.pick(weighted: [
                ("demo-request", 0.12), ("quote-request", 0.05), ("webinar-attendee", 0.16),
                ("e-book", 0.2), ("free-trial", 0.1), ("newsletter", 0.12), ("event", 0.08),
                ("web-form", 0.1), ("outbound", 0.05), ("partner", 0.02),
            ])
        raw.campaign = chance.pick(["autumn-launch", "factory-summit", "handoff-report", nil])
        raw.landingPage = chance.pick(["/demo", "/pricing", "/guide", "/webinar"])
        if chance.happens(0.03) { raw.email = "someone\(number)@mailinator.com" }
        if chance.happens(0.03), number > 10 { raw.email = "p\(number - 7)@\(company.domain)" }
        guard let lead = try await send(raw, number: number) else { return }
        if raw.source == "free-trial" {
            agenda.add(time.now() + .hours(Int64(2 + chance.below(90))), .useProduct(lead))
        }
        for _ in 0..<chance.below(9) {
            let wait = TimeSpan.minutes(Int64(chance.below(4_000)))
            agenda.add(time.now() + wait, .visit(lead))
        }
    }

    private mutating func captureFraud(_ number: Int) async throws {
        var raw = RawLead()
        raw.name = "Test \(number)"
        raw.email = "test\(number)@yopmail.com"
        raw.source = "e-book"
        raw.ip = "203.0.113.66"
        _ = try await engine.handle(raw.capture(defaultRegion: "KR"), by: .system)
    }

    private mutating func visit(_ lead: LeadID) async throws {
        let kind = chance.pick(weighted: [
            ("page-visit", 4), ("product-page-view", 3), ("pricing-page-visit", 2),
            ("mail-open", 3), ("mail-click", 1.5), ("e-book-download", 0.7),
            ("webinar-registration", 0.6), ("webinar-attendance", 0.5), ("mail-reply", 0.3),
        ])
        let pages = ["/", "/product/routing", "/product/sla", "/pricing", "/customers"]
        let activity = Activity(
            kind: kind, at: time.now(), properties: ["path": .text(chance.pick(pages))])
        _ = try await engine.handle(RecordActivity(lead: lead, activity: activity), by: .system)
    }

    private mutating func touch(_ lead: LeadID, by sdr: MemberID) async throws {
        guard let row = try await engine.store.read({ try $0.lead(lead) }), row.owner == sdr,
            row.stage.isWorked
        else { return }
        let reached = chance.happens(row.stage == .new ? 0.45 : 0.35)
        let channel = chance.pick(weighted: [
            (LogTouch.Channel.call, 3), (.email, 2), (.message, 0.5),
        ])
        _ = try await engine.handle(
            LogTouch(lead: lead, channel: channel, reached: reached), by: .member(sdr))
        let next = TimeSpan.hours(Int64(20 + chance.below(40)))
        let at = try await atWork(sdr, time.now() + next)
        if !reached {
            agenda.add(at, .touch(lead, sdr))
        } else if chance.happens(0.15) {
            let reasons = ["no-budget", "no-need", "reviewing-in-six-months"]
            _ = try await engine.handle(
                RecycleLead(lead: lead, reason: chance.pick(reasons)), by: .member(sdr))
        } else if chance.happens(0.85) {
            agenda.add(at, .qualify(lead, sdr))
        } else if lead.number.isMultiple(of: 3) {
            _ = try await engine.handle(
                MoveStage(lead: lead, to: .archived, reason: "a student, not a buyer"),
                by: .member(sdr))
        }
    }

    private func verify(_ lead: LeadID, by sdr: MemberID) async throws {
        _ = try await engine.handle(VerifyByPhone(lead: lead, genuine: true), by: .member(sdr))
    }

    private mutating func qualify(_ lead: LeadID, by sdr: MemberID) async throws {
        guard let row = try await engine.store.read({ try $0.lead(lead) }), row.owner == sdr else {
            return
        }
        let record = Conversations.record(of: row, at: time.now(), &chance)
        _ = try await engine.handle(
            ChangeQualification(lead: lead, record: record), by: .member(sdr))
        let at = try await atWork(sdr, time.now() + .hours(Int64(1 + chance.below(30))))
        agenda.add(at, .handOver(lead, sdr))
    }

    private mutating func handOver(_ lead: LeadID, by sdr: MemberID) async throws {
        var packet = Packet()
        packet.summary = "Talked for 20 minutes; they want to see it on their own data."
        packet.quotes = [chance.pick(Conversations.quotes)]
        packet.objections = [chance.pick(Conversations.objections)]
        do {
            _ = try await engine.handle(
                OpenHandoff(lead: lead, kind: "sdr-to-ae", packet: packet), by: .member(sdr))
        } catch let refusal as Refusal where refusal.code == "missing-required-information" {
            // Asks again the next day for what was missing.
            agenda.add(try await atWork(sdr, time.now() + .hours(20)), .qualify(lead, sdr))
        }
    }

    private mutating func decide(_ id: HandoffID, by ae: MemberID) async throws {
        let accepts = team.byEmail["misaki"] == ae ? 0.35 : 0.66
        if chance.happens(accepts) {
            _ = try await engine.handle(AcceptHandoff(handoff: id), by: .member(ae))
            return
        }
        let reason = chance.pick(weighted: [
            ("problem-unclear", 3), ("no-authority", 3), ("timeline-beyond-12-months", 2),
            ("icp-mismatch", 1), ("no-real-interest", 1),
        ])
        _ = try await engine.handle(
            RejectHandoff(handoff: id, reason: reason, note: chance.pick(Conversations.notes)),
            by: .member(ae))
    }

    private mutating func contact(_ id: HandoffID, by ae: MemberID) async throws {
        _ = try await engine.handle(LogFirstContact(handoff: id), by: .member(ae))
        guard let handoff = try await engine.store.read({ try $0.handoff(id) }) else { return }
        guard team.roleOf[handoff.receiver] == .ae, chance.happens(0.7) else { return }
        let wait = TimeSpan.days(Int64(2 + chance.below(8)))
        agenda.add(try await atWork(ae, time.now() + wait), .close(handoff.lead, ae))
    }

    private mutating func dispute(_ id: HandoffID, by sdr: MemberID) async throws {
        _ = try await engine.handle(
            DisputeRejection(handoff: id, note: "The approver joins the next meeting, see packet."),
            by: .member(sdr))
        if chance.happens(0.6) { agenda.add(time.now() + .hours(20), .judge(id)) }
    }

    private mutating func judge(_ id: HandoffID) async throws {
        guard let manager = team.byEmail["sungmin"] else { return }
        _ = try await engine.handle(
            DecideDispute(
                handoff: id, overturn: chance.happens(0.5), note: "Listened to the call."),
            by: .member(manager))
    }

    private mutating func close(_ lead: LeadID, by ae: MemberID) async throws {
        let known = try await engine.store.read { try $0.lead(lead)?.milestones }
        guard let known, known.won == nil, known.lost == nil else { return }
        let won = chance.happens(0.4)
        let cause = chance.pick(won ? Conversations.wins : Conversations.losses)
        let amount = Double(20 + chance.below(180)) * 1_000
        _ = try await engine.handle(
            RecordOutcome(lead: lead, won: won, amount: won ? amount : nil, cause: cause),
            by: .member(ae))
        guard won, chance.happens(0.7) else { return }
        agenda.add(
            try await atWork(ae, time.now() + .hours(20)), .handToCustomerTeam(lead, ae))
    }

    func handToCustomerTeam(_ lead: LeadID, by ae: MemberID) async throws {
        var record =
            try await engine.store.read { try $0.record(of: lead) } ?? QualificationRecord()
        record.goals = "Halve the time to first contact in two quarters."
        record.contract = "12 months, 40 seats, renewal notice of 60 days."
        record.promises = "Single sign-on within the first month."
        _ = try await engine.handle(
            ChangeQualification(lead: lead, record: record), by: .member(ae))
        _ = try await engine.handle(OpenHandoff(lead: lead, kind: "ae-to-am"), by: .member(ae))
        _ = try await engine.handle(OpenHandoff(lead: lead, kind: "ae-to-csm"), by: .member(ae))
    }
}
