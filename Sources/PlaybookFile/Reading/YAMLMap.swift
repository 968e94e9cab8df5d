import LeadRules
import Yams

/// A mapping of the file while it is read: it remembers which keys were asked for, and reports the
/// others as unknown.
final class YAMLMap {
    /// What the mapping describes, for messages.
    private(set) var what: String
    let value: YAMLValue
    /// All keys with their values, in the order of the file.
    fileprivate let entries: [(key: YAMLValue, value: YAMLValue)]
    private var known: [String] = []

    fileprivate init(_ mapping: Node.Mapping, of value: YAMLValue, what: String) {
        self.value = value
        self.what = what
        entries = mapping.map { key, node in
            let name = key.scalar?.string ?? "the key"
            return (
                YAMLValue(key, name: name, in: value.reading),
                YAMLValue(node, name: name, in: value.reading)
            )
        }
    }

    /// The value under a key, when the key is there.
    subscript(key: String) -> YAMLValue? {
        if !known.contains(key) { known.append(key) }
        return entries.first { $0.key.scalar == key }?.value
    }

    /// Reads the value under a key into `target`, which stays as it is when the key is absent.
    func optional<T>(_ key: String, into target: inout T, _ read: (YAMLValue) -> T?) {
        if let value = self[key], let result = read(value) { target = result }
    }

    /// Reads the value under a key that must be there.
    func required<T>(_ key: String, into target: inout T, _ read: (YAMLValue) -> T?) {
        guard self[key] != nil else {
            return report("\(what.raisingFirst) needs the key '\(key)'.")
        }
        optional(key, into: &target, read)
    }

    /// The id under `id`, which no other of the kind may have, and the title, which is made of the
    /// id where the file gives none.
    func identity(_ kind: Name, id: inout String, title: inout String) {
        identity(kind, id: &id)
        title = id.titled
        optional("title", into: &title) { $0.text() }
    }

    func identity(_ kind: Name, id: inout String) {
        required("id", into: &id) { $0.definition(of: kind) }
        if !id.isEmpty { what = "The \(kind.rawValue) '\(id)'" }
    }

    func report(_ message: @autoclosure () -> String) { value.report(message()) }

    /// Reports every key that was not asked for.
    fileprivate func finish() {
        for (key, _) in entries {
            guard let name = key.scalar else {
                key.report("Expected a plain key in \(what.loweringFirst).")
                continue
            }
            guard !known.contains(name) else { continue }
            key.report(
                "Unknown key \(name.quoted) in \(what.loweringFirst). \(hint(name, known: known))")
        }
    }
}

extension YAMLValue {
    /// Reads a mapping with a fixed set of keys: those that `read` asks for.
    func map<T>(_ what: String, _ read: (YAMLMap) -> T) -> T? {
        guard case .mapping(let mapping) = node else {
            return expected("a mapping (lines of `key: value`)")
        }
        let map = YAMLMap(mapping, of: self, what: what)
        let result = read(map)
        map.finish()
        return result
    }

    /// Reads a mapping with a fixed set of keys, which is known by the key it stands under.
    func section<T>(_ read: (YAMLMap) -> T) -> T? { map("the section '\(name)'", read) }

    /// Reads a mapping whose keys are free.
    func pairs<T>(_ read: (YAMLValue, YAMLValue) -> T?) -> [T]? {
        guard case .mapping(let mapping) = node else {
            return expected("a mapping (lines of `key: value`)")
        }
        return YAMLMap(mapping, of: self, what: name).entries.compactMap { key, value in
            guard key.scalar != nil else { return key.expected("a plain key") }
            return read(key, value)
        }
    }

    /// A new name of the kind: letters, digits, `-`, `_`, `.`.
    func definition(of kind: Name) -> String? {
        guard let name = text("a name") else { return nil }
        guard name.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) }) else {
            return expected("a name of letters, digits, '-', '_' and '.'")
        }
        reading.define(kind, name, at: place)
        return name
    }
}

extension String {
    /// `page-visit` as a title: `Page visit`.
    var titled: String {
        split { $0 == "-" || $0 == "_" }.joined(separator: " ").raisingFirst
    }

    fileprivate var loweringFirst: String { prefix(1).lowercased() + dropFirst() }
    fileprivate var raisingFirst: String { prefix(1).uppercased() + dropFirst() }
}
