package import LeadRules

extension ClockMet: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("clock", clock)
        member("lead", lead)
    }
}

extension ClockCancelled: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("clock", clock)
        member("lead", lead)
        member("reason", reason)
    }
}

extension ClockReminded: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("clock", clock)
        member("lead", lead)
        member("owner", owner)
        member("rule", rule)
        member("reminded", reminded)
        member("dueAt", dueAt)
        member("nextAt", nextAt)
    }
}

extension ClockBreached: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("clock", clock)
        member("leadID", leadID)
        member("handoff", handoff)
        member("owner", owner)
        member("rule", rule)
        member("dueAt", dueAt)
        member("alertsManager", alertsManager)
        member("backup", backup)
    }
}

extension ClockPaused: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("clock", clock)
        member("lead", lead)
        member("reason", reason)
        member("remaining", remaining)
    }
}

extension ClockResumed: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("clock", clock)
        member("lead", lead)
        member("dueAt", dueAt)
        member("nextAt", nextAt)
    }
}

extension ClockPostponed: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("clock", clock)
        member("lead", lead)
        member("reason", reason)
        member("nextAt", nextAt)
    }
}

extension LeadPostponed: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("due", due)
        member("reason", reason)
        member("nextAt", nextAt)
    }
}

extension ClockStarted: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("clock", clock)
        member("rule", rule)
        member("purpose", purpose)
        member("leadID", leadID)
        member("handoff", handoff)
        member("startedAt", startedAt)
        member("owner", owner)
        member("pool", pool)
        member("kind", kind)
        member("task", task)
        member("dueAt", dueAt)
        member("nextAt", nextAt)
        member("relieved", relieved)
    }
}

extension MemberAdded: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("member", self.member)
        member("profile", profile)
    }
}

extension MemberChanged: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("member", self.member)
        member("profile", profile)
    }
}

extension MemberLeft: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("member", self.member)
    }
}

extension TimeOffAdded: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("member", self.member)
        member("timeOff", timeOff)
    }
}

extension TimeOffRemoved: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("member", self.member)
        member("timeOff", timeOff)
    }
}

extension PlaybookActivated: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("version", version)
        member("name", name)
        member("digest", digest)
    }
}

extension SettingChanged: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("what", what)
        member("change", change)
    }
}

extension NurtureMailDue: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("track", track)
        member("step", step)
        member("stage", stage)
        member("mail", mail)
        member("nextMailAt", nextMailAt)
    }
}

extension NurtureStopped: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("reason", reason)
        member("unsubscribed", unsubscribed)
    }
}

extension LeadRested: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("reason", reason)
        member("wakeAt", wakeAt)
        member("wakeAtScore", wakeAtScore)
        member("track", track)
        member("nextMailAt", nextMailAt)
    }
}

extension LeadWoken: PublishedObject {
    package func tell(_ member: PublishedMembers) {
        member("leadID", leadID)
        member("reason", reason)
        member("rested", rested)
    }
}
