import Connectors
import LeadRules
import Testing

@Suite struct RetryAfterTests {
    /// 1994-11-06T08:49:37Z, the example of RFC 9110, less a minute.
    let now = Instant(seconds: 784_111_777 - 60)

    @Test(arguments: [
        ("120", 120), (" 0 ", 0), ("86401", 86_400), ("99999999999999999999", 86_400),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 60), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
        ("Sun Nov  6 08:49:37 1994", 60), ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
        ("Tue, 08 Nov 1994 08:49:37 GMT", 86_400),
    ])
    func `seconds and every form of date are read`(header: String, seconds: Int64?) {
        // The two-digit year 94 lies in this century: far off, so the longest pause.
        #expect(RetryAfter.wait(header, from: now) == .seconds(seconds ?? 86_400))
    }

    @Test(arguments: [
        "", "soon", "-5", "1.5", "１２", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994",
        "Sun, 06 Nox 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT", "a,b,c,d,e,f,g",
    ])
    func `what cannot be read is no pause`(header: String) {
        #expect(RetryAfter.wait(header, from: now) == nil)
    }
}
