package import LeadRules

extension VisitorJoined: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("visitor", visitor)
        member("leadID", leadID)
        member("lastSeenAt", lastSeenAt)
        member("landingPage", landingPage)
        member("campaign", campaign)
    }
}

extension ActivityRecorded: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("lead", lead)
        member("visitor", visitor)
        member("activity", activity)
        member("observed", observed)
        member("counted", counted)
        member("seenAt", seenAt)
        member("total", total)
    }
}

extension ActivityVoided: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("activity", activity)
        member("kind", kind)
        member("at", at)
        member("reason", reason)
    }
}

extension LeadCaptured: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("at", at)
        member("contact", contact)
        member("origin", origin)
        member("attributes", attributes)
        member("stated", stated)
        member("observed", observed)
        member("account", account)
        member("segment", segment)
        member("contactDueAt", contactDueAt)
    }
}

extension LeadRecaptured: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("at", at)
        member("contact", contact)
        member("origin", origin)
        member("attributes", attributes)
        member("stated", stated)
        member("observed", observed)
        member("account", account)
        member("segment", segment)
        member("contactDueAt", contactDueAt)
    }
}

extension AccountOpened: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("account", account)
        member("domain", domain)
        member("name", name)
    }
}

extension LeadChanged: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("contact", contact)
        member("attributes", attributes)
        member("stated", stated)
        member("observed", observed)
        member("account", account)
        member("segment", segment)
    }
}

extension AccountChanged: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("account", account)
        member("name", name)
        member("owner", owner)
        member("attributes", attributes)
    }
}

extension MergeProposed: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("merge", merge)
        member("keep", keep)
        member("absorb", absorb)
        member("match", match)
    }
}

extension MergeDismissed: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("merge", merge)
        member("lead", lead)
    }
}

extension LeadsMerged: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("merge", merge)
        member("keep", keep)
        member("absorb", absorb)
        member("contact", contact)
        member("attributes", attributes)
        member("account", account)
        member("segment", segment)
        member("milestones", milestones)
        member("record", record)
        member("unsubscribed", unsubscribed)
    }
}

extension MergeUndone: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("merge", merge)
        member("keep", keep)
        member("absorb", absorb)
        member("contact", contact)
        member("attributes", attributes)
        member("account", account)
        member("segment", segment)
        member("milestones", milestones)
        member("record", record)
        member("unsubscribed", unsubscribed)
        member("wakeAt", wakeAt)
    }
}

extension QualificationChanged: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("record", record)
        member("segment", segment)
    }
}

extension NurtureStarted: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("track", track)
        member("nextMailAt", nextMailAt)
        member("reason", reason)
    }
}

extension LeadQualified: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("as", `as`)
        member("why", why)
        member("lines", lines)
    }
}

extension ScoreRefreshed: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("total", total)
    }
}

extension HandRaised: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("kind", kind)
        member("source", source)
        member("grade", grade)
        member("temperature", temperature)
        member("contactDueAt", contactDueAt)
    }
}

extension StageMoved: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("from", from)
        member("to", to)
        member("reason", reason)
    }
}

extension TouchLogged: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("channel", channel)
        member("reached", reached)
        member("note", note)
        member("at", at)
    }
}

extension StepUndone: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("undone", undone)
        member("what", what)
        member("steps", steps)
        member("cancelled", cancelled)
    }
}

extension VerificationChanged: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("state", state)
        member("reasons", reasons)
        member("phoneVerified", phoneVerified)
    }
}
