/// The parts of a lead, which each of its rows and some of its events hold.
extension Contact: WritesJSON {
    package func write(to json: JSONOutput) {
        json.object {
            json.member("company", company)
            json.member("country", country)
            json.member("email", email)
            json.member("emailDomain", emailDomain)
            json.member("emailKey", emailKey)
            json.member("findings", findings)
            json.member("language", language)
            json.member("name", name)
            json.member("nameKey", nameKey)
            json.member("phone", phone)
            json.member("region", region)
            json.member("title", title)
        }
    }
}

extension Origin: WritesJSON {
    package func write(to json: JSONOutput) {
        json.object {
            json.member("campaign", campaign)
            json.member("consent", consent)
            json.member("externalID", externalID)
            json.member("grade", grade)
            json.member("group", group)
            json.member("ip", ip)
            json.member("landingPage", landingPage)
            json.member("source", source)
            json.member("temperature", temperature)
        }
    }
}

extension Verification: WritesJSON {
    package func write(to json: JSONOutput) {
        json.object {
            json.member("beforeFake", beforeFake)
            json.member("phoneVerifiedAt", phoneVerifiedAt)
            json.member("reasons", reasons)
            json.member("state", state)
        }
    }
}

extension BeforeFake: WritesJSON {
    package func write(to json: JSONOutput) {
        json.object {
            json.member("score", score)
            json.member("stage", stage)
        }
    }
}

extension Milestones: WritesJSON {
    package func write(to json: JSONOutput) {
        json.object {
            json.member("amount", amount)
            json.member("cause", cause)
            json.member("lost", lost)
            json.member("mql", mql)
            json.member("pql", pql)
            json.member("sal", sal)
            json.member("sql", sql)
            json.member("won", won)
        }
    }
}

extension WorkHistory: WritesJSON {
    package func write(to json: JSONOutput) {
        json.object {
            json.member("attempts", attempts)
            json.member("contactDueAt", contactDueAt)
            json.member("firstAssignedAt", firstAssignedAt)
            json.member("firstConnectedAt", firstConnectedAt)
            json.member("firstTouchAt", firstTouchAt)
            json.member("handRaisedBy", handRaisedBy)
            json.member("hotUntil", hotUntil)
            json.member("lastActivityAt", lastActivityAt)
            json.member("lastTouchAt", lastTouchAt)
            json.member("touches", touches)
        }
    }
}

extension Rest: WritesJSON {
    package func write(to json: JSONOutput) {
        json.object {
            json.member("nextMailAt", nextMailAt)
            json.member("reason", reason)
            json.member("times", times)
            json.member("track", track)
            json.member("trackStep", trackStep)
            json.member("unsubscribed", unsubscribed)
            json.member("wakeAt", wakeAt)
            json.member("wakeAtScore", wakeAtScore)
        }
    }
}

extension ContactFinding: WritesJSON {}
extension SourceGroup: WritesJSON {}
extension Temperature: WritesJSON {}
extension VerificationState: WritesJSON {}
extension Stage: WritesJSON {}
extension Milestone: WritesJSON {}
extension Role: WritesJSON {}
