import LeadRules
import Testing

@Suite struct NearNamesTests {
    @Test(arguments: [
        ("kim", ["kai"], ["kai"]), ("kim", ["ada"], []), ("abc", ["xyz"], []),
        ("telekom", ["telecom", "high-tech"], ["telecom"]), ("xkim", ["kim"], ["kim"]),
        ("kimxx", ["kim"], ["kim"]), ("kimxxx", ["kim"], []), ("abcdefghi", ["abcdef"], ["abcdef"]),
        ("abcdefghi", ["abcde"], []), ("SDR", ["ae", "sdr-a", "sdr-b"], ["sdr-a", "sdr-b"]),
        ("sdr-x", ["sdr-d", "sdr-c", "sdr-b", "sdr-a"], ["sdr-a", "sdr-b", "sdr-c"]),
    ])
    func `a name may be two letters off, or a third of its length`(
        name: String, known: [String], near: [String]
    ) {
        #expect(NearNames.nearest(to: name, in: known) == near)
    }
}
