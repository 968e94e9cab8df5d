import Synchronization

/// A value, and the names of the object it was read from; none when it is no object.
struct WithNames<Value: Decodable>: Decodable {
    let value: Value
    let names: [String]?

    init(from decoder: any Decoder) throws {
        value = try Value(from: decoder)
        names = try? decoder.container(keyedBy: Name.self).allKeys.map(\.stringValue)
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

/// The fields that inputs have: what each type's properties are called does not change.
enum FieldNames {
    private static let known = Mutex<[ObjectIdentifier: Set<String>?]>([:])

    /// - Returns: nil for what is no structure.
    static func of<T>(_ value: T) -> Set<String>? {
        let type = ObjectIdentifier(T.self)
        if let names = known.withLock({ $0[type] }) { return names }
        let fields = Mirror(reflecting: value)
        let names =
            (T.self as? any NamesItsFields.Type)?.fieldNames
            ?? fields.children.compactMap(\.label)
        let found = fields.displayStyle == .struct ? Set(names) : nil
        known.withLock { $0[type] = .some(found) }
        return found
    }
}

/// An input whose JSON has other fields than its properties.
protocol NamesItsFields {
    static var fieldNames: [String] { get }
}
