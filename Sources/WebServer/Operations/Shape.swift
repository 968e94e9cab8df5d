package import Records

/// What a value looks like in JSON.
indirect enum Shape: Sendable {
    case text(Text = Text())
    /// One of some words.
    case choice([String])
    case whole(ClosedRange<Int64>? = nil)
    case number
    case flag
    case list(Shape)
    /// An object whose names are free.
    case map(Shape)
    case object(Object)
    case nullable(Shape)
    /// A text, a number or a flag.
    case fact
    /// Any JSON.
    case anything

    struct Text: Sendable {
        var format: String?
        var pattern: String?
        /// In characters.
        var atLeast: Int?
        var atMost: Int?
    }

    struct Object: Sendable {
        /// What its schema is called; nil for one that stands where it is used.
        var name: String?
        var fields: [Field]
    }

    struct Field: Sendable {
        var name: String
        var shape: Shape
        var isRequired: Bool
    }
}

extension Shape {
    static func object(_ name: String? = nil, _ fields: [Field]) -> Shape {
        .object(Object(name: name, fields: fields))
    }

    /// The fields of an object; none of anything else.
    var fields: [Field] { if case .object(let object) = self { object.fields } else { [] } }

    /// The object with further fields, under another name.
    func with(_ more: [Field], named name: String? = nil) -> Shape {
        let names = Set(more.map(\.name))
        return .object(name, fields.filter { !names.contains($0.name) } + more)
    }
}

extension Shape.Field {
    static func always(_ name: String, _ shape: Shape) -> Self {
        Self(name: name, shape: shape, isRequired: true)
    }
    static func maybe(_ name: String, _ shape: Shape) -> Self {
        Self(name: name, shape: shape, isRequired: false)
    }
}

/// JSON Schema of 2020-12, which OpenAPI 3.1 is written in.
extension Shape {
    /// - Parameter closed: whether other names than its fields are refused.
    func schema(closed: Bool, _ names: inout [String: JSON]) -> JSON {
        switch self {
        case .text(let text):
            let pairs: [(String, JSON?)] = [
                ("type", "string"), ("format", text.format.map(JSON.text)),
                ("pattern", text.pattern.map(JSON.text)),
                ("minLength", text.atLeast.map { .number(Double($0)) }),
                ("maxLength", text.atMost.map { .number(Double($0)) }),
            ]
            return .members(pairs)
        case .choice(let words): return ["type": "string", "enum": .array(words.map(JSON.text))]
        case .whole(let range):
            return .members([
                ("type", "integer"), ("minimum", range.map { .number(Double($0.lowerBound)) }),
                ("maximum", range.flatMap(Self.upperBound)),
            ])
        case .number: return ["type": "number"]
        case .flag: return ["type": "boolean"]
        case .list(let item):
            return ["type": "array", "items": item.schema(closed: closed, &names)]
        case .map(let value):
            return [
                "type": "object", "additionalProperties": value.schema(closed: closed, &names),
            ]
        case .nullable(let shape):
            return ["anyOf": [shape.schema(closed: closed, &names), ["type": "null"]]]
        case .fact: return ["type": ["string", "number", "boolean"]]
        case .anything: return .flag(true)
        case .object(let object): return object.schema(closed: closed, &names)
        }
    }

    private static func upperBound(_ range: ClosedRange<Int64>) -> JSON? {
        range.upperBound == .max ? nil : .number(Double(range.upperBound))
    }
}

extension Shape.Object {
    fileprivate func schema(closed: Bool, _ names: inout [String: JSON]) -> JSON {
        guard var name else { return plain(closed: closed, &names) }
        if closed, !name.hasSuffix("Input") { name += "Input" }
        if names[name] == nil {
            // Known before its fields are: it may hold itself.
            names[name] = .flag(true)
            names[name] = plain(closed: closed, &names)
        }
        return ["$ref": .text("#/components/schemas/\(name)")]
    }

    private func plain(closed: Bool, _ names: inout [String: JSON]) -> JSON {
        var properties: [String: JSON] = [:]
        for field in fields {
            var shape = field.shape
            // What has no value is left out of an answer; in a request it may be null.
            if !closed, !field.isRequired, case .nullable(let value) = shape { shape = value }
            properties[field.name] = shape.schema(closed: closed, &names)
        }
        let required = fields.filter(\.isRequired).map { JSON.text($0.name) }
        return .members([
            ("type", "object"), ("properties", .object(properties, bytes: 0)),
            ("required", required.isEmpty ? nil : .array(required)),
            ("additionalProperties", closed ? .flag(false) : nil),
        ])
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByArrayLiteral
{
    package init(stringLiteral text: String) { self = .text(text) }
    package init(arrayLiteral items: JSON...) { self = .array(items) }
    package init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(Dictionary(members) { $1 }, bytes: 0)
    }

    /// An object of those members that are there.
    static func members(_ members: [(String, JSON?)]) -> JSON {
        .object(
            Dictionary(members.compactMap { name, value in value.map { (name, $0) } }) { $1 },
            bytes: 0)
    }
}
