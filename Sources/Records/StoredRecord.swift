/// An object with named members, described once: the description is its writer, its reader, its
/// redaction and its list of members.
///
/// Once a release has written it, a record changes in two ways only: a new member with a default,
/// or a new version with an upcast from the one before.
package protocol StoredRecord: Stored {
    /// Names every member, and makes the record of them.
    static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self
    /// What makes each version of the record into the next, the first of them version 1 into 2.
    /// They are given the members as they stand, and are never changed once released.
    static var upcasts: [Upcast] { get }
}

/// Makes a record's members of one version into those of the next.
package typealias Upcast = @Sendable (inout [String: JSON]) -> Void

extension StoredRecord {
    package static var upcasts: [Upcast] { [] }
    /// The version that is written; the first is 1.
    package static var version: Int { upcasts.count + 1 }

    package init(stored value: JSONValue) throws(RecordProblem) {
        guard value.shape == .object else { throw value.expected("an object") }
        let tape = value.tape
        tape.frames.append(JSONTape.Frame(object: value.index, cursor: value.index + 1))
        let members = Members<Self>.reading(tape, frame: tape.frames.count - 1)
        if !Self.upcasts.isEmpty, try members.version() < Self.version {
            tape.frames.removeLast()
            self = try Self.upcast(value)
            return
        }
        do throws(RecordProblem) {
            self = try Self.describe(members)
            try members.noneIsLeft(Self.self)
        } catch {
            // What is missing may be so because a newer release does without it.
            if case .missing = error.kind, error.path.count == 1 {
                try members.noneIsLeft(Self.self)
            }
            throw error
        }
        tape.frames.removeLast()
    }

    package func write(to json: JSONOutput) {
        json.begin(.object)
        if !Self.upcasts.isEmpty {
            json.begin(member: "v")
            json.write(Int64(Self.version))
            json.comma()
        }
        // Writing throws nothing.
        withUnsafePointer(to: self) { _ = try? Self.describe(.writing($0, to: json)) }
        json.end(.object)
    }

    package func redacted(_ redaction: Redaction) -> Self {
        withUnsafePointer(to: self) { (try? Self.describe(.redacting($0, redaction))) ?? self }
    }

    package static var blank: Self {
        // Only reading throws.
        try! describe(.listing(nil))
    }

    package static func list(_ listing: RecordListing) {
        _ = try? describe(.listing(listing))
    }

    private static func upcast(_ value: JSONValue) throws(RecordProblem) -> Self {
        var members = try [String: JSON](stored: value)
        var version = 1
        if case .number(let number)? = members["v"] { version = Int(number) }
        for upcast in upcasts.dropFirst(version - 1) { upcast(&members) }
        members["v"] = .number(Double(Self.version))
        let output = JSONOutput()
        output.write(JSON.object(members, bytes: 0))
        return try JSONTape().read(Self.self, from: output.text)
    }
}

/// The members of a record, named one after another by its description.
///
/// It points at what it works on instead of holding it: a record of fifty parts would be copied for
/// each of its members.
package struct Members<Whole> {
    enum Mode { case write, read, redact, list }
    let mode: Mode
    private var whole: UnsafePointer<Whole>?
    private unowned(unsafe) var json: JSONOutput?
    private unowned(unsafe) var tape: JSONTape?
    private var frame = 0
    private var redaction: Redaction?
    private var listing: RecordListing?

    private init(_ mode: Mode) { self.mode = mode }

    static func writing(_ whole: UnsafePointer<Whole>, to json: JSONOutput) -> Self {
        var members = Self(.write)
        members.whole = whole
        members.json = json
        return members
    }

    static func reading(_ tape: JSONTape, frame: Int) -> Self {
        var members = Self(.read)
        members.tape = tape
        members.frame = frame
        return members
    }

    static func redacting(_ whole: UnsafePointer<Whole>, _ redaction: Redaction) -> Self {
        var members = Self(.redact)
        members.whole = whole
        members.redaction = redaction
        return members
    }

    static func listing(_ listing: RecordListing?) -> Self {
        var members = Self(.list)
        members.listing = listing
        return members
    }

    /// A member that every version has.
    ///
    /// - Parameter get: the member of the whole.
    /// - Throws: `RecordProblem` when it is missing or not what it should be.
    package func callAsFunction<Part: Stored>(_ name: StaticString, _ get: (Whole) -> Part)
        throws(RecordProblem) -> Part
    {
        switch mode {
        case .read:
            guard let value = find(name) else { throw RecordProblem(.missing).within("\(name)") }
            return try Self.read(name, value)
        case .write:
            let part = get(whole!.pointee)
            write(name, part)
            return part
        case .redact: return get(whole!.pointee).redacted(redaction!)
        case .list:
            list(".\(name)", Part.self)
            return .blank
        }
    }

    /// A member that may be nothing; then it is left out.
    package func callAsFunction<Part: Stored>(_ name: StaticString, _ get: (Whole) -> Part?)
        throws(RecordProblem) -> Part?
    {
        switch mode {
        case .read:
            guard let value = find(name) else { return nil }
            return try Self.read(name, value) as Part
        case .write:
            guard let part = get(whole!.pointee) else { return nil }
            write(name, part)
            return part
        case .redact: return get(whole!.pointee)?.redacted(redaction!)
        case .list:
            list(".\(name)?", Part.self)
            return nil
        }
    }

    /// A member that is left out when it is what it usually is.
    ///
    /// - Parameter usual: what it is where nothing is said. Never changed once released.
    package func callAsFunction<Part: Stored & Equatable>(
        _ name: StaticString, _ get: (Whole) -> Part, or usual: @autoclosure () -> Part
    ) throws(RecordProblem) -> Part {
        switch mode {
        case .read:
            guard let value = find(name) else { return usual() }
            return try Self.read(name, value)
        case .write:
            let part = get(whole!.pointee)
            if part != usual() { write(name, part) }
            return part
        case .redact: return get(whole!.pointee).redacted(redaction!)
        case .list:
            list(".\(name)=", Part.self)
            return usual()
        }
    }

    private func find(_ name: StaticString) -> JSONValue? {
        guard let value = tape!.find(name, frame: frame), !value.isNull else { return nil }
        return value
    }

    private func write(_ name: StaticString, _ part: some Stored) {
        let json = json!
        json.begin(member: name)
        part.write(to: json)
        json.comma()
    }

    private func list<Part: Stored>(_ step: String, _ part: Part.Type) {
        guard let listing else { return }
        listing.within(step) { Part.list(listing) }
    }

    private static func read<Part: Stored>(_ name: StaticString, _ value: JSONValue)
        throws(RecordProblem) -> Part
    {
        do throws(RecordProblem) {
            return try Part(stored: value)
        } catch {
            throw error.within("\(name)")
        }
    }

    /// The version that the object says; 1 where it says none.
    func version() throws(RecordProblem) -> Int {
        guard let value = find("v") else { return 1 }
        return Int(try value.whole())
    }

    /// Throws when the object has a member that the description did not ask for.
    func noneIsLeft<Record: StoredRecord>(_ type: Record.Type) throws(RecordProblem) {
        let tape = tape!
        let object = JSONValue(tape: tape, index: tape.frames[frame].object)
        guard tape.frames[frame].found < object.token.count else { return }
        let listing = RecordListing()
        Record.list(listing)
        var known = listing.names
        if !Record.upcasts.isEmpty { known.insert("v") }
        try object.members { (name, value) throws(RecordProblem) in
            let text = try name.text()
            if !known.contains(text) { throw RecordProblem(.newerMember).within(text) }
            if text == "v", try value.whole() > Int64(Record.version) {
                throw RecordProblem(.newerMember).within("v")
            }
        }
    }
}

/// Members that tell of a person: they are blanked when the person is erased.
extension Members {
    private func notePersonal() {
        if mode == .list { listing?.notePersonal() }
    }

    package func personal<Part: Stored>(_ name: StaticString, _ get: (Whole) -> Part?)
        throws(RecordProblem) -> Part?
    {
        if mode == .redact { return nil }
        notePersonal()
        return try self(name, get)
    }

    package func personal<Part: Stored>(_ name: StaticString, _ get: (Whole) -> Part)
        throws(RecordProblem) -> Part
    {
        if mode == .redact { return .blank }
        notePersonal()
        return try self(name, get)
    }

    package func personal<Part: Stored & Equatable>(
        _ name: StaticString, _ get: (Whole) -> Part, or usual: @autoclosure () -> Part
    ) throws(RecordProblem) -> Part {
        if mode == .redact { return usual() }
        notePersonal()
        return try self(name, get, or: usual())
    }

    /// An id of a person that rows are found by: a pseudonym takes its place.
    package func pseudonym(_ name: StaticString, _ get: (Whole) -> String?)
        throws(RecordProblem) -> String?
    {
        if mode == .redact { return get(whole!.pointee).map(redaction!.pseudonym) }
        notePersonal()
        return try self(name, get)
    }

    package func pseudonym(_ name: StaticString, _ get: (Whole) -> String)
        throws(RecordProblem) -> String
    {
        if mode == .redact { return redaction!.pseudonym(get(whole!.pointee)) }
        notePersonal()
        return try self(name, get)
    }
}

extension JSONTape {
    /// The member of the object that is being read. Members mostly come in the order in which they
    /// are asked for.
    func find(_ name: StaticString, frame: Int) -> JSONValue? {
        let object = frames[frame].object
        let end = Int(tokens[object].next)
        let start = frames[frame].cursor
        var at = start
        while at < end {
            if matches(at, name) { return found(at, frame) }
            at = Int(tokens[at + 1].next)
        }
        at = object + 1
        while at < start {
            if matches(at, name) { return found(at, frame) }
            at = Int(tokens[at + 1].next)
        }
        return nil
    }

    private func found(_ at: Int, _ frame: Int) -> JSONValue {
        frames[frame].cursor = Int(tokens[at + 1].next)
        frames[frame].found += 1
        return JSONValue(tape: self, index: at + 1)
    }

    private func matches(_ at: Int, _ name: StaticString) -> Bool {
        let token = tokens[at]
        let count = name.utf8CodeUnitCount
        guard Int(token.end - token.start) == count else { return false }
        let mine = bytes.baseAddress! + Int(token.start)
        let its = name.utf8Start
        for index in 0..<count where mine[index] != its[index] { return false }
        return true
    }
}
