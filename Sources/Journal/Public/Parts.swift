package import LeadRules

/// What events hold, as others are told it.
extension Activity: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("kind", kind)
        member("at", at)
        member("properties", properties)
        member("note", note)
        member("ip", ip)
    }
}

extension Observed: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("type", type)
        member("name", name)
        member("message", message)
        member("anonymousID", anonymousID)
        member("userID", userID)
    }
}

extension Counted: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("rules", rules)
        member("counts", counts)
        member("repeats", repeats)
        member("bot", bot)
        member("hotUntil", hotUntil)
    }
}

extension CountedRule: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("rule", rule)
        member("halfLife", halfLife)
    }
}

extension Trace: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("rule", rule)
        member("considered", considered)
    }
}

extension Trace.Considered: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("member", self.member)
        member("verdict", verdict)
        member("why", why)
        member("credit", credit)
        member("load", load)
    }
}

extension Contact: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("name", name)
        member("email", email)
        member("emailDomain", emailDomain)
        member("phone", phone)
        member("title", title)
        member("company", company)
        member("country", country)
        member("region", region)
        member("language", language)
        member("findings", findings)
    }
}

extension Origin: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("source", source)
        member("group", group)
        member("grade", grade)
        member("temperature", temperature)
        member("campaign", campaign)
        member("landingPage", landingPage)
        member("ip", ip)
        member("consent", consent)
        member("externalID", externalID)
    }
}

extension QualificationRecord: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("segment", segment)
        member("icpConfirmed", icpConfirmed)
        member("pain", pain)
        member("impact", impact)
        member("trigger", trigger)
        member("alternative", alternative)
        member("stakeholders", stakeholders)
        member("budget", budget)
        member("authority", authority)
        member("need", need)
        member("timeline", timeline)
        member("nextStep", nextStep)
        member("nextMeeting", nextMeeting)
        member("goals", goals)
        member("contract", contract)
        member("promises", promises)
    }
}

extension ProblemImpact: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("kind", kind)
        member("statement", statement)
        member("amountPerMonth", amountPerMonth)
    }
}

extension TriggerEvent: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("kind", kind)
        member("statement", statement)
    }
}

extension CurrentAlternative: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("kind", kind)
        member("note", note)
    }
}

extension Stakeholder: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("name", name)
        member("part", part)
        member("reachable", reachable)
        member("isContact", isContact)
        member("attendsNextMeeting", attendsNextMeeting)
    }
}

extension Budget: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("confirmed", confirmed)
        member("amount", amount)
    }
}

extension Timeline: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("withinDays", withinDays)
    }
}

extension Meeting: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("at", at)
        member("attendees", attendees)
        member("purpose", purpose)
        member("material", material)
    }
}

extension Packet: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("summary", summary)
        member("quotes", quotes)
        member("objections", objections)
    }
}

extension Rejection: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("reason", reason)
        member("note", note)
        member("route", route)
        member("fields", fields)
    }
}

extension Outcome: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("won", won)
        member("at", at)
        member("amount", amount)
        member("cause", cause)
    }
}

extension ScoreLine: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("rule", rule)
        member("title", title)
        member("points", points)
        member("fact", fact)
    }
}

extension Milestones: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("mql", mql)
        member("pql", pql)
        member("sql", sql)
        member("sal", sal)
        member("won", won)
        member("lost", lost)
        member("amount", amount)
        member("cause", cause)
    }
}

extension MemberProfile: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("name", name)
        member("email", email)
        member("role", role)
        member("team", team)
        member("calendar", calendar)
        member("language", language)
        member("backup", backup)
        member("manager", manager)
        member("cap", cap)
    }
}

extension TimeOff: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("id", id)
        member("from", from)
        member("to", to)
        member("note", note)
    }
}

extension Trace.Rule: Published {}
extension Trace.Verdict: Published {}
extension Clock.Purpose: Published {}
extension LeadDate: Published {}
extension Handoff.State: Published {}
extension Route: Published {}
extension Milestone: Published {}
extension ContactFinding: Published {}
extension VerificationState: Published {}
extension SourceGroup: Published {}
extension Temperature: Published {}
extension IdentityMatch: Published {}
extension Role: Published {}
extension ProblemImpact.Kind: Published {}
extension TriggerEvent.Kind: Published {}
extension CurrentAlternative.Kind: Published {}
extension Stakeholder.Part: Published {}
extension Authority: Published {}
extension Meeting.Purpose: Published {}
extension QualificationField: Published {}
extension FunnelStage: Published {}
extension Stage: Published {}
extension LogTouch.Channel: Published {}
