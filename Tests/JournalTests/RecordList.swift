import LeadRules
import Records

/// What records are made of, as `records.txt` lists it: a heading for each record, then its members.
/// A member that may be left out has `?` or `=` behind its name.
struct RecordList {
    private struct Member {
        var kind: String
        var isRequired: Bool
    }
    private var versions: [String: String] = [:]
    private var members: [String: [String: Member]] = [:]

    static func text(_ name: String, _ record: any StoredRecord.Type) -> String {
        let listing = RecordListing()
        record.list(listing)
        let lines = Set(listing.lines).sorted().map { "    \($0)\n" }
        return "\(name) version \(record.version)\n" + lines.joined()
    }

    /// The record that a line is the heading of.
    static func heading(_ line: String) -> String? {
        line.hasPrefix(" ") ? nil : line.split(separator: " ").first.map(String.init)
    }

    init(_ lines: [String]) {
        var record = ""
        for line in lines {
            if let heading = Self.heading(line) {
                record = heading
                versions[record] = line.split(separator: " ").last.map(String.init)
                continue
            }
            let words = line.split(separator: " ", maxSplits: 1)
            let path = String(words[0])
            members[record, default: [:]][path.filter { $0 != "?" && $0 != "=" }] = Member(
                kind: String(words[1]).replacing(" (personal)", with: ""),
                isRequired: !["?", "="].contains(Self.ofOne(path).last))
        }
    }

    /// The path of a list or of facts by name, without their items.
    private static func ofOne(_ path: String) -> Substring {
        var path = path[...]
        while path.hasSuffix("[]") || path.hasSuffix(".*") { path = path.dropLast(2) }
        return path
    }

    /// Why what another release wrote could not be read.
    func problems(reading then: RecordList) -> [String] {
        then.members.sorted { $0.key < $1.key }.flatMap { record, old -> [String] in
            guard let new = members[record] else { return ["\(record) is gone"] }
            // Between versions, an upcast says what becomes of it.
            guard versions[record] == then.versions[record] else { return [] }
            let gone = old.compactMap { path, member in
                new[path].map {
                    reads($0.kind, member.kind) ? nil : "\(record) \(path) is another kind"
                }
                    ?? "\(record) \(path) is gone"
            }
            let added = new.filter { path, member in
                member.isRequired && old[path] == nil && Self.isNew(path, beside: old)
            }.map { "\(record) \($0.key) has no default" }
            return (gone + added).sorted()
        }
    }

    /// Whether the member, not the whole part that it is in, is new.
    private static func isNew(_ path: String, beside old: [String: Member]) -> Bool {
        let parent = path.split(separator: ".").dropLast().joined(separator: ".")
        return parent.isEmpty || old.keys.contains { $0.hasPrefix(parent + ".") }
    }

    /// Words may be added to a list of words.
    private func reads(_ new: String, _ old: String) -> Bool {
        guard new.hasPrefix("one of "), old.hasPrefix("one of ") else { return new == old }
        let words = Set(new.dropFirst(7).split(separator: ", "))
        return words.isSuperset(of: old.dropFirst(7).split(separator: ", "))
    }
}
