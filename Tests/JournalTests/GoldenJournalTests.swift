import Foundation
import Journal
import LeadEngine
import LeadRules
import PlaybookFile
import Records
import Storage
import TestStores
import Testing

/// Journals of every release are read for ever.
@Suite struct GoldenJournalTests {
    @Test func `there is a journal of each release, with every kind of event`() throws {
        #expect(!GoldenJournal.all.isEmpty)
        for golden in GoldenJournal.all {
            let kinds = Set(try golden.rows().map(\.name))
            let listed = Set(try golden.lines("records.txt").compactMap(RecordList.heading))
            #expect(kinds == listed.filter { EventKinds.byName[$0] != nil })
        }
        let newest = try #require(GoldenJournal.all.last)
        let kinds = Set(try newest.rows().map(\.name))
        #expect(kinds == Set(EventKinds.byName.keys))
    }

    @Test(arguments: GoldenJournal.all)
    func `a journal of a release is read, and written again without loss`(_ golden: GoldenJournal)
        throws
    {
        let reader = StoredReader()
        for row in try golden.rows() {
            let recorded = try row.recorded(reader)
            let text = try StoredText.of(recorded.event)
            let again = try reader.event(named: row.name, data: text, id: recorded.id)
            #expect(try StoredText.of(again) == text)
        }
    }

    @Test(arguments: GoldenJournal.all)
    func `folded, it gives the same tables as when it is folded anew`(_ golden: GoldenJournal)
        async throws
    {
        let store = try TestStore.make(Self.shelf)
        try golden.fold(into: store)
        try await Self.expectVerified(store)
        let leads = try await store.read { try $0.leads(LeadFilter(), Page(limit: 1_000)) }
        #expect(leads.count > 10)
    }

    @Test(arguments: GoldenJournal.all)
    func `others are told what they were told`(_ golden: GoldenJournal) throws {
        let reader = StoredReader()
        let rows = try golden.rows()
        for line in try golden.lines("public.jsonl") {
            let told = try #require(JSONReader.read(Array(line.utf8)).members)
            let row = try #require(rows.first { "E\($0.id)" == told["id"]?.text })
            let now = try PublicEvent.json(try row.recorded(reader))
            #expect(now.holds(.object(told, bytes: 0)), "\(row.name): \(line)")
        }
    }

    @Test(arguments: GoldenJournal.all)
    func `what a release wrote, later ones know`(_ golden: GoldenJournal) throws {
        let then = RecordList(try golden.lines("records.txt"))
        let now = RecordList(Self.records.split(separator: "\n").map(String.init))
        #expect(now.problems(reading: then) == [])
    }

    @Test(arguments: GoldenJournal.all)
    func `redacted, it names nobody, and folds to the same tables`(_ golden: GoldenJournal)
        async throws
    {
        let redaction = Redaction { "erased-\($0.utf8.reduce(5381) { ($0 &* 33) ^ Int($1) })" }
        let store = try TestStore.make(Self.shelf)
        var texts: [String] = []
        try golden.fold(into: store) { recorded in
            let redacted = recorded.redacted(redaction)
            texts.append(try StoredText.of(redacted.event))
            return redacted
        }
        try await Self.expectVerified(store)
        let plain = try TestStore.make(Self.shelf)
        try golden.fold(into: plain)
        let (leads, erased) = (try await Self.leads(plain), try await Self.leads(store))
        let said = leads.flatMap(\.personal)
        #expect(said.count > 20)
        for word in said { #expect(!texts.contains { $0.contains(word) }, "\(word)") }
        #expect(leads.map(\.work) == erased.map(\.work))
        #expect(leads.map(\.stage) == erased.map(\.stage))
        #expect(leads.map(\.milestones) == erased.map(\.milestones))
        #expect(leads.map(\.score) == erased.map(\.score))
        #expect(erased.allSatisfy { $0.personal.isEmpty })
    }

    private static func leads(_ store: any Store) async throws -> [Lead] {
        var filter = LeadFilter()
        filter.merged = true
        let wanted = filter
        return try await store.read { try $0.leads(wanted, Page(limit: 1_000)) }
    }

    static let shelf = PlaybookShelf { try PlaybookFile.read($0) }

    /// Every record that is stored, as `records.txt` lists it.
    static var records: String {
        let events = EventKinds.all.map { RecordList.text($0.name, $0) }
        let columns = Schema.records.map { RecordList.text($0.name, $0.record) }
        return (events.sorted() + columns.sorted()).joined()
    }

    static func expectVerified(_ store: any Store) async throws {
        let scratch = try TestStore.make(shelf)
        try await Refold(journal: store, scratch: scratch).run()
        #expect(try await StoreComparison.firstDifference(store, scratch) == nil)
    }
}

extension Lead {
    /// What of it names somebody.
    fileprivate var personal: [String] {
        [contact.name, contact.email, contact.phone, origin.ip].compactMap(\.self)
            .filter { $0.count > 4 }
    }
}

extension JSON {
    /// Whether it has all of another, perhaps among more.
    fileprivate func holds(_ other: JSON) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.flag(let a), .flag(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.text(let a), .text(let b)): a == b
        case (.array(let a), .array(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.holds($1) }
        case (.object(let a, _), .object(let b, _)):
            b.allSatisfy { name, value in a[name]?.holds(value) ?? false }
        default: false
        }
    }
}
