import LeadRules
import Testing

@Suite struct CapTests {
    private func member(cap: Int? = nil, load: Int = 0) -> Member {
        var profile = MemberProfile(name: "Mina", email: "mina@team.example", role: .sdr)
        profile.cap = cap
        var member = Member(id: MemberID(1), joinedAt: .init(seconds: 0), profile: profile)
        member.load = load
        return member
    }

    private func playbook(_ caps: Int?...) -> Playbook {
        var playbook = Playbook()
        playbook.pools = caps.map { cap in
            var pool = PoolRule()
            (pool.role, pool.cap) = (.sdr, cap)
            return pool
        }
        return playbook
    }

    @Test func `a member's own cap comes before those of pools`() {
        #expect(playbook(50, 20).cap(of: member(cap: 7)) == 7)
        #expect(playbook(50).pools[0].cap(of: member(cap: 7)) == 7)
        #expect(playbook(50).pools[0].cap(of: member()) == 50)
    }

    @Test func `over several pools the most generous counts`() {
        #expect(playbook(20, 50).cap(of: member()) == 50)
        #expect(playbook(20, nil).cap(of: member()) == nil)
        #expect(playbook().cap(of: member()) == nil)
    }

    @Test(arguments: [(6, false), (7, true), (8, true)])
    func `a member is full at the cap`(load: Int, isFull: Bool) {
        #expect(playbook(7).isFull(member(load: load)) == isFull)
        #expect(!playbook(nil).isFull(member(load: load)))
    }
}
