import LeadRules

extension Provocation {
    /// Of an SDR's work: stages, owners, rest.
    static let ofWork: [Provocation] = [
        Provocation(.forbidden, "not-yours", "Decision") { office in
            let lead = try office.lead("kim@factory.example")
            return {
                try office.run(RecycleLead(lead: lead, reason: "unreachable"), by: "jun")
            }
        },
        .invalid("at", "Stages/Touching") { office in
            let lead = try office.lead("kim@factory.example")
            let at = office.now + .minutes(5) + .seconds(1)
            return {
                try office.run(LogTouch(lead: lead, channel: .call, reached: true, at: at))
            }
        },
        .invalid("reason", "Stages/Moving") { office in
            let lead = try office.lead("kim@factory.example")
            return { try office.run(MoveStage(lead: lead, to: .archived, reason: "")) }
        },
        Provocation(.refused, "move-not-allowed", "Stages/Moving", naming: ["to"]) { office in
            let lead = try office.lead("kim@factory.example")
            return { try office.run(MoveStage(lead: lead, to: .marketing, reason: "x")) }
        },
        Provocation(.refused, "needs-handoff", "Stages/Moving") { office in
            let lead = try office.lead("kim@factory.example")
            try office.touch(lead, reached: true)
            return { try office.run(MoveStage(lead: lead, to: .converted, reason: "x")) }
        },
        Provocation(.conflict, "not-active", "Recycling/Resting") { office in
            let lead = try office.lead("kim@factory.example")
            try office.run(RecycleLead(lead: lead, reason: "unreachable"))
            return { try office.run(RecycleLead(lead: lead, reason: "unreachable")) }
        },
        Provocation(.conflict, "not-active", "Recycling/Resting") { office in
            let lead = try office.lead("kim@factory.example")
            try office.run(MoveStage(lead: lead, to: .archived, reason: "a student"))
            return { try office.run(RecycleLead(lead: lead, reason: "unreachable")) }
        },
        .unknown("recycling-reason", "reason", "Recycling/Resting") { office in
            let lead = try office.lead("kim@factory.example")
            return { try office.run(RecycleLead(lead: lead, reason: "unreachble")) }
        },
        Provocation(.conflict, "not-resting", "Recycling/Waking") { office in
            let lead = try office.lead("kim@factory.example")
            return { try office.run(RecallLead(lead: lead, reason: "they called")) }
        },
        .invalid("reason", "Assignment/Reassigning") { office in
            let lead = try office.lead("kim@factory.example")
            return { try office.run(AssignLead(lead: lead, to: office["jun"], reason: "")) }
        },
        Provocation(.refused, "archived", "Assignment/Reassigning") { office in
            let lead = try office.lead("kim@factory.example")
            try office.run(MoveStage(lead: lead, to: .archived, reason: "a student"))
            return { try office.run(AssignLead(lead: lead, to: office["jun"], reason: "x")) }
        },
        Provocation(.refused, "not-verified", "Assignment/Reassigning") { office in
            let lead = try office.lead("kim@factory.example")
            try office.run(SetVerification(lead: lead, state: .suspect, reason: "a bot?"))
            return { try office.run(AssignLead(lead: lead, to: office["jun"], reason: "x")) }
        },
        Provocation(.refused, "left", "Assignment/Reassigning") { office in
            let lead = try office.lead("kim@factory.example")
            try office.run(DisableMember(member: office["jun"]))
            return { try office.run(AssignLead(lead: lead, to: office["jun"], reason: "x")) }
        },
        .unknown("pool", "pool", "Assignment/Reassigning") { office in
            { try office.run(ReleaseHeld(pool: "sdr-c")) }
        },
    ]

    static let ofPeople: [Provocation] = [
        .invalid("email", "People/Membership") { office in
            { try office.run(AddMember(profile: MemberProfile(name: "x", email: "x", role: .sdr))) }
        },
        Provocation(.conflict, "email-taken", "People/Membership") { office in
            { try office.change("mina") { $0.email = "jun@team.example" } }
        },
        .unknown("calendar", "calendar", "People/Membership") { office in
            { try office.change("mina") { $0.calendar = "soul" } }
        },
        .invalid("cap", "People/Membership") { office in
            { try office.change("mina") { $0.cap = -1 } }
        },
        .invalid("name", "People/Membership") { office in
            { try office.change("mina") { $0.name = " " } }
        },
        .invalid("backup", "People/Membership") { office in
            { try office.change("mina") { $0.backup = office["mina"] } }
        },
        .invalid("manager", "People/Membership") { office in
            { try office.change("mina") { $0.manager = office["mina"] } }
        },
        Provocation(.forbidden, "role-not-given", "People/Appointing", naming: ["role"]) { office in
            { try office.run(AddMember(profile: .newcomer(.manager)), by: "boss") }
        },
        Provocation(.forbidden, "above-you", "People/Appointing") { office in
            { try office.run(DisableMember(member: office["boss"]), by: "mina") }
        },
        Provocation(.refused, "last-administrator", "People/Appointing") { office in
            let root = try office.hire("root", .revops)
            return { try office.run(DisableMember(member: root)) }
        },
        Provocation(.refused, "own-leaving", "People/Appointing") { office in
            let root = try office.hire("root", .revops)
            try office.hire("eve", .revops)
            return { try office.run(DisableMember(member: root), by: "root") }
        },
        Provocation(.conflict, "already-left", "People/Membership") { office in
            try office.run(DisableMember(member: office["jun"]))
            return { try office.run(DisableMember(member: office["jun"])) }
        },
        .invalid("to", "People/TakingTimeOff") { office in
            let now = office.now
            return { try office.run(AddTimeOff(member: office["jun"], from: now, to: now)) }
        },
        .missing("People/TakingTimeOff") { office in
            { try office.run(RemoveTimeOff(member: office["jun"], timeOff: TimeOffID(9))) }
        },
        .invalid("pools.sdr-a", "Playbook/Activating") { office in
            { try office.activate { $0.pools[0].teams = ["north"] } }
        },
    ]
}
