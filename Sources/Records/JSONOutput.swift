/// The text of a JSON value while it is written.
///
/// Collections lie in each other: whatever is written into one ends those inside it. The members of
/// an object are sorted when it ends.
package final class JSONOutput {
    // Checking each access while the program runs would be a quarter of the time; nothing in here
    // calls out while it changes these.
    @exclusivity(unchecked) package private(set) var bytes: [UInt8] = []
    @exclusivity(unchecked) private var collections: [Collection] = []
    /// Of all collections that are open, those of the innermost one last.
    @exclusivity(unchecked) private var members: [Member] = []

    package enum Kind { case object, array }

    package init() { bytes.reserveCapacity(1024) }

    private struct Collection {
        let kind: Kind
        /// Where its members begin in the text, and in `members`.
        let start: Int
        let firstMember: Int
        /// Whether its members came in the order of their names so far.
        var isSorted = true
    }

    /// Where a member of an object begins in the text, and where its name ends.
    private struct Member {
        let start: Int
        let nameEnd: Int
    }

    /// A number that was to be written and that JSON does not have.
    package private(set) var unwritable: Unwritable?

    package struct Unwritable {
        let number: Double

        package func error(at path: [any CodingKey]) -> EncodingError {
            .invalidValue(
                number, .init(codingPath: path, debugDescription: "JSON has no \(number)."))
        }
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// How many collections are open.
    package var depth: Int { collections.count }

    /// Opens a collection; one that is open there already is gone on with.
    package func open(_ kind: Kind, at depth: Int) {
        guard collections.count <= depth else { return close(to: depth + 1) }
        bytes.append(kind == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
        collections.append(
            Collection(kind: kind, start: bytes.count, firstMember: members.count))
    }

    /// Begins a member of the object that lies so deep.
    package func member(_ name: String, at depth: Int) {
        item(at: depth)
        let start = bytes.count
        write(name)
        let member = Member(start: start, nameEnd: bytes.count)
        if members.count > collections[depth].firstMember, let last = members.last,
            !precedes(last, member)
        {
            collections[depth].isSorted = false
        }
        members.append(member)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Begins an item of the collection that lies so deep.
    package func item(at depth: Int) {
        close(to: depth + 1)
        if bytes.count > collections[depth].start { bytes.append(UInt8(ascii: ",")) }
    }

    /// Ends collections until so many are open.
    package func close(to depth: Int) {
        // A member that said nothing of itself is an object without members.
        if bytes.last == UInt8(ascii: ":") { write(word: "{}") }
        while collections.count > depth, let last = collections.popLast() {
            guard last.kind == .object else {
                bytes.append(UInt8(ascii: "]"))
                continue
            }
            if !last.isSorted { sort(from: last.firstMember) }
            members.removeSubrange(last.firstMember...)
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Brings the members of the innermost object into the order of their names.
    private func sort(from first: Int) {
        let mine = members[first...]
        let order = mine.indices.sorted { precedes(mine[$0], mine[$1]) }
        var sorted: [UInt8] = []
        sorted.reserveCapacity(bytes.count - mine[first].start)
        for index in order {
            if !sorted.isEmpty { sorted.append(UInt8(ascii: ",")) }
            let end = index + 1 < mine.endIndex ? mine[index + 1].start - 1 : bytes.count
            sorted += bytes[mine[index].start..<end]
        }
        bytes.replaceSubrange(mine[first].start..., with: sorted)
    }

    /// Whether a member's name, without its quotes, comes before another's.
    private func precedes(_ a: Member, _ b: Member) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            bytes[a.start + 1..<a.nameEnd - 1].lexicographicallyPrecedes(
                bytes[b.start + 1..<b.nameEnd - 1])
        }
    }
}

/// What JSON knows.
extension JSONOutput {
    package func begin(_ kind: Kind) { bytes.append(UInt8(ascii: kind == .object ? "{" : "[")) }

    package func begin(member name: StaticString) {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: StaticString("\":").utf8)
    }

    package func begin(name: String) {
        write(name)
        colon()
    }

    func colon() { bytes.append(UInt8(ascii: ":")) }

    package func comma() { bytes.append(UInt8(ascii: ",")) }

    /// Ends what was begun, in place of the comma behind its last part.
    package func end(_ kind: Kind) {
        if bytes.last == UInt8(ascii: ",") { bytes.removeLast() }
        bytes.append(UInt8(ascii: kind == .object ? "}" : "]"))
    }

    package func write(word: String) {
        var word = word
        word.withUTF8 { bytes.append(contentsOf: $0) }
    }

    package func write(_ number: Int64) { write(word: String(number)) }

    /// A text that its body appends without a `String` of its own; it has nothing to escape.
    package func write(plain body: (inout [UInt8]) -> Void) {
        bytes.append(UInt8(ascii: "\""))
        body(&bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// - Throws: when it is infinite or no number.
    package func write(_ number: Double, _ path: [any CodingKey]) throws {
        write(number)
        if let unwritable { throw unwritable.error(at: path) }
    }

    /// Whole numbers without a fraction. What is infinite or no number is noted as `unwritable`.
    package func write(_ number: Double) {
        if let whole = Int64(exactly: number), whole.magnitude < 1 << 53,
            whole != 0 || number.sign == .plus
        {
            return write(whole)
        }
        guard number.isFinite else {
            unwritable = Unwritable(number: number)
            return
        }
        let text = number.description
        write(word: text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    package func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            let needsEscape = utf8.contains {
                $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
            }
            if needsEscape {
                for byte in utf8 { write(escaping: byte) }
            } else {
                bytes.append(contentsOf: utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func write(escaping byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0x08: write(word: "\\b")
        case 0x0C: write(word: "\\f")
        case UInt8(ascii: "\n"): write(word: "\\n")
        case UInt8(ascii: "\r"): write(word: "\\r")
        case UInt8(ascii: "\t"): write(word: "\\t")
        case 0..<0x20:
            write(word: "\\u00")
            bytes += [byte >> 4, byte & 15].map { Array("0123456789abcdef".utf8)[Int($0)] }
        default: bytes.append(byte)
        }
    }
}

extension StaticString {
    fileprivate var utf8: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}
