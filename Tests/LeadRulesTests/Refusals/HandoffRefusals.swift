import LeadRules

extension Provocation {
    /// Of opening a handoff.
    static let ofHandoffs: [Provocation] = [
        .unknown("handoff", "kind", "Handoff/Opening") { office in
            let lead = try office.ready()
            return { try office.open(lead, kind: "sdr-to-a", by: "boss") }
        },
        Provocation(.refused, "not-verified", "Handoff/MayOpen") { office in
            let lead = try office.ready()
            try office.run(SetVerification(lead: lead, state: .suspect, reason: "a bot?"))
            return { try office.open(lead, by: "boss") }
        },
        Provocation(.refused, "not-verified", "Handoff/MayOpen") { office in
            let lead = try office.lead("kim@factory.example", "newsletter")
            try office.run(SetVerification(lead: lead, state: .fake, reason: "a bot"))
            return { try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "boss") }
        },
        Provocation(.conflict, "already-open", "Handoff/MayOpen") { office in
            let lead = try office.lead("kim@factory.example", "newsletter")
            try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "max")
            return { try office.open(lead, to: "mina", kind: "marketing-to-sdr", by: "max") }
        },
        Provocation(.conflict, "already-open", "Handoff/MayOpen") { office in
            let lead = try office.ready(points: 6)
            let handoff = try office.open(lead)
            try office.reject(handoff, "problem-unclear")
            try office.run(DisputeRejection(handoff: handoff, note: "It is clear."), by: "mina")
            return { try office.open(lead) }
        },
        Provocation(.refused, "not-in-work", "Handoff/MayOpen") { office in
            let lead = try office.lead("kim@factory.example", "newsletter")
            return { try office.open(lead, by: "boss") }
        },
        Provocation(.refused, "not-with-sales", "Handoff/MayOpen") { office in
            let lead = try office.ready()
            return { try office.open(lead, to: "kai", kind: "ae-to-am", by: "boss") }
        },
        Provocation(.refused, "not-won", "Handoff/MayOpen") { office in
            let lead = try office.ready()
            try office.open(lead)
            return { try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada") }
        },
        Provocation(.refused, "not-with-marketing", "Handoff/MayOpen") { office in
            let lead = try office.ready()
            return { try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "boss") }
        },
        Provocation(.refused, "not-with-marketing", "Handoff/MayOpen") { office in
            let lead = try office.ready()
            try office.open(lead)
            return { try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "boss") }
        },
        Provocation(.refused, "not-with-marketing", "Handoff/MayOpen") { office in
            let lead = try office.lead("kim@factory.example", "newsletter")
            try office.run(MoveStage(lead: lead, to: .archived, reason: "a student"))
            return { try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "boss") }
        },
        Provocation(.conflict, "already-done", "Handoff/MayOpen") { office in
            let lead = try office.customer()
            try office.run(
                AcceptHandoff(
                    handoff: try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")),
                by: "kai")
            return { try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada") }
        },
        Provocation(.refused, "not-with-giver", "Handoff/MayOpen") { office in
            try office.activate { playbook in
                var rule = HandoffRule()
                (rule.id, rule.from, rule.to) = ("am-to-csm", [.am], .csm)
                playbook.handoffs.append(rule)
            }
            let lead = try office.customer()
            return { try office.open(lead, to: "liv", kind: "am-to-csm", by: "ada") }
        },
        Provocation(
            .refused, "missing-required-information", "Handoff/Opening",
            naming: ["budget", "checklist.required-complete"]
        ) { office in
            let lead = try office.ready()
            var record = QualificationRecord.complete(at: office.now)
            record.budget = nil
            try office.run(ChangeQualification(lead: lead, record: record))
            return { try office.open(lead) }
        },
        .invalid("receiver", "Handoff/Opening") { office in
            try office.activate { $0.pools.removeAll { $0.role == .ae } }
            let lead = try office.ready()
            return { try office.open(lead, to: nil) }
        },
        .invalid("receiver", "Handoff/Opening") { office in
            let lead = try office.ready()
            return { try office.open(lead, to: "jun") }
        },
        .invalid("receiver", "Handoff/Opening") { office in
            let lead = try office.ready()
            try office.run(DisableMember(member: office["ada"]))
            return { try office.open(lead, to: "ada") }
        },
        Provocation(.refused, "nobody-available", "Handoff/Opening") { office in
            let lead = try office.ready()
            for name in ["ada", "ben"] {
                try office.run(
                    AddTimeOff(member: office[name], from: office.now, to: office.now + .days(9)))
            }
            return { try office.open(lead, to: nil) }
        },
    ]
}
