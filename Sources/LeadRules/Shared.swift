/// A part of a row that seldom changes, kept apart from it: copies of the row share it. A lead has
/// some fifty texts and lists, and each event of it looks at a dozen copies.
@propertyWrapper
package struct Shared<Value: Sendable>: Sendable {
    private final class Part: Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }
    private var part: Part

    package init(wrappedValue: Value) { part = Part(wrappedValue) }

    package var wrappedValue: Value {
        get { part.value }
        set { part = Part(newValue) }
    }
}

extension Shared: Equatable where Value: Equatable {
    package static func == (a: Shared, b: Shared) -> Bool {
        a.part === b.part || a.part.value == b.part.value
    }
}

extension Shared: Hashable where Value: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(part.value) }
}
