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

    static func look<T: Decodable>(at type: T.Type) throws -> (shape: Shape, sample: T) {
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
