package import LeadRules

extension LeadAssigned: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("owner", owner)
        member("former", former)
        member("pool", pool)
        member("role", role)
        member("trace", trace)
        member("reason", reason)
    }
}

extension LeadHeld: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("pool", pool)
        member("trace", trace)
        member("retryAt", retryAt)
    }
}

extension AssignmentCredited: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("handoff", handoff)
        member("pool", pool)
        member("member", self.member)
        member("reason", reason)
    }
}

extension HandoffAccepted: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("handoff", handoff)
        member("leadID", leadID)
        member("receiver", receiver)
        member("automatic", automatic)
        member("makes", makes)
        member("role", role)
    }
}

extension OutcomeRecorded: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("handoff", handoff)
        member("outcome", outcome)
        member("sdr", sdr)
        member("ae", ae)
    }
}

extension FirstContactLogged: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("handoff", handoff)
        member("lead", lead)
    }
}

extension HandoffQuestioned: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("handoff", handoff)
        member("lead", lead)
        member("question", question)
    }
}

extension HandoffAnswered: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("handoff", handoff)
        member("lead", lead)
        member("answer", answer)
    }
}

extension DisputeOpened: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("handoff", handoff)
        member("leadID", leadID)
        member("note", note)
    }
}

extension DisputeDecided: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("handoff", handoff)
        member("leadID", leadID)
        member("overturned", overturned)
        member("note", note)
        member("receiver", receiver)
        member("makes", makes)
        member("role", role)
    }
}

extension HandoffMoved: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("handoff", handoff)
        member("leadID", leadID)
        member("from", from)
        member("to", to)
        member("role", role)
        member("pool", pool)
        member("reason", reason)
    }
}

extension HandoffOpened: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("handoff", handoff)
        member("leadID", leadID)
        member("kind", kind)
        member("giver", giver)
        member("receiver", receiver)
        member("pool", pool)
        member("trace", trace)
        member("state", state)
        member("record", record)
        member("packet", packet)
        member("score", score)
    }
}

extension HandoffRejected: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("handoff", handoff)
        member("leadID", leadID)
        member("automatic", automatic)
        member("rejection", rejection)
    }
}

extension HandoffWithdrawn: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("handoff", handoff)
        member("lead", lead)
        member("reason", reason)
    }
}
