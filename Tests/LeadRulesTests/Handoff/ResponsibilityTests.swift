import LeadRules
import Testing

/// Whose work it is: others are refused, managers and the engine are not.
@Suite struct ResponsibilityTests {
    struct Act: Sendable, CustomTestStringConvertible {
        let name: String
        let stranger: String
        let act: @Sendable (Office, HandoffID, LeadID) throws -> (String) throws -> Void
        var testDescription: String { name }

        init(
            _ name: String, not stranger: String,
            _ act: @escaping @Sendable (Office, HandoffID, LeadID) throws -> (String) throws -> Void
        ) {
            (self.name, self.stranger, self.act) = (name, stranger, act)
        }

        /// One that needs nothing beside the handoff that waits for ada.
        static func on(
            _ name: String, not stranger: String,
            _ command: @escaping @Sendable (HandoffID, LeadID) -> any Command
        ) -> Act {
            Act(name, not: stranger) { office, handoff, lead in
                { try office.carryOut(command(handoff, lead), by: $0) }
            }
        }
    }

    static let acts: [Act] = [
        .on("accepting", not: "mina") { handoff, _ in AcceptHandoff(handoff: handoff) },
        .on("rejecting", not: "mina") { handoff, _ in
            RejectHandoff(handoff: handoff, reason: "competitor")
        },
        .on("asking", not: "ben") { handoff, _ in AskGiver(handoff: handoff, question: "Who?") },
        .on("first contact", not: "mina") { handoff, _ in LogFirstContact(handoff: handoff) },
        .on("an outcome", not: "jun") { _, lead in RecordOutcome(lead: lead, won: true) },
        .on("recycling", not: "jun") { _, lead in RecycleLead(lead: lead, reason: "no-budget") },
        .on("moving", not: "jun") { _, lead in
            MoveStage(lead: lead, to: .archived, reason: "a student")
        },
        .on("giving away", not: "mina") { _, lead in
            AssignLead(lead: lead, to: MemberID(5), reason: "holiday")
        },
        Act("answering", not: "ada") { office, handoff, _ in
            try office.run(AskGiver(handoff: handoff, question: "Who?"), by: "ada")
            return { try office.run(AnswerReceiver(handoff: handoff, answer: "Lee"), by: $0) }
        },
        Act("disputing", not: "jun") { office, handoff, _ in
            try office.reject(handoff, "problem-unclear")
            return { try office.run(DisputeRejection(handoff: handoff, note: "No."), by: $0) }
        },
        Act("deciding a dispute", not: "ada") { office, handoff, _ in
            try office.reject(handoff, "problem-unclear")
            try office.run(DisputeRejection(handoff: handoff, note: "No."), by: "mina")
            return {
                try office.run(DecideDispute(handoff: handoff, overturn: false, note: ""), by: $0)
            }
        },
        Act("pausing", not: "ben") { office, _, lead in
            let clock = office.clocks(lead, .firstContact)[0].id
            return { try office.run(PauseClock(clock: clock, reason: "a fair"), by: $0) }
        },
        Act("resuming", not: "ben") { office, _, lead in
            let clock = office.clocks(lead, .firstContact)[0].id
            try office.run(PauseClock(clock: clock, reason: "a fair"), by: "ada")
            return { try office.run(ResumeClock(clock: clock), by: $0) }
        },
    ]

    @Test(arguments: acts)
    func `what is somebody else's to do is refused, and not to a manager`(act: Act) throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        let doIt = try act.act(office, handoff, lead)
        let before = office.facts.journal.count
        let refused = refusal { try doIt(act.stranger) }
        #expect(refused?.code == "not-yours" && refused?.kind == .forbidden)
        #expect(office.facts.journal.count == before)
        try doIt("boss")
        #expect(office.facts.journal.count > before)
    }

    @Test(arguments: [Role.manager, .cro, .revops])
    func `managers, the CRO and RevOps decide for others`(role: Role) throws {
        let office = try Office()
        try office.hire("rae", role)
        let handoff = try office.open(try office.ready(points: 6))
        try office.run(AcceptHandoff(handoff: handoff), by: "rae")
        #expect(office.handoff(handoff).state == .accepted)
    }

    @Test func `the AE who closed a deal records its outcome when an account manager has it`()
        throws
    {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        try office.run(RecordOutcome(lead: lead, won: true, amount: 5), by: "ada")
        var record = QualificationRecord.complete(at: office.now)
        (record.goals, record.contract, record.promises) = ("x", "y", "z")
        try office.run(ChangeQualification(lead: lead, record: record))
        let handoff = try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        try office.run(AcceptHandoff(handoff: handoff), by: "kai")
        try office.run(RecordOutcome(lead: lead, won: true, amount: 6), by: "ada")
        #expect(office.lead(lead).milestones.amount == 6)
    }
}

extension Office {
    fileprivate func carryOut(_ command: any Command, by name: String) throws {
        func open(_ command: some Command) throws { _ = try run(command, by: name) }
        try open(command)
    }
}
