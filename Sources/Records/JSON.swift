/// A JSON value as it came, with the place of each object in the text.
///
/// Tracking clients send thousands of these a second, of any shape; `JSONDecoder` needs a type for
/// each shape and tries them in turn.
package indirect enum JSON: Sendable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case array([JSON])
    /// Members in the order of the text, and how many bytes the object takes.
    case object([String: JSON], bytes: Int)

    package subscript(_ name: String) -> JSON? {
        if case .object(let members, _) = self { members[name] } else { nil }
    }

    package var members: [String: JSON]? {
        if case .object(let members, _) = self { members } else { nil }
    }

    /// A text that is not empty, or a number as text: clients send ids as either.
    package var text: String? {
        switch self {
        case .text(let text): text.isEmpty ? nil : text
        case .number(let number): Self.written(number)
        default: nil
        }
    }

    package static func written(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}

extension JSON {
    /// The value with sorted names, the same for the same content.
    package func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .flag(let flag): text += flag ? "true" : "false"
        case .number(let number): text += Self.written(number)
        case .text(let string): text += string.debugDescription
        case .array(let items):
            text += "["
            for item in items {
                item.write(to: &text)
                text += ","
            }
            text += "]"
        case .object(let members, _):
            text += "{"
            for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                text += name.debugDescription + ":"
                value.write(to: &text)
                text += ","
            }
            text += "}"
        }
    }
}

extension JSONOutput {
    /// A value of any shape, the members of its objects in the order of their names.
    func write(_ value: JSON) {
        switch value {
        case .null: write(word: "null")
        case .flag(let flag): flag.write(to: self)
        case .number(let number): write(number)
        case .text(let text): write(text)
        case .array(let items): items.write(to: self)
        case .object(let members, _): members.write(to: self)
        }
    }
}

extension JSON: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) {
        switch value.shape {
        case .null: self = .null
        case .flag: self = .flag(try value.flag())
        case .number: self = .number(try value.number())
        case .text: self = .text(try value.text())
        case .array: self = .array(try [JSON](stored: value))
        case .object: self = .object(try [String: JSON](stored: value), bytes: value.utf8.count)
        }
    }
    package func write(to json: JSONOutput) { json.write(self) }
    package static var blank: JSON { .null }
    package static func list(_ listing: RecordListing) { listing.add("any") }
}

extension JSON: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let flag): try container.encode(flag)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .array(let items): try container.encode(items)
        case .object(let members, _): try container.encode(members)
        }
    }
}
