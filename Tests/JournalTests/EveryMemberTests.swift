import Journal
import LeadRules
import Records
import TestStores
import Testing

/// Every member of every kind of event: left out as an older release would have, added as a newer one
/// would.
@Suite struct EveryMemberTests {
    private static let longest: [GoldenJournal.Row] = {
        let rows = (try? GoldenJournal.all.last?.rows()) ?? []
        return Dictionary(grouping: rows, by: \.name).values
            .compactMap { $0.max { $0.data.utf8.count < $1.data.utf8.count } }
    }()

    private func members(_ row: GoldenJournal.Row) throws -> [String: JSON] {
        try #require(try JSONReader.read(Array(row.data.utf8)).members)
    }

    private func read(_ row: GoldenJournal.Row, as members: [String: JSON]) throws -> any Event {
        try StoredReader().event(
            named: row.name, data: try StoredText.of(members), id: EventID(row.id))
    }

    @Test func `a member with a default may be missing, any other is missed by name`() throws {
        #expect(Self.longest.count == EventKinds.all.count)
        for row in Self.longest {
            let whole = try members(row)
            let required = try requiredMembers(row.name)
            for name in whole.keys {
                var less = whole
                less[name] = nil
                if required.contains(name) {
                    let problem = try #require(throws: UnreadableRecord.self) {
                        try read(row, as: less)
                    }
                    #expect(problem.description.contains("field \(name)") == false)
                    #expect(problem.description.contains("damaged: \(name) is missing"))
                } else {
                    #expect(throws: Never.self) { try read(row, as: less) }
                }
            }
        }
    }

    @Test func `a member of a newer release is named, and no backup is asked for`() throws {
        for row in Self.longest {
            var more = try members(row)
            more["pace"] = .number(2)
            let problem = try #require(throws: UnreadableRecord.self) { try read(row, as: more) }
            #expect(
                problem.description
                    == "Event E\(row.id) (\(row.name)) was written by a newer release: field pace. "
                    + "Start that release of Baton, or a later one.")
        }
    }

    @Test func `a kind of event of a newer release is named`() throws {
        let problem = try #require(throws: UnreadableRecord.self) {
            try StoredReader().event(named: "lead.cloned", data: "{}", id: EventID(7))
        }
        #expect(problem.description.contains("Event E7 (lead.cloned) was written by a newer"))
    }

    private func requiredMembers(_ name: String) throws -> Set<String> {
        let listing = RecordListing()
        try #require(EventKinds.byName[name]).list(listing)
        let outermost = listing.lines.compactMap { line -> String? in
            let first = line.prefix { $0 != "." && $0 != " " && $0 != "[" }
            return first.hasSuffix("?") || first.hasSuffix("=") ? nil : String(first)
        }
        return Set(outermost)
    }
}
