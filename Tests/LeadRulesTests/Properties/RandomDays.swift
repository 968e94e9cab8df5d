import LeadRules

/// Days at the office in which everything happens in an order that nobody planned.
struct RandomDays {
    let office: Office
    var random: Seeded
    private var messages = 0
    static let byHand = "moved by hand"
    private let names = ["boss", "mina", "jun", "yuki", "ada", "ben", "kai", "liv"]

    init(seed: Int) throws {
        random = Seeded(seed)
        office = try Office { playbook in
            playbook.pools[0].cap = 3
            playbook.pools[1].cap = 4
            playbook.bant.grades[0].clock = "task"
            playbook.bant.grades[1].track = "stay-in-touch"
        }
        try office.hire("yuki", .sdr, calendar: "tokyo")
    }

    mutating func live(commands: Int) throws {
        for _ in 0..<commands {
            do {
                try doSomething()
            } catch is Refusal {
                // People try what is not allowed; nothing must come of it.
            }
        }
    }

    private mutating func doSomething() throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<20: try capture()
        case 20..<30: try office.advance(.minutes(.random(in: 1...240, using: &random)))
        case 30: try office.advance(.days(.random(in: 1...40, using: &random)))
        case 31: try postpone()
        case 32..<44: try workLead()
        case 44..<60: try act()
        case 60..<78: try handOver()
        case 78..<87: try manage()
        case 87..<92: try correct()
        default: try changeTeam()
        }
    }

    /// Weeks in which nothing that is due can be carried out.
    private mutating func postpone() throws {
        office.sleep(until: (office.now + .days(40)).rfc3339)
        for clock in office.facts.clocks.keys.sorted() {
            try office.run(PostponeClock(clock: clock, reason: "stuck"))
        }
        for lead in office.facts.leads.keys.sorted() {
            try office.run(PostponeLead(lead: lead, due: .wake, reason: "stuck"))
            try office.run(PostponeLead(lead: lead, due: .mail, reason: "stuck"))
        }
    }

    private mutating func pick<T>(_ all: [T]) throws -> T {
        guard let one = all.randomElement(using: &random) else {
            throw Refusal(.notFound, "none", "There is none yet.")
        }
        return one
    }
    private mutating func someLead() throws -> LeadID {
        try pick(office.facts.leads.keys.sorted())
    }
    private mutating func someHandoff(_ fits: (Handoff) -> Bool = { _ in true }) throws
        -> HandoffID
    {
        try pick(office.facts.handoffs.values.filter(fits).map(\.id).sorted().suffix(5))
    }

    private mutating func capture() throws {
        let n = Int.random(in: 1...40, using: &random)
        let sources = ["demo-request", "e-book", "newsletter", "event", "outbound", "partner"]
        let contact = Contact(
            n % 9 == 0 ? nil : "p\(n)@c\(n % 12).example", name: "P\(n % 20)",
            phone: n % 3 == 0 ? "+82\(n % 30)" : nil, title: n % 4 == 0 ? "Director" : nil)
        try office.capture(
            contact, try pick(sources), key: n % 5 == 0 ? "row-\(n)" : nil,
            ip: n % 7 == 0 ? "203.0.113.\(n % 2)" : nil,
            attributes: ["industry": "manufacturing", "employees": .number(Double(n * 20))],
            visitor: n % 2 == 0 ? "v\(n % 10)" : nil)
    }

    private mutating func workLead() throws {
        let lead = try someLead()
        let owner = office.owner(lead)
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: try office.touch(lead, reached: .random(using: &random), by: owner)
        case 2:
            let stage = try pick(Stage.allCases)
            try office.run(
                MoveStage(
                    lead: lead, to: stage, reason: stage == .recycled ? "unreachable" : Self.byHand),
                by: try pick(["boss", owner ?? "boss"]))
        case 3: try office.run(RecycleLead(lead: lead, reason: "no-budget"), by: owner)
        case 4: try office.run(RecallLead(lead: lead, reason: "called"))
        default:
            try office.run(
                VerifyByPhone(
                    lead: lead, genuine: .random(using: &random) || .random(using: &random)))
        }
    }

    private mutating func act() throws {
        let kinds = ["page-visit", "mail-open", "webinar-attendance", "demo-request", "mail-reply"]
        if Bool.random(using: &random) {
            _ = try office.act(try someLead(), try pick(kinds))
            return
        }
        messages += 1
        let n = Int.random(in: 0..<10, using: &random)
        let kinds2: [TrackedMessage.Kind] = [
            .page("home"), .track("Demo Requested"), .track("Teammate Invited"), .identify,
            .group("g"), .alias("v\(n)"), .track("Messages Sent"),
        ]
        try office.run(
            Track(messages: [
                TrackedMessage(
                    id: "\(messages % 150)", kind: try pick(kinds2), at: office.now,
                    anonymousID: "v\(n)", userID: n % 3 == 0 ? "u\(n)" : nil,
                    properties: ["quantity": 600],
                    contact: n % 2 == 0 ? Contact("p\(n)@c\(n).example") : nil,
                    origin: Origin(), ip: nil)
            ]))
    }

    private mutating func handOver() throws {
        switch Int.random(in: 0..<11, using: &random) {
        case 9: try office.run(AskGiver(handoff: try someHandoff(\.state.isOpen), question: "Why?"))
        case 10:
            try office.run(
                AnswerReceiver(handoff: try someHandoff { !$0.questions.isEmpty }, answer: "So."))
        case 0, 1, 2:
            let worked = office.facts.leads.values.filter(\.stage.isWorked).map(\.id).sorted()
            let lead = try pick(worked)
            try office.run(
                ChangeQualification(
                    lead: lead, record: .complete(at: office.now, points: try pick([10, 6, 3]))))
            try office.open(lead, to: nil, by: "boss")
        case 3: try office.run(AcceptHandoff(handoff: try someHandoff(\.state.isOpen)), by: "boss")
        case 4:
            let reasons = [
                "icp-mismatch", "no-real-interest", "problem-unclear", "missing-data", "competitor",
            ]
            try office.run(
                RejectHandoff(
                    handoff: try someHandoff(\.state.isOpen), reason: try pick(reasons),
                    fields: [.budget]))
        case 5:
            try office.run(
                DisputeRejection(handoff: try someHandoff { $0.state == .rejected }, note: "no"))
        case 6:
            try office.run(
                DecideDispute(
                    handoff: try someHandoff { $0.state == .disputed },
                    overturn: .random(using: &random), note: ""))
        case 7:
            let lead = try someLead()
            let kind = try pick(["marketing-to-sdr", "ae-to-am", "ae-to-csm"])
            var record = QualificationRecord.complete(at: office.now)
            (record.goals, record.contract, record.promises) = ("g", "c", "p")
            try office.run(ChangeQualification(lead: lead, record: record))
            try office.open(lead, to: nil, kind: kind, by: "boss")
        default:
            try office.run(
                RecordOutcome(lead: try someLead(), won: .random(using: &random)), by: "boss")
        }
    }

    private mutating func manage() throws {
        switch Int.random(in: 0..<7, using: &random) {
        case 6: try office.run(DismissMerge(merge: try pick(office.facts.merges.keys.sorted())))
        case 0:
            let to = try pick([
                nil, office["mina"], office["jun"], office["yuki"], office["ada"], office["ben"],
            ])
            try office.run(AssignLead(lead: try someLead(), to: to, reason: "moved"))
        case 1: try office.run(MergeLeads(keep: try someLead(), absorb: try someLead()))
        case 2: try office.run(UndoMerge(merge: try pick(office.facts.merges.keys.sorted())))
        case 3: try office.run(ReleaseHeld(pool: try pick(["sdr-a", "sdr-b"])))
        case 4:
            let running = office.facts.clocks.values.filter { $0.state == .running }.map(\.id)
                .sorted()
            try office.run(PauseClock(clock: try pick(running), reason: "waiting"))
        default:
            let paused = office.facts.clocks.values.filter { $0.state == .paused }.map(\.id)
                .sorted()
            try office.run(ResumeClock(clock: try pick(paused)))
        }
    }

    private mutating func correct() throws {
        switch Int.random(in: 0..<6, using: &random) {
        case 5:
            let done = office.facts.journal.filter(\.event.isUndoable).map(\.id)
            try office.run(UndoStep(event: try pick(done.suffix(6))))
        case 3:
            let title = try pick(["Director", "Student"])
            try office.run(ChangeLead(lead: try someLead(), attributes: ["title": .text(title)]))
        case 4:
            let account = try pick(office.facts.accounts.keys.sorted())
            let owner = office[try pick(["mina", "ada"])]
            try office.run(ChangeAccount(account: account, owner: owner))
        case 0:
            try office.run(
                SetVerification(
                    lead: try someLead(), state: try pick(VerificationState.allCases), reason: "x"))
        case 1: try office.run(Unsubscribe(lead: try someLead()))
        default:
            let activities = office.facts.journal.filter { $0.name == "activity.recorded" }.map(
                \.id)
            try office.run(VoidActivity(activity: try pick(activities), reason: "bot"))
        }
    }

    private mutating func changeTeam() throws {
        let name = try pick(names)
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1, 2:
            try office.run(
                AddTimeOff(
                    member: office[name], from: office.now,
                    to: office.now + .hours(.random(in: 1...200, using: &random))))
        case 3:
            guard let off = office.member(name).timeOff.last else { return }
            try office.run(RemoveTimeOff(member: office[name], timeOff: off.id))
        case 4: try office.change(name) { $0.cap = $0.cap == nil ? 2 : nil }
        case 5 where office.member("boss").id != office[name] && office.facts.people.count < 14:
            let role = office.member(name).profile.role
            try office.hire("new\(office.facts.people.count)", role)
            try office.run(DisableMember(member: office[name]))
        case 6 where office.version < 4:
            try office.activate { $0.pools[0].cap = ($0.pools[0].cap ?? 1) + 1 }
        default: try office.run(NoteSetting(what: "token", change: "made"))
        }
    }
}
