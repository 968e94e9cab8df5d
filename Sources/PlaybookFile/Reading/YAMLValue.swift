import LeadRules
import Yams

/// A node of the file, with the name that messages give it.
///
/// Each reader returns nil after it has reported what it expected and what it found instead.
struct YAMLValue {
    let node: Node
    /// The key it stands under, or what it is.
    let name: String
    let reading: Reading

    init(_ node: Node, name: String, in reading: Reading) {
        self.node = node
        self.name = name
        self.reading = reading
    }

    var place: Place { node.mark.map(Place.init) ?? .start }

    func report(_ message: @autoclosure () -> String) { reading.report(message(), at: place) }

    /// Says what should stand here. Always nil, so that readers can return it.
    func expected<T>(_ what: String) -> T? {
        report("Expected \(what) for \(name.quoted), found \(found).")
        return nil
    }

    private var found: String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        case .scalar(let scalar): words(for: scalar)
        }
    }

    private func words(for scalar: Node.Scalar) -> String {
        if isNothing { return "nothing" }
        if plainNumber != nil { return "the number \(scalar.string)" }
        return (scalar.style == .plain ? "" : "the text ") + scalar.string.quoted
    }

    /// The text of a scalar as it is written; nil for anything else.
    var scalar: String? { node.scalar?.string }

    /// The number of entries of a mapping or list; nil for a scalar.
    var count: Int? { node.mapping?.count ?? node.sequence?.count }

    var isList: Bool { node.sequence != nil }

    var isNothing: Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
    }

    private var plainNumber: Double? {
        guard let scalar = node.scalar, scalar.style == .plain else { return nil }
        let text = scalar.string.filter { $0 != "_" }
        guard text.allSatisfy({ "0123456789.+-eE".contains($0) }), text.contains(where: \.isNumber)
        else { return nil }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    /// A text that is not empty, on one line or several.
    func text(_ what: String = "a text") -> String? {
        guard let scalar, !isNothing, scalar.contains(where: { !$0.isWhitespace }) else {
            return expected(what)
        }
        return scalar
    }

    func flag() -> Bool? {
        switch scalar {
        case "true": true
        case "false": false
        default: expected("true or false")
        }
    }

    func number(from least: Double? = nil, above: Double? = nil) -> Double? {
        guard let number = plainNumber else { return expected("a number") }
        if let least, number < least {
            return expected("a number of at least \(Value.written(least))")
        }
        if let above, number <= above { return expected("a number above \(Value.written(above))") }
        return number
    }

    func whole(from least: Int) -> Int? {
        let what = "a whole number of at least \(least)"
        guard let number = plainNumber, let whole = Int(exactly: number), whole >= least else {
            return expected(what)
        }
        return whole
    }

    /// A part of a whole, between 0 and 1: `0.25` or `25%`.
    func fraction() -> Double? {
        let what = "a fraction such as 0.25 or 25%"
        guard let scalar else { return expected(what) }
        let percent = scalar.hasSuffix("%") ? Double(scalar.dropLast()).map { $0 / 100 } : nil
        guard let fraction = percent ?? plainNumber, (0...1).contains(fraction) else {
            return expected(what)
        }
        return fraction
    }

    func choice<T: RawRepresentable & CaseIterable>(_ type: T.Type = T.self) -> T?
    where T.RawValue == String {
        let known = T.allCases.map(\.rawValue)
        let what = "one of \(known.joined(separator: ", "))"
        guard let scalar, !isNothing else { return expected(what) }
        if let choice = T(rawValue: scalar) { return choice }
        report("Unknown value \(scalar.quoted) for \(name.quoted). \(hint(scalar, known: known))")
        return nil
    }

    /// A name that another part of the file defines.
    func name(of kind: Name) -> String? {
        guard let name = text("the name of a \(kind.rawValue)") else { return nil }
        reading.use(kind, name, at: place)
        return name
    }

    /// The items of a list, without those that cannot be read.
    func list<T>(_ item: (YAMLValue) -> T?) -> [T]? {
        guard case .sequence(let sequence) = node else { return expected("a list") }
        return sequence.compactMap { item(YAMLValue($0, name: name, in: reading)) }
    }

    /// A list of at least one item.
    func filledList<T>(_ item: (YAMLValue) -> T?) -> [T]? {
        isList && count == 0 ? expected("a list with at least one item") : list(item)
    }

    /// A list whose first entry that fits is taken: behind one that always fits, none is reached.
    ///
    /// - Parameters:
    ///   - fitsAlways: Whether nothing passes an entry by.
    ///   - apart: What entries must have in common to stand in each other's way.
    func choices<T>(
        _ fitsAlways: (T) -> Bool, apart: (T) -> String = { _ in "" }, _ item: (YAMLValue) -> T?
    ) -> [T]? {
        var closed: Set<String> = []
        return list { value in
            let problems = reading.problems.count
            guard let rule = item(value) else { return nil }
            if closed.contains(apart(rule)) {
                value.report("This is never reached, since one before it always fits.")
            }
            if fitsAlways(rule), reading.problems.count == problems { closed.insert(apart(rule)) }
            return rule
        }
    }

    /// A list of different values.
    func set<T: Hashable>(_ item: (YAMLValue) -> T?) -> Set<T>? {
        var seen: Set<T> = []
        _ = list { value in
            guard let read = item(value) else { return }
            if !seen.insert(read).inserted {
                value.report("\((value.scalar ?? "").quoted) stands here twice.")
            }
        }
        return isList ? seen : nil
    }
}
