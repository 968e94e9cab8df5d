/// What can stand in the journal or in a JSON column.
package protocol Stored {
    /// Reads it.
    ///
    /// - Throws: `RecordProblem` when the value is damaged or was written by a newer release.
    init(stored value: JSONValue) throws(RecordProblem)
    /// Writes it; what was written is read back the same.
    func write(to json: JSONOutput)
    /// It without what concerns a person.
    func redacted(_ redaction: Redaction) -> Self
    /// A value that says nothing, to list what a record is made of.
    static var blank: Self { get }
    /// What it is made of, for the list of all that is stored.
    static func list(_ listing: RecordListing)
}

extension Stored {
    package func redacted(_ redaction: Redaction) -> Self { self }
}

/// How personal data is taken out of a record.
package struct Redaction {
    /// What takes the place of an id that rows are found by, such as a browser's: the same for the
    /// same id, so that the story still folds.
    package var pseudonym: (String) -> String

    package init(pseudonym: @escaping (String) -> String) { self.pseudonym = pseudonym }
}

/// A word of a fixed list, kept by its raw value. Raw values are stored for ever.
package protocol StoredWord: Stored, RawRepresentable, CaseIterable where RawValue == String {}

extension StoredWord {
    package init(stored value: JSONValue) throws(RecordProblem) {
        let text = try value.text()
        guard let word = Self(rawValue: text) else { throw RecordProblem(.newerWord(text)) }
        self = word
    }
    package func write(to json: JSONOutput) { json.write(rawValue) }
    package static var blank: Self { allCases.first! }
    package static func list(_ listing: RecordListing) {
        listing.add("one of " + allCases.map(\.rawValue).sorted().joined(separator: ", "))
    }
}

/// A text that names something: the name of a dictionary's member.
package protocol StoredName: Hashable {
    init?(storedName: String)
    var storedName: String { get }
}

extension String: Stored, StoredName {
    package init(stored value: JSONValue) throws(RecordProblem) { self = try value.text() }
    package func write(to json: JSONOutput) { json.write(self) }
    package static var blank: String { "" }
    package static func list(_ listing: RecordListing) { listing.add("text") }
    package init?(storedName: String) { self = storedName }
    package var storedName: String { self }
}

extension Bool: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) { self = try value.flag() }
    package func write(to json: JSONOutput) { json.write(word: self ? "true" : "false") }
    package static var blank: Bool { false }
    package static func list(_ listing: RecordListing) { listing.add("flag") }
}

extension Int: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) { self = Int(try value.whole()) }
    package func write(to json: JSONOutput) { json.write(Int64(self)) }
    package static var blank: Int { 0 }
    package static func list(_ listing: RecordListing) { listing.add("whole number") }
}

extension Int64: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) { self = try value.whole() }
    package func write(to json: JSONOutput) { json.write(self) }
    package static var blank: Int64 { 0 }
    package static func list(_ listing: RecordListing) { listing.add("whole number") }
}

extension Double: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) { self = try value.number() }
    package func write(to json: JSONOutput) { json.write(self) }
    package static var blank: Double { 0 }
    package static func list(_ listing: RecordListing) { listing.add("number") }
}

extension Array: Stored where Element: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) {
        self = []
        reserveCapacity(Int(value.token.count))
        _ = try value.items { (item) throws(RecordProblem) in append(try Element(stored: item)) }
    }
    package func write(to json: JSONOutput) {
        json.begin(.array)
        for item in self {
            item.write(to: json)
            json.comma()
        }
        json.end(.array)
    }
    package func redacted(_ redaction: Redaction) -> [Element] { map { $0.redacted(redaction) } }
    package static var blank: [Element] { [] }
    package static func list(_ listing: RecordListing) {
        listing.within("[]") { Element.list(listing) }
    }
}

extension Dictionary: Stored where Key: StoredName, Value: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) {
        self.init(minimumCapacity: Int(value.token.count))
        try value.members { (name, member) throws(RecordProblem) in
            let text = try name.text()
            guard let key = Key(storedName: text) else { throw RecordProblem(.newerWord(text)) }
            do throws(RecordProblem) {
                self[key] = try Value(stored: member)
            } catch {
                throw error.within(text)
            }
        }
    }
    /// In the order of their names, so that the same values give the same text.
    package func write(to json: JSONOutput) {
        json.begin(.object)
        if count == 1, let (key, value) = first {
            json.write(key, value)
        } else {
            let named = map { ($0.key.storedName, $0.value) }
            for (name, value) in named.sorted(by: { $0.0 < $1.0 }) { json.write(name, value) }
        }
        json.end(.object)
    }
    package func redacted(_ redaction: Redaction) -> [Key: Value] {
        mapValues { $0.redacted(redaction) }
    }
    package static var blank: [Key: Value] { [:] }
    package static func list(_ listing: RecordListing) {
        listing.within(".*") { Value.list(listing) }
    }
}

extension JSONOutput {
    fileprivate func write(_ name: some StoredName, _ value: some Stored) {
        begin(name: name.storedName)
        value.write(to: self)
        comma()
    }
}
