import LeadRules

extension Office {
    /// A handoff that waits for ada's decision.
    fileprivate func waiting() throws -> HandoffID { try open(try ready(points: 6)) }
}

extension Provocation {
    /// Of deciding on a handoff, and of what comes after it.
    static let ofDecisions: [Provocation] = [
        Provocation(.conflict, "already-decided", "Handoff/Accepting") { office in
            let handoff = try office.waiting()
            try office.run(AcceptHandoff(handoff: handoff), by: "ada")
            return { try office.run(AcceptHandoff(handoff: handoff), by: "ada") }
        },
        Provocation(.conflict, "already-decided", "Handoff/Accepting") { office in
            let handoff = try office.waiting()
            try office.run(AcceptHandoff(handoff: handoff), by: "ada")
            return { try office.reject(handoff, "competitor") }
        },
        .unknown("handoff", "kind", "Handoff/Accepting") { office in
            let handoff = try office.waiting()
            office.facts.playbooks[1]?.handoffs.removeAll { $0.id == "sdr-to-ae" }
            return { try office.run(AcceptHandoff(handoff: handoff), by: "ada") }
        },
        .unknown("rejection-reason", "reason", "Handoff/Rejecting") { office in
            let handoff = try office.waiting()
            return { try office.reject(handoff, "dislike") }
        },
        .invalid("fields", "Handoff/Rejecting") { office in
            let handoff = try office.waiting()
            return { try office.reject(handoff, "missing-data") }
        },
        Provocation(.conflict, "not-disputable", "Handoff/Disputing") { office in
            let handoff = try office.waiting()
            return { try office.run(DisputeRejection(handoff: handoff, note: "No."), by: "mina") }
        },
        Provocation(.conflict, "not-disputable", "Handoff/Disputing") { office in
            let handoff = try office.open(try office.ready(points: 3))
            return { try office.run(DisputeRejection(handoff: handoff, note: "No."), by: "mina") }
        },
        Provocation(.conflict, "not-disputable", "Handoff/Disputing") { office in
            let handoff = try office.waiting()
            try office.reject(handoff, "problem-unclear")
            try office.run(DisputeRejection(handoff: handoff, note: "No."), by: "mina")
            try office.run(DecideDispute(handoff: handoff, overturn: false, note: ""), by: "boss")
            return { try office.run(DisputeRejection(handoff: handoff, note: "No."), by: "mina") }
        },
        .invalid("note", "Handoff/Disputing") { office in
            let handoff = try office.waiting()
            try office.reject(handoff, "problem-unclear")
            return { try office.run(DisputeRejection(handoff: handoff, note: ""), by: "mina") }
        },
        Provocation(.conflict, "not-disputed", "Handoff/Disputing") { office in
            let handoff = try office.waiting()
            try office.reject(handoff, "problem-unclear")
            return {
                try office.run(
                    DecideDispute(handoff: handoff, overturn: true, note: ""), by: "boss")
            }
        },
        Provocation(.conflict, "not-open", "Handoff/Contacting") { office in
            let handoff = try office.waiting()
            try office.reject(handoff, "problem-unclear")
            return { try office.run(LogFirstContact(handoff: handoff), by: "ada") }
        },
        Provocation(.conflict, "already-contacted", "Handoff/Contacting") { office in
            let handoff = try office.waiting()
            try office.run(LogFirstContact(handoff: handoff), by: "ada")
            return { try office.run(LogFirstContact(handoff: handoff), by: "ada") }
        },
        .invalid("question", "Handoff/Contacting") { office in
            let handoff = try office.waiting()
            return { try office.run(AskGiver(handoff: handoff, question: ""), by: "ada") }
        },
        Provocation(.conflict, "no-question", "Handoff/Contacting") { office in
            let handoff = try office.waiting()
            try office.run(AskGiver(handoff: handoff, question: "Who signs?"), by: "ada")
            try office.run(AnswerReceiver(handoff: handoff, answer: "Lee"), by: "mina")
            return { try office.run(AnswerReceiver(handoff: handoff, answer: "Kim"), by: "mina") }
        },
        Provocation(.refused, "fake", "Handoff/Closing") { office in
            let lead = try office.lead("kim@factory.example")
            try office.run(SetVerification(lead: lead, state: .fake, reason: "test data"))
            return { try office.run(RecordOutcome(lead: lead, won: true)) }
        },
        .invalid("at", "Handoff/Closing") { office in
            let lead = try office.lead("kim@factory.example")
            let at = office.now + .minutes(5) + .seconds(1)
            return { try office.run(RecordOutcome(lead: lead, won: true, at: at)) }
        },
        .invalid("amount", "Handoff/Closing") { office in
            let lead = try office.lead("kim@factory.example")
            return { try office.run(RecordOutcome(lead: lead, won: true, amount: 2e15)) }
        },
        .invalid("to", "Handoff/MovingOn") { office in
            let lead = try office.lead("kim@factory.example")
            try office.run(RecordOutcome(lead: lead, won: true))
            return { try office.run(AssignLead(lead: lead, to: nil, reason: "holiday")) }
        },
    ]
}
