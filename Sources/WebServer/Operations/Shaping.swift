import LeadRules

/// A type that says itself what its JSON looks like, since it reads or writes it by hand.
protocol Shaped {
    static var shape: Shape { get }
    /// Any value of the type: what reads a type only to learn its shape needs one.
    static var sample: Self { get }
}

/// A type whose fields do not take all that their types could hold.
protocol Narrowed {
    /// The shapes of those fields, by name.
    static var narrowed: [String: Shape] { get }
}

/// Finds out what the JSON of a type looks like, by letting it read from a decoder that takes down what
/// it asks for. So what is described is what is read, and no field is named twice.
enum Shaping {
    /// - Throws: `Unshaped` for a type that reads in a way that tells nothing.
    static func shape<T: Decodable>(of type: T.Type) throws -> Shape { try look(at: type).shape }

    fileprivate static func look<T: Decodable>(at type: T.Type) throws -> (shape: Shape, sample: T)
    {
        if let shaped = type as? any Shaped.Type { return try itself(shaped) }
        if let words = type as? any (CaseIterable & RawRepresentable).Type,
            let (shape, sample) = choice(words)
        {
            return (shape, sample as! T)
        }
        let decoder = ShapeDecoder()
        let sample = try T(from: decoder)
        guard let shape = decoder.shape else { throw Unshaped(type: "\(type)") }
        guard case .object(var object) = shape, object.name == nil else { return (shape, sample) }
        object.name = name(of: type)
        if let narrowed = type as? any Narrowed.Type {
            for (index, field) in object.fields.enumerated() {
                object.fields[index].shape = narrowed.narrowed[field.name] ?? field.shape
            }
        }
        return (.object(object), sample)
    }

    private static func itself<S: Shaped, T>(_ type: S.Type) throws -> (Shape, T) {
        guard let sample = S.sample as? T else { throw Unshaped(type: "\(type)") }
        return (S.shape, sample)
    }

    private static func choice<C: CaseIterable & RawRepresentable>(_ type: C.Type)
        -> (Shape, Any)?
    {
        let words = C.allCases.compactMap { $0.rawValue as? String }
        guard let first = C.allCases.first, !words.isEmpty else { return nil }
        return (.choice(words), first)
    }

    /// `LeadResource` is described as `Lead`; what stands within another type with its name before.
    private static func name(of type: Any.Type) -> String {
        let parts = String(reflecting: type).split(separator: ".").dropFirst()
            .filter { !$0.hasPrefix("(") }
        return parts.map { $0.hasSuffix("Resource") ? String($0.dropLast(8)) : String($0) }
            .filter { !$0.hasSuffix("Routes") && !$0.contains(" ") }.joined()
    }
}

/// A type of which no shape can be found; it has to be `Shaped`.
struct Unshaped: Error, CustomStringConvertible {
    let type: String
    var description: String { "What the JSON of \(type) looks like cannot be found out." }
}

private final class ShapeDecoder: Decoder {
    var shape: Shape?
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        if shape == nil { shape = .object(nil, []) }
        return KeyedDecodingContainer(ShapeFields(decoder: self))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw Unshaped(type: "a list")
    }
    func singleValueContainer() -> any SingleValueDecodingContainer { SingleShape(decoder: self) }

    func note(_ name: String, _ shape: Shape, isRequired: Bool) {
        let field = Shape.Field(name: name, shape: shape, isRequired: isRequired)
        self.shape = .object(nil, (self.shape?.fields ?? []).filter { $0.name != name } + [field])
    }
}

private final class ShapeFields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ShapeDecoder
    let codingPath: [any CodingKey] = []
    let allKeys: [Key] = []
    /// Fields of a merge patch: it is asked first whether they are there, and whether they are null.
    private var patched: Set<String> = []

    init(decoder: ShapeDecoder) { self.decoder = decoder }

    func contains(_ key: Key) -> Bool {
        patched.insert(key.stringValue)
        return true
    }
    func decodeNil(forKey key: Key) -> Bool { false }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        let (shape, sample) = try Shaping.look(at: type)
        let isPatch = patched.contains(key.stringValue)
        decoder.note(
            key.stringValue, isPatch ? .nullable(shape) : shape, isRequired: !isPatch)
        return sample
    }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        let (shape, sample) = try Shaping.look(at: type)
        decoder.note(key.stringValue, .nullable(shape), isRequired: false)
        return sample
    }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try at(key, type) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try at(key, type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try at(key, type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try at(key, type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try at(key, type) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try may(key, type)
    }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try may(key, type) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try may(key, type) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        try may(key, type)
    }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try may(key, type)
    }

    private func at<T: Decodable & Shaped>(_ key: Key, _: T.Type) throws -> T {
        let isPatch = patched.contains(key.stringValue)
        decoder.note(
            key.stringValue, isPatch ? .nullable(T.shape) : T.shape, isRequired: !isPatch)
        return T.sample
    }
    private func may<T: Decodable & Shaped>(_ key: Key, _: T.Type) throws -> T? {
        decoder.note(key.stringValue, .nullable(T.shape), isRequired: false)
        return T.sample
    }

    func nestedContainer<N: CodingKey>(keyedBy type: N.Type, forKey key: Key) throws
        -> KeyedDecodingContainer<N>
    { throw Unshaped(type: "an object within") }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw Unshaped(type: "a list within")
    }
    func superDecoder() throws -> any Decoder { throw Unshaped(type: "a class") }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw Unshaped(type: "a class") }
}

private struct SingleShape: SingleValueDecodingContainer {
    let decoder: ShapeDecoder
    let codingPath: [any CodingKey] = []

    func decodeNil() -> Bool { false }
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let (shape, sample) = try Shaping.look(at: type)
        decoder.shape = shape
        return sample
    }
}
