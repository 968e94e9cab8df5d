import LeadRules
import Testing

/// A playbook fits the people there are when it becomes the policy.
@Suite struct ActivatingTests {
    @Test func `a pool by role alone may be empty, one that names people finds them`() throws {
        let office = try Office()
        try office.activate { $0.pools[0].role = .bdr }
        #expect(office.version == 2)
        try office.activate { $0.pools[1].members = ["mina@team.example"] }
        try office.activate { $0.pools[1].members = [] }
        let refused = refusal {
            try office.activate { $0.pools[1].members = ["nobody@team.example"] }
        }
        #expect(refused?.problems.map(\.field) == ["pools.sdr-b"])
    }

    @Test func `where there is nobody yet, any pool may be empty`() throws {
        let office = try Office(staff: [])
        try office.activate { $0.pools[1].members = ["mina@team.example"] }
        #expect(office.version == 2)
    }
}
