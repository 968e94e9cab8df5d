import LeadRules

extension Provocation {
    static let ofUndoing: [Provocation] = [
        Provocation(.refused, "not-undoable", "Undoing/UndoStep") { office in
            let lead = try office.lead("kim@factory.example")
            let captured = try office.latest("lead.captured", lead)
            return { try office.run(UndoStep(event: captured)) }
        },
        Provocation(.forbidden, "not-yours", "Undoing/UndoStep") { office in
            let lead = try office.lead("kim@factory.example")
            try office.touch(lead, reached: true, by: "mina")
            let touch = try office.latest("touch.logged", lead)
            return { try office.run(UndoStep(event: touch), by: "jun") }
        },
        Provocation(.conflict, "already-undone", "Undoing/UndoStep") { office in
            let lead = try office.lead("kim@factory.example")
            try office.touch(lead, reached: true, by: "mina")
            let touch = try office.latest("touch.logged", lead)
            try office.run(UndoStep(event: touch), by: "mina")
            return { try office.run(UndoStep(event: touch), by: "mina") }
        },
        Provocation(.conflict, "built-on", "Undoing/UndoStep") { office in
            let lead = try office.lead("kim@factory.example")
            try office.touch(lead, reached: true, by: "mina")
            let touch = try office.latest("touch.logged", lead)
            try office.advance(.minutes(1))
            try office.touch(lead, reached: true, by: "mina")
            return { try office.run(UndoStep(event: touch), by: "mina") }
        },
        Provocation(.refused, "left", "Undoing/UndoStep") { office in
            let lead = try office.lead("kim@factory.example")
            for _ in 1...6 { try office.touch(lead, reached: false, by: "mina") }
            let last = try office.latest("touch.logged", lead)
            try office.run(DisableMember(member: office["mina"]))
            return { try office.run(UndoStep(event: last), by: "boss") }
        },
    ]

    /// Of what there is not.
    static let ofNothing: [Provocation] = [
        .missing("World") { office in
            { try office.touch(LeadID(99), reached: true) }
        },
        .missing("World") { office in
            { try office.run(ChangeAccount(account: AccountID(99))) }
        },
        .missing("World") { office in
            let lead = try office.lead("kim@factory.example")
            let account = office.lead(lead).account ?? AccountID(99)
            return { try office.run(ChangeAccount(account: account, owner: MemberID(99))) }
        },
        .missing("World") { office in
            { try office.run(AcceptHandoff(handoff: HandoffID(99))) }
        },
        .missing("World") { office in
            { try office.run(FireClock(clock: ClockID(99))) }
        },
        .missing("World") { office in
            { try office.run(DismissMerge(merge: MergeID(99))) }
        },
        .missing("World") { office in
            { try office.run(DisableMember(member: MemberID(99))) }
        },
        .missing("FindingLeads") { office in
            { try office.run(FindLead(key: .email("nobody@factory.example"))) }
        },
        .missing("Undoing/UndoStep") { office in
            { try office.run(UndoStep(event: EventID(9_999))) }
        },
        .missing("FactsInMemory") { office in
            { _ = try office.facts.playbook(version: 9) }
        },
    ]
}

extension Office {
    struct NoSuchEvent: Error { var name: String }

    /// The latest event of a lead with a name.
    func latest(_ name: String, _ lead: LeadID) throws -> EventID {
        guard let found = facts.journal.last(where: { $0.event.lead == lead && $0.name == name })
        else { throw NoSuchEvent(name: name) }
        return found.id
    }
}
