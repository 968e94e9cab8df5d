import LeadEngine
import LeadRules
import ReportPages
import Testing
import Foundation

@Test func `temp print`() async throws {
    let h = try await ReportHistory()
    try await h.work()
    for kind in ReportKind.allCases {
        let r = try await h.report(kind)
        print(ReportText.text(r))
        try ReportText.html(r).write(toFile: "/tmp/reportsdev/out-\(kind).html", atomically: true, encoding: .utf8)
        try EventJSON.text(r).write(toFile: "/tmp/reportsdev/out-\(kind).json", atomically: true, encoding: .utf8)
    }
    for id in 1...8 {
        let e = try await h.store.read { try Explaining.explain(LeadID(Int64(id)), in: $0, now: moment("12T00:00")) }
        print(ExplanationText.text(e))
        try ExplanationText.html(e).write(toFile: "/tmp/reportsdev/out-L\(id).html", atomically: true, encoding: .utf8)
    }
}
