/// A JSON value as it came, with the place of each object in the text.
///
/// Tracking clients send thousands of these a second, of any shape; `JSONDecoder` needs a type for
/// each shape and tries them in turn.
indirect enum JSON {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case array([JSON])
    /// Members in the order of the text, and how many bytes the object takes.
    case object([String: JSON], bytes: Int)

    subscript(_ name: String) -> JSON? {
        if case .object(let members, _) = self { members[name] } else { nil }
    }

    var members: [String: JSON]? {
        if case .object(let members, _) = self { members } else { nil }
    }

    /// A text that is not empty, or a number as text: clients send ids as either.
    var text: String? {
        switch self {
        case .text(let text): text.isEmpty ? nil : text
        case .number(let number): Self.written(number)
        default: nil
        }
    }

    static func written(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}

extension JSON {
    /// The value with sorted names, the same for the same content.
    func write(to text: inout String) {
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
