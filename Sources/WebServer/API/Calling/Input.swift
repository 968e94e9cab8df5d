import Foundation
import HTTPTypes
import LeadRules
import Records

extension Call {
    /// The body as JSON of a type. An absent body is an empty object.
    ///
    /// - Throws: `Problem` 400 for what is no JSON, 415 for another type, 422 naming the field.
    func input<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try requireJSON()
        let data = body.isEmpty ? Data("{}".utf8) : Data(body)
        do {
            let read = try JSONDecoder().decode(T.self, from: data)
            try refuseUnknown()
            return read
        } catch let error as DecodingError {
            throw Problem(error)
        }
    }

    /// A field that nobody reads would be lost without a word; the nearest known one is offered.
    private func refuseUnknown() throws {
        guard case .json(let shape) = operation.input, !body.isEmpty,
            let json = try? JSONReader.read(body)
        else { return }
        let unknown = shape.unknown(in: json, at: "")
        if !unknown.isEmpty { throw Problem(unknown: unknown) }
    }

    private func requireJSON() throws {
        let stated = contentType?.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
        if let stated, !body.isEmpty, stated != "application/json", !stated.hasSuffix("+json") {
            throw Problem(
                .unsupportedMediaType, "not-json", "Send application/json, not '\(stated)'.")
        }
        if holdsNull {
            throw Problem(
                .badRequest, "malformed-json", "The body holds the character U+0000. Leave it out.")
        }
    }

    /// Whether some text has U+0000, written as an escape; JSON does not allow it otherwise.
    private var holdsNull: Bool {
        var backslashes = 0
        for (index, byte) in body.enumerated() {
            if byte == UInt8(ascii: "u"), !backslashes.isMultiple(of: 2),
                body[(index + 1)...].prefix(4).elementsEqual("0000".utf8)
            {
                return true
            }
            backslashes = byte == UInt8(ascii: "\\") ? backslashes + 1 : 0
        }
        return false
    }
}

extension Problem {
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(field: context.codingPath + [key], "missing", "is missing")
        case .typeMismatch(let type, let context):
            self.init(field: context.codingPath, "wrong-type", "must be \(Self.name(of: type))")
        case .valueNotFound(let type, let context):
            self.init(field: context.codingPath, "wrong-type", "must be \(Self.name(of: type))")
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            self.init(
                field: context.codingPath, "invalid", "is invalid (\(context.debugDescription))")
        default:
            self.init(.badRequest, "malformed-json", "The body is no well-formed JSON.")
        }
    }

    private init(field path: [any CodingKey], _ code: String, _ what: String) {
        let name = path.dotted
        let message = name.isEmpty ? "The body \(what)." : "The field '\(name)' \(what)."
        self.init(
            .unprocessableContent, "invalid-field", message,
            errors: [FieldProblem(field: name, code: code, message: message)])
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is [Any].Type: "a list"
        default: String(describing: type).hasPrefix("Array") ? "a list" : "an object"
        }
    }
}

extension [any CodingKey] {
    /// `stakeholders[1].part`.
    var dotted: String {
        reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}

/// One of some names; an unknown one is refused with the names that may have been meant.
struct Choice<Value: RawRepresentable & CaseIterable & Sendable>: Decodable, Sendable
where Value.RawValue == String {
    let value: Value

    init(_ value: Value) { self.value = value }

    init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Value(rawValue: text) else {
            let path = decoder.codingPath
            throw Refusal.unknown(
                path.last { $0.intValue == nil }?.stringValue ?? "value", text,
                field: path.dotted, known: Value.allCases.map(\.rawValue))
        }
        self.value = value
    }
}

extension KeyedDecodingContainer {
    /// A field of a merge patch (RFC 7396): nil when absent, `.some(nil)` when null.
    func patch<T: Decodable>(_ key: Key, _ type: T.Type = T.self) throws -> T?? {
        guard contains(key) else { return nil }
        if try decodeNil(forKey: key) { return .some(nil) }
        return try decode(type, forKey: key)
    }
}
