/// Takes down what a type asks for while it reads.
final class ShapeDecoder: Decoder {
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
