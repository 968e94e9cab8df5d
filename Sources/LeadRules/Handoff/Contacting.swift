/// The receiver made the first contact.
package struct LogFirstContact: Command {
    package var handoff: HandoffID
    package init(handoff: HandoffID) { self.handoff = handoff }

    package func decide(_ decision: inout Decision) throws -> HandoffID {
        let row = try decision.world.handoff(handoff)
        try decision.require(row.receiver, to: "log the first contact")
        guard row.state.isOpen || row.state == .accepted else {
            throw Refusal(
                .conflict, "not-open",
                "Handoff \(handoff) is \(row.state.rawValue); there is nothing to contact.")
        }
        if let at = row.firstContactAt {
            throw Refusal(
                .conflict, "already-contacted", "The first contact was logged for \(at.rfc3339).")
        }
        try decision.logFirstContact(row)
        return handoff
    }
}

extension Decision {
    mutating func logFirstContact(_ handoff: Handoff) throws {
        try record(FirstContactLogged(handoff: handoff.id, lead: handoff.lead))
        try endClocks(of: handoff.lead, .firstContact, handoff: handoff.id)
    }
}

package struct FirstContactLogged: Event {
    package static let name = "handoff.first-contact"
    package let handoff: HandoffID
    package let lead: LeadID?

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(handoff) { $0.firstContactAt = $0.firstContactAt ?? stamp.at }
    }
}

/// The receiver asks the giver something before deciding.
package struct AskGiver: Command {
    package var handoff: HandoffID
    package var question: String

    package init(handoff: HandoffID, question: String) {
        self.handoff = handoff
        self.question = question
    }

    package func decide(_ decision: inout Decision) throws -> HandoffID {
        let row = try decision.openHandoff(handoff)
        try decision.require(row.receiver, to: "ask about the handoff")
        guard !question.isEmpty else {
            throw Refusal.invalid(field: "question", "Write the question.")
        }
        try decision.record(HandoffQuestioned(handoff: handoff, lead: row.lead, question: question))
        return handoff
    }
}

/// The giver answers the open question.
package struct AnswerReceiver: Command {
    package var handoff: HandoffID
    package var answer: String

    package init(handoff: HandoffID, answer: String) {
        self.handoff = handoff
        self.answer = answer
    }

    package func decide(_ decision: inout Decision) throws -> HandoffID {
        let row = try decision.openHandoff(handoff)
        try decision.require(row.giver, to: "answer for the handoff")
        guard row.questions.contains(where: { $0.answer == nil }) else {
            throw Refusal(.conflict, "no-question", "Handoff \(handoff) has no open question.")
        }
        try decision.record(HandoffAnswered(handoff: handoff, lead: row.lead, answer: answer))
        return handoff
    }
}

package struct HandoffQuestioned: Event {
    package static let name = "handoff.questioned"
    package let handoff: HandoffID
    package let lead: LeadID?
    package let question: String

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(handoff) {
            $0.questions.append(
                Question(text: question, askedAt: stamp.at, askedBy: stamp.actor))
        }
    }
}

package struct HandoffAnswered: Event {
    package static let name = "handoff.answered"
    package let handoff: HandoffID
    package let lead: LeadID?
    package let answer: String

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(handoff) {
            guard let open = $0.questions.firstIndex(where: { $0.answer == nil }) else { return }
            $0.questions[open].answer = answer
            $0.questions[open].answeredAt = stamp.at
        }
    }
}
