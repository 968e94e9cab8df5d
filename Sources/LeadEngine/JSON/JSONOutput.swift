/// The text of a JSON value while it is written.
///
/// Collections lie in each other: whatever is written into one ends those inside it. The members of
/// an object are sorted when it ends.
final class JSONOutput {
    // Checking each access while the program runs would be a quarter of the time; nothing in here
    // calls out while it changes these.
    @exclusivity(unchecked) private(set) var bytes: [UInt8] = []
    @exclusivity(unchecked) private var collections: [Collection] = []
    /// Of all collections that are open, those of the innermost one last.
    @exclusivity(unchecked) private var members: [Member] = []

    enum Kind { case object, array }

    private struct Collection {
        let kind: Kind
        /// Where its members begin in the text, and in `members`.
        let start: Int
        let firstMember: Int
    }

    /// Where a member of an object begins in the text, and where its name ends.
    private struct Member {
        let start: Int
        let nameEnd: Int
    }

    /// How many collections are open.
    var depth: Int { collections.count }

    /// Opens a collection; one that is open there already is gone on with.
    func open(_ kind: Kind, at depth: Int) {
        guard collections.count <= depth else { return close(to: depth + 1) }
        bytes.append(kind == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
        collections.append(
            Collection(kind: kind, start: bytes.count, firstMember: members.count))
    }

    /// Begins a member of the object that lies so deep.
    func member(_ name: String, at depth: Int) {
        item(at: depth)
        let start = bytes.count
        write(name)
        members.append(Member(start: start, nameEnd: bytes.count))
        bytes.append(UInt8(ascii: ":"))
    }

    /// Begins an item of the collection that lies so deep.
    func item(at depth: Int) {
        close(to: depth + 1)
        if bytes.count > collections[depth].start { bytes.append(UInt8(ascii: ",")) }
    }

    /// Ends collections until so many are open.
    func close(to depth: Int) {
        // A member that said nothing of itself is an object without members.
        if bytes.last == UInt8(ascii: ":") { write(word: "{}") }
        while collections.count > depth, let last = collections.popLast() {
            guard last.kind == .object else {
                bytes.append(UInt8(ascii: "]"))
                continue
            }
            if members.count - last.firstMember > 1 { sort(from: last.firstMember) }
            members.removeSubrange(last.firstMember...)
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Brings the members of the innermost object into the order of their names.
    private func sort(from first: Int) {
        let mine = members[first...]
        let order = mine.indices.sorted { name(mine[$0]).lexicographicallyPrecedes(name(mine[$1])) }
        guard !order.elementsEqual(mine.indices) else { return }
        var sorted: [UInt8] = []
        sorted.reserveCapacity(bytes.count - mine[first].start)
        for index in order {
            if !sorted.isEmpty { sorted.append(UInt8(ascii: ",")) }
            let end = index + 1 < mine.endIndex ? mine[index + 1].start - 1 : bytes.count
            sorted += bytes[mine[index].start..<end]
        }
        bytes.replaceSubrange(mine[first].start..., with: sorted)
    }

    /// A name without its quotes.
    private func name(_ member: Member) -> ArraySlice<UInt8> {
        bytes[member.start + 1..<member.nameEnd - 1]
    }
}

/// What JSON knows.
extension JSONOutput {
    func write(word: String) {
        var word = word
        word.withUTF8 { bytes.append(contentsOf: $0) }
    }

    func write(_ number: Int64) { write(word: String(number)) }

    /// - Throws: when it is infinite or no number.
    func write(_ number: Double, _ path: [any CodingKey]) throws {
        guard number.isFinite else {
            throw EncodingError.invalidValue(
                number, .init(codingPath: path, debugDescription: "JSON has no \(number)."))
        }
        let text = number.description
        write(word: text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    func write(_ text: String) {
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
