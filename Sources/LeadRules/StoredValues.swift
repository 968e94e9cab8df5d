package import Records

/// Ids are stored as they are written: `L42`.
extension ID: Stored, StoredName {
    package init(stored value: JSONValue) throws(RecordProblem) {
        let utf8 = try value.textBytes()
        guard utf8.count > 1, utf8.count < 20, utf8[0] == Kind.letter.asciiValue,
            let number = Self.number(utf8[1...])
        else { throw value.expected("an id such as \(Kind.letter)42") }
        self.init(number)
    }
    package func write(to json: JSONOutput) { json.write(description) }
    package static var blank: ID { ID(1) }
    package static func list(_ listing: RecordListing) { listing.add("id \(Kind.letter)42") }

    package init?(storedName: String) { self.init(storedName) }
    package var storedName: String { description }

    private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
        var number: Int64 = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            number = number * 10 + Int64(digit - 0x30)
        }
        return number
    }
}

/// Facts of free shape are stored as the JSON value that they are.
extension Value: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) {
        switch value.shape {
        case .text: self = .text(try value.text())
        case .number: self = .number(try value.number())
        case .flag: self = .flag(try value.flag())
        case .null, .array, .object: throw value.expected("a text, number or flag")
        }
    }
    package func write(to json: JSONOutput) {
        switch self {
        case .text(let text): json.write(text)
        case .number(let number): json.write(number)
        case .flag(let flag): flag.write(to: json)
        }
    }
    package static var blank: Value { .text("") }
    package static func list(_ listing: RecordListing) { listing.add("text, number or flag") }
}

/// Who did something is stored as it is written: `M3`, `token:website`, `system`.
extension Actor: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) {
        let text = try value.text()
        guard let actor = Actor(text) else { throw RecordProblem(.newerWord(text)) }
        self = actor
    }
    package func write(to json: JSONOutput) { json.write(description) }
    package static var blank: Actor { .system }
    package static func list(_ listing: RecordListing) { listing.add("actor") }
}
