import LeadEngine
import Testing

@testable import StoragePostgres

/// Servers too old to be had for a test, by the number they give themselves.
struct OldServerTests {
    @Test(arguments: [90_624, 110_022, 120_019])
    func `a server that is too old is refused in a sentence that says what to do`(number: Int) {
        let problem = #expect(throws: StoreProblem.self) {
            try PostgresMigrating.refuseOld(number)
        }
        #expect(
            problem?.message
                == "This PostgreSQL is version \(number / 10_000). Baton needs 13 or newer: upgrade "
                + "the server, or name another one.")
    }

    @Test(arguments: [130_000, 150_018, 170_002])
    func `a server of our time is taken`(number: Int) throws {
        try PostgresMigrating.refuseOld(number)
    }
}
