import LeadRules
import Testing

extension MemberProfile {
    static func newcomer(_ role: Role) -> MemberProfile {
        MemberProfile(name: "New", email: "new@team.example", role: role)
    }
}

@Suite struct AppointingTests {
    /// Two managers, each with somebody below, and those above them.
    private static let staff: [(name: String, role: Role, calendar: String)] = [
        ("boss", .manager, "seoul"), ("other", .manager, "seoul"), ("mina", .sdr, "seoul"),
        ("jun", .sdr, "seoul"), ("ada", .ae, "seoul"), ("ben", .ae, "seoul"),
        ("chief", .cro, "seoul"), ("root", .revops, "seoul"),
    ]

    private func office() throws -> Office {
        let office = try Office(staff: Self.staff)
        try office.change("ben") { $0.manager = office["other"] }
        return office
    }

    private static let everyday: Set<Role> = [.marketing, .sdr, .bdr, .ae, .am, .csm]

    @Test(arguments: Role.allCases)
    func `a role is given only by those above it`(role: Role) throws {
        let giver = Member(id: MemberID(1), joinedAt: .init(seconds: 0), profile: .newcomer(role))
        let given = Role.allCases.filter {
            Appointer(giver, among: [giver]).whyNotAppoint($0) == nil
        }
        let expected: Set<Role> =
            switch role {
            case .revops: Set(Role.allCases)
            case .cro: Self.everyday.union([.manager])
            case .manager: Self.everyday
            default: []
            }
        #expect(Set(given) == expected)
    }

    @Test(arguments: [Role.revops, .cro, .manager])
    func `a key counts as the role that its scopes amount to`(standing: Role) throws {
        let office = try office()
        let add = AddMember(profile: .newcomer(.manager), standing: standing)
        if standing == .manager {
            #expect(refusal { try office.run(add) }?.code == "role-not-given")
        } else {
            try office.run(add)
        }
    }

    @Test(arguments: [
        ("boss", "mina", nil), ("boss", "ben", "above-you"), ("other", "mina", "above-you"),
        ("boss", "other", "above-you"), ("boss", "chief", "above-you"),
        ("chief", "boss", nil), ("chief", "ben", nil), ("chief", "root", "above-you"),
        ("root", "chief", nil), ("root", "mina", nil), ("mina", "jun", "above-you"),
        ("boss", "boss", "above-you"),
    ])
    func `people are changed, let go and sent away by those above them, in their team`(
        actor: String, other: String, code: String?
    ) throws {
        let changes: [(Office) throws -> Void] = [
            { office in
                var profile = office.member(other).profile
                profile.cap = 7
                _ = try office.run(
                    ChangeMember(member: office[other], profile: profile), by: actor)
            },
            { try $0.run(DisableMember(member: $0[other]), by: actor) },
        ]
        for change in changes {
            let office = try office()
            guard let code else {
                try change(office)
                continue
            }
            #expect(refusal { try change(office) }?.code == code)
        }
    }

    @Test func `a manager gives nobody a role above their team's, themselves least of all`() throws
    {
        let office = try office()
        for (name, role) in [("boss", Role.revops), ("mina", .cro), ("mina", .manager)] {
            var patch = MemberPatch()
            patch.role = role
            let refused = refusal {
                try office.run(PatchMember(member: office[name], patch: patch), by: "boss")
            }
            #expect(refused?.kind == .forbidden)
        }
        var patch = MemberPatch()
        patch.role = .ae
        try office.run(PatchMember(member: office["mina"], patch: patch), by: "boss")
        #expect(office.member("mina").profile.role == .ae)
    }

    @Test func `everybody says their own name, language and calendar, and nothing more`() throws {
        let office = try office()
        var patch = MemberPatch()
        (patch.name, patch.language, patch.calendar) = ("Mina Kim", "ko", "berlin")
        try office.run(PatchMember(member: office["mina"], patch: patch), by: "mina")
        #expect(office.member("mina").profile.name == "Mina Kim")
        patch.cap = 1
        #expect(
            refusal {
                try office.run(PatchMember(member: office["mina"], patch: patch), by: "mina")
            }?.code == "above-you")
    }

    @Test func `everybody plans their own absence, and those above them do`() throws {
        let office = try office()
        let off = { (name: String) in
            AddTimeOff(member: office[name], from: office.now, to: office.now + .days(1))
        }
        let own = try office.run(off("mina"), by: "mina")
        try office.run(off("mina"), by: "boss")
        for (actor, name) in [("mina", "jun"), ("boss", "chief"), ("other", "mina")] {
            #expect(refusal { try office.run(off(name), by: actor) }?.code == "above-you")
        }
        #expect(
            refusal { try office.run(RemoveTimeOff(timeOff: own), by: "other") }?.code
                == "above-you")
        try office.run(RemoveTimeOff(timeOff: own), by: "mina")
        #expect(office.member("mina").timeOff.count == 1)
    }

    @Test(arguments: ["root", nil])
    func `the last administrator stays one, whoever asks`(actor: String?) throws {
        let office = try office()
        let leave = DisableMember(member: office["root"])
        #expect(refusal { try office.run(leave, by: actor) }?.code == "last-administrator")
        var patch = MemberPatch()
        patch.role = .sdr
        let step = PatchMember(member: office["root"], patch: patch)
        #expect(refusal { try office.run(step, by: actor) }?.code == "last-administrator")
        try office.hire("eve", .revops)
        try office.run(step, by: actor)
        #expect(office.member("root").profile.role == .sdr)
        #expect(
            refusal { try office.run(DisableMember(member: office["eve"])) }?.code
                == "last-administrator")
    }

    @Test func `an administrator who left is none`() throws {
        let office = try office()
        try office.hire("eve", .revops)
        try office.run(DisableMember(member: office["eve"]), by: "root")
        #expect(
            refusal { try office.run(DisableMember(member: office["root"])) }?.code
                == "last-administrator")
    }
}
