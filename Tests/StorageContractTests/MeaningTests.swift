import Foundation
import LeadEngine
import LeadRules
import Storage
import Testing

/// What the sums of a workspace mean stands in `Tests/Figures/kept-sums.txt`. Whoever changes it adds a
/// migration to `Schema.recounts`, so that workspaces with sums of the old meaning count them anew, and
/// only then changes that text.
@Suite struct MeaningTests {
    @Test func `the sums that are kept mean what they meant when they were last counted`()
        async throws
    {
        let store = try ReportHistory.emptyStore()
        let meanings = try await store.read { transaction in
            try #require(transaction as? any ReportCounting).meanings
        }
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Figures/kept-sums.txt")
        let known = try String(contentsOf: file, encoding: .utf8)
        #expect(lines(of: said(meanings)) == lines(of: known))
    }

    private func said(_ meanings: [String]) -> String {
        (["As counted by migration \(Schema.recounts.max() ?? 0)."] + meanings)
            .joined(separator: "\n")
    }

    private func lines(of text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }
}
