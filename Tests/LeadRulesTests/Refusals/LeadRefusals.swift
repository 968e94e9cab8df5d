import LeadRules

extension Office {
    /// A mail that a visitor opened of whom nothing else is known.
    fileprivate func openAnonymously() throws -> EventID {
        let message = TrackedMessage(
            id: "1", kind: .page("home"), at: now, anonymousID: "v", userID: nil, properties: [:],
            contact: nil, origin: Origin(), ip: nil)
        try run(Track(messages: [message]))
        return facts.journal[facts.journal.count - 1].id
    }
}

extension Provocation {
    /// Of taking leads in, and of what they do and are.
    static let ofLeads: [Provocation] = [
        .invalid("email", "Leads/Capturing") { office in { try office.capture(Contact(nil)) } },
        .invalid("at", "Leads/Capturing") { office in
            let late = CaptureLead(
                contact: Contact("kim@factory.example"), origin: Origin(),
                at: office.now + .minutes(5) + .seconds(1))
            return { try office.run(late) }
        },
        .unknown("source", "source", "Leads/Capturing") { office in
            try office.activate { $0.intake.fallbackSource = "" }
            return { try office.lead("kim@factory.example", "demo-reqest") }
        },
        Provocation(.conflict, "merged", "Leads/Changing") { office in
            let (kept, absorbed) = (
                try office.lead("kim@factory.example"), try office.lead("lee@factory.example")
            )
            try office.run(MergeLeads(keep: kept, absorb: absorbed))
            return { try office.touch(absorbed, reached: true) }
        },
        .invalid("kind", "Activities/RecordingActivity") { office in
            let lead = try office.lead("kim@factory.example")
            return { try office.act(lead, "") }
        },
        .invalid("at", "Activities/RecordingActivity") { office in
            let lead = try office.lead("kim@factory.example")
            let at = office.now + .minutes(5) + .seconds(1)
            let late = RecordActivity(lead: lead, activity: Activity(kind: "page-visit", at: at))
            return { try office.run(late) }
        },
        .missing("Activities/Voiding") { office in
            let lead = try office.lead("kim@factory.example")
            let captured = office.facts.journal.first { $0.event.lead == lead }
            let command = VoidActivity(activity: captured?.id ?? EventID(0), reason: "a bot")
            return { try office.run(command) }
        },
        Provocation(.refused, "anonymous-activity", "Activities/Voiding") { office in
            let activity = try office.openAnonymously()
            return { try office.run(VoidActivity(activity: activity, reason: "a bot")) }
        },
        Provocation(.conflict, "already-void", "Activities/Voiding") { office in
            let activity = try office.act(try office.lead("kim@factory.example"), "page-visit")
            try office.run(VoidActivity(activity: activity, reason: "a bot"))
            return { try office.run(VoidActivity(activity: activity, reason: "a bot")) }
        },
        .invalid("reason", "Verification/Verifying") { office in
            let lead = try office.lead("kim@factory.example")
            return { try office.run(SetVerification(lead: lead, state: .fake, reason: "")) }
        },
        .unknown("segment", "segment", "Qualification/Recording") { office in
            try office.changing { $0.segment = "manufakturing" }
        },
        .invalid("timeline.withinDays", "Qualification/Recording") { office in
            try office.changing { $0.timeline = Timeline(withinDays: -1) }
        },
        .invalid("budget.amount", "Qualification/Recording") { office in
            try office.changing { $0.budget = Budget(confirmed: true, amount: -1) }
        },
        .invalid("budget.amount", "Qualification/Recording") { office in
            try office.changing { $0.budget = Budget(confirmed: true, amount: 2e15) }
        },
        .invalid("impact.amountPerMonth", "Qualification/Recording") { office in
            try office.changing {
                $0.impact = ProblemImpact(kind: .money, statement: "x", amountPerMonth: 2e15)
            }
        },
        .invalid("impact.amountPerMonth", "Qualification/Recording") { office in
            try office.changing {
                $0.impact = ProblemImpact(kind: .money, statement: "x", amountPerMonth: -1)
            }
        },
        .invalid("timeline.withinDays", "Qualification/Recording") { office in
            try office.changing { $0.timeline = Timeline(withinDays: 36_501) }
        },
        Provocation(.conflict, "record-changed", "Qualification/Recording") { office in
            let lead = try office.ready()
            let seen = QualificationRecord()
            return {
                try office.run(ChangeQualification(lead: lead, record: seen, over: seen))
            }
        },
    ]
}

extension Office {
    /// Writes a record of a lead that is not as it should be.
    fileprivate func changing(_ change: (inout QualificationRecord) -> Void) throws
        -> () throws -> Void
    {
        let lead = try ready()
        var record = QualificationRecord.complete(at: now)
        change(&record)
        return { [record] in
            try self.run(ChangeQualification(lead: lead, record: record))
        }
    }
}

extension Provocation {
    static let ofNumbers: [Provocation] = [
        Provocation(.invalid, "not-a-number", "WrittenNumber", naming: ["amount"]) { _ in
            { _ = try WrittenNumber.read("12,5", field: "amount") }
        },
        .invalid("cap", "WrittenNumber") { _ in
            { _ = try WrittenNumber.readWhole("12.5", field: "cap") }
        },
    ]

    static let ofMerges: [Provocation] = [
        .invalid("absorb", "Leads/Merging") { office in
            let lead = try office.lead("kim@factory.example")
            return { try office.run(MergeLeads(keep: lead, absorb: lead)) }
        },
        Provocation(.refused, "fake", "Leads/Merging") { office in
            let (kim, lee) = try office.two()
            try office.run(SetVerification(lead: lee, state: .fake, reason: "a bot"))
            return { try office.run(MergeLeads(keep: kim, absorb: lee)) }
        },
        Provocation(.refused, "fake", "Leads/Merging") { office in
            let (kim, lee) = try office.two()
            try office.run(SetVerification(lead: kim, state: .fake, reason: "a bot"))
            return { try office.run(MergeLeads(keep: kim, absorb: lee)) }
        },
        Provocation(.refused, "merge-the-other-way", "Leads/Merging") { office in
            let (kim, lee) = (try office.lead("kim@factory.example"), try office.ready("lee@b.ex"))
            try office.open(lee)
            return { try office.run(MergeLeads(keep: kim, absorb: lee)) }
        },
        Provocation(.refused, "merge-the-other-way", "Leads/Merging") { office in
            let (kim, lee) = try office.two()
            try office.run(MoveStage(lead: kim, to: .archived, reason: "a student"))
            return { try office.run(MergeLeads(keep: kim, absorb: lee)) }
        },
        Provocation(.conflict, "already-decided", "Leads/Merging") { office in
            let (kim, lee) = try office.two()
            let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
            return { try office.run(DismissMerge(merge: merge)) }
        },
        Provocation(.conflict, "already-decided", "Leads/Merging") { office in
            let (kim, lee) = try office.two()
            let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
            try office.run(UndoMerge(merge: merge))
            return { try office.run(UndoMerge(merge: merge)) }
        },
        Provocation(.conflict, "later-merge", "Leads/Merging") { office in
            let (kim, lee) = try office.two()
            let third = try office.lead("moon@factory.example")
            let first = try office.run(MergeLeads(keep: kim, absorb: lee))
            try office.run(MergeLeads(keep: kim, absorb: third))
            return { try office.run(UndoMerge(merge: first)) }
        },
        Provocation(.conflict, "later-merge", "Leads/Merging") { office in
            let (kim, lee) = try office.two()
            let third = try office.lead("moon@factory.example")
            let first = try office.run(MergeLeads(keep: kim, absorb: lee))
            try office.run(MergeLeads(keep: third, absorb: kim))
            return { try office.run(UndoMerge(merge: first)) }
        },
    ]
}

extension Office {
    fileprivate func two() throws -> (LeadID, LeadID) {
        (try lead("kim@factory.example"), try lead("lee@factory.example"))
    }
}
