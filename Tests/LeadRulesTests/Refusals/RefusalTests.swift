import Foundation
import LeadRules
import Testing

@Suite struct RefusalTests {
    @Test(arguments: Provocation.all)
    func `what is refused has its code, its kind and its fields, and leaves nothing behind`(
        provocation: Provocation
    ) throws {
        let office = try Office()
        let when = try provocation.given(office)
        let before = office.facts.journal.count
        let refused = try #require(refusal(when))
        #expect(refused.code == provocation.code)
        #expect(refused.kind == provocation.kind)
        #expect(Set(refused.problems.map(\.field)) == Set(provocation.fields))
        #expect(!refused.message.isEmpty)
        #expect(office.facts.journal.count == before)
    }

    @Test func `every place that refuses is provoked, and nothing else is`() throws {
        let stand = try RefusalSources.places()
        #expect(stand.count > 60)
        let provoked = Dictionary(grouping: Provocation.all, by: \.place).mapValues(\.count)
        let unprovoked = stand.filter { provoked[$0.key, default: 0] < $0.value }
        #expect(unprovoked.map { "\($0.key), \($0.value) times" }.sorted() == [])
        #expect(Set(provoked.keys).subtracting(stand.keys).sorted() == [])
    }
}

/// The places of LeadRules that refuse, as they stand in its sources.
enum RefusalSources {
    /// How often each code stands in each file: `Handoff/Opening: already-open`.
    static func places() throws -> [String: Int] {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/LeadRules").resolvingSymlinksInPath()
        let all = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
        var places: [String: Int] = [:]
        while let url = all?.nextObject() as? URL {
            // There the factories are defined that the others use.
            guard url.pathExtension == "swift", url.lastPathComponent != "Refusal.swift" else {
                continue
            }
            let file = url.path.dropFirst(top.path.count + 1).dropLast(".swift".count)
            for code in codes(in: try String(contentsOf: url, encoding: .utf8)) {
                places["\(file): \(code)", default: 0] += 1
            }
        }
        return places
    }

    private static func codes(in text: String) -> [String] {
        let named = text.matches(of: /Refusal\(\s*\.\w+, "([a-z-]+)"/).map { String($0.1) }
        let unknown = text.matches(of: /Refusal\.unknown\(\s*"([^"]+)"/).map {
            "unknown-" + $0.1.replacingOccurrences(of: " ", with: "-")
        }
        let invalid = text.matches(of: /Refusal\.(invalid|tooLarge)\(/).map { _ in "invalid-field" }
        let missing = text.matches(of: /Refusal\.notFound\(/).map { _ in "not-found" }
        return named + unknown + invalid + missing
    }
}
