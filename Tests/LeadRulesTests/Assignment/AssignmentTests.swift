import LeadRules
import Testing

@Suite struct AssignmentTests {
    private func leads(_ office: Office, _ count: Int, from first: Int = 1) throws -> [LeadID] {
        try (first..<(first + count)).map { try office.lead("a\($0)@c\($0).example") }
    }

    @Test func `members of a pool take turns`() throws {
        let office = try Office()
        let owners = try leads(office, 4).map { office.owner($0) }
        #expect(owners == ["mina", "jun", "mina", "jun"])
    }

    @Test func `at the cap a lead is held in sight, with a clock and the time of the next try`()
        throws
    {
        let office = try Office { $0.pools[0].cap = 1 }
        let all = try leads(office, 3)
        let held = office.lead(all[2])
        #expect(held.stage == .held && held.heldIn == "sdr-a" && held.owner == nil)
        #expect(office.running(all[2]) == [.held])
        #expect(held.rest.wakeAt == moment("2026-03-03T00:00:00Z"))
    }

    @Test func `a member's own cap counts instead of the pool's`() throws {
        let office = try Office()
        try office.change("mina") { $0.cap = 0 }
        #expect(try leads(office, 2).map { office.owner($0) } == ["jun", "jun"])
    }

    @Test func `held leads are released by priority, then oldest first, when room appears`() throws
    {
        let office = try Office {
            $0.pools[0].cap = 1
            $0.pools[1].cap = 1
        }
        let worked = try leads(office, 2)
        let low = try office.lead("low@low.example", "event")
        try office.run(MoveStage(lead: low, to: .new, reason: "asked"))
        office.sleep(until: "2026-03-02T01:10:00Z")
        let high = try leads(office, 2, from: 10)
        #expect(([low] + high).allSatisfy { office.lead($0).stage == .held })
        try office.run(MoveStage(lead: worked[0], to: .archived, reason: "student"), by: "mina")
        #expect(office.owner(high[0]) == "mina" && office.lead(high[1]).stage == .held)
    }

    @Test func `a new member and an ended absence make room`() throws {
        let office = try Office(staff: [("boss", .manager, "seoul")])
        let first = try leads(office, 1)[0]
        try office.hire("mina", .sdr)
        #expect(office.owner(first) == "mina" && office.clocks(first, .held).map(\.state) == [.met])
        let off = try office.run(
            AddTimeOff(member: office["mina"], from: office.now, to: office.now + .days(7)))
        let second = try leads(office, 1, from: 2)[0]
        #expect(office.lead(second).stage == .held)
        #expect(office.lead(second).rest.wakeAt == moment("2026-03-09T01:00:00Z"))
        try office.run(RemoveTimeOff(member: office["mina"], timeOff: off))
        #expect(office.owner(second) == "mina")
    }

    @Test func `a held lead is tried again at the next opening, and only then`() throws {
        let office = try Office(staff: [("mina", .sdr, "seoul")])
        try office.advance(to: "2026-03-06T12:00:00Z")
        try office.run(
            AddTimeOff(member: office["mina"], from: office.now, to: moment("2026-03-10T00:00:00Z"))
        )
        let lead = try office.lead("a@a.example")
        #expect(office.lead(lead).stage == .held)
        let before = office.facts.journal.count
        try office.advance(to: "2026-03-09T23:59:00Z")
        #expect(
            Set(office.story(lead, since: before)).isSubset(of: [
                "clock.reminded", "clock.breached",
            ]))
        try office.advance(to: "2026-03-10T00:00:00Z")
        #expect(office.owner(lead) == "mina")
    }

    @Test func `nobody at the cap is tried every second`() throws {
        let office = try Office { $0.pools[0].cap = 0 }
        let lead = try leads(office, 1)[0]
        try office.advance(.hours(23))
        #expect(office.story(lead).filter { $0 == "lead.held" }.count == 2)
    }

    @Test func `nobody absent gets a lead whose clock would run out before they return`() throws {
        let office = try Office()
        let back = moment("2026-03-03T02:00:00Z")
        try office.run(AddTimeOff(member: office["mina"], from: office.now, to: back))
        #expect(office.owner(try office.lead("hot@a.example")) == "jun")
        let slow = try office.capture(Contact("slow@b.example"), "e-book").lead
        try office.act(slow, "demo-request")
        #expect(office.owner(slow) == "jun")
    }

    @Test func `an absence that begins before contact is due counts too`() throws {
        let office = try Office {
            $0.intake.sources[2].handRaise = true
        }
        try office.run(
            AddTimeOff(
                member: office["mina"], from: office.now + .days(2), to: office.now + .days(20)))
        let eBooks = try (1...3).map { try office.lead("a\($0)@c\($0).example", "e-book") }
        #expect(eBooks.map { office.owner($0) } == ["jun", "jun", "jun"])
        #expect(office.owner(try office.lead("now@now.example")) == "mina")
    }

    @Test func `outside hours the five-minute lead goes to whoever can keep its clock`() throws {
        let office = try Office(staff: [("mina", .sdr, "seoul"), ("lena", .sdr, "berlin")]) {
            $0.clocks[0].calendar = .plain
        }
        try office.advance(to: "2026-03-02T10:00:00Z")
        #expect(try leads(office, 2).map { office.owner($0) } == ["lena", "lena"])
    }

    @Test func `the owner of an earlier lead of the account comes first`() throws {
        let office = try Office()
        try office.lead("kim@factory.example")
        try office.lead("x@x.example")
        #expect(office.owner(try office.lead("lee@factory.example")) == "mina")
        #expect(office.owner(try office.lead("park@factory.example")) == "mina")
        #expect(office.owner(try office.lead("y@y.example")) == "jun")
    }

    @Test func `a named owner needs a manager and a reason`() throws {
        let office = try Office()
        let lead = try leads(office, 1)[0]
        let move = AssignLead(lead: lead, to: office["jun"], reason: "knows the field")
        #expect(refusal { try office.run(move, by: "mina") }?.code == "not-yours")
        #expect(
            refusal {
                try office.run(AssignLead(lead: lead, to: office["jun"], reason: ""), by: "boss")
            }?.kind == .invalid)
        try office.run(move, by: "boss")
        #expect(office.owner(lead) == "jun" && office.member("mina").load == 0)
    }

    @Test func `a lead that goes away again is credited back`() throws {
        let office = try Office()
        let lead = try leads(office, 1)[0]
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "knows the field"))
        #expect(try leads(office, 3, from: 2).map { office.owner($0) } == ["mina", "jun", "mina"])
        let seat = office.facts.seats[SeatKey(pool: "sdr-a", member: office["mina"])]
        #expect(seat?.given == 2)
        #expect(abs(office.facts.seats.values.reduce(0) { $0 + $1.credit }) < 1e-9)
    }

    @Test func `a lead named away from somebody makes room for a held one`() throws {
        let office = try Office { $0.pools[0].cap = 1 }
        let all = try leads(office, 3)
        try office.run(AssignLead(lead: all[0], to: office["boss"], reason: "boss takes it"))
        #expect(office.owner(all[2]) == "mina")
    }

    @Test func `without a pool a qualified lead waits with marketing, until a playbook has one`()
        throws
    {
        let office = try Office { $0.pools.removeAll { $0.role == .sdr } }
        let lead = try leads(office, 1)[0]
        #expect(office.lead(lead).stage == .marketing && office.lead(lead).milestones.mql != nil)
        try office.activate { playbook in playbook.pools = Playbook.standardPools }
        try office.act(lead, "page-visit")
        #expect(office.owner(lead) == "mina")
    }

    @Test func `leads held in a pool that is gone find another at their next try`() throws {
        let office = try Office { $0.pools[0].cap = 0 }
        let lead = try leads(office, 1)[0]
        #expect(office.lead(lead).heldIn == "sdr-a")
        try office.activate { $0.pools.removeFirst() }
        try office.advance(.days(1))
        #expect(office.owner(lead) != nil && office.lead(lead).heldIn == nil)
    }

    @Test func `one held lead that nobody can take in time does not hold up those behind it`()
        throws
    {
        let office = try Office(staff: [("lena", .sdr, "berlin")]) {
            $0.pools.removeSubrange(1...1)
            $0.pools[0].when = .always
            $0.pools[0].cap = 1
            $0.clocks[0].calendar = .plain
        }
        try office.advance(to: "2026-03-02T09:00:00Z")
        let busy = try leads(office, 1)[0]
        #expect(office.owner(busy) == "lena")
        try office.advance(to: "2026-03-02T18:00:00Z")
        let hot = try office.lead("hot@hot.example")
        let slow = try office.lead("slow@slow.example", "partner")
        try office.run(MoveStage(lead: slow, to: .new, reason: "asked"))
        #expect(office.lead(hot).stage == .held && office.lead(slow).stage == .held)
        try office.run(MoveStage(lead: busy, to: .archived, reason: "student"))
        #expect(office.lead(hot).stage == .held && office.owner(slow) == "lena")
    }
}
