package import LeadRules
package import Records

/// Reads what is stored: events of the journal, and the records in JSON columns.
///
/// One for each connection; not shared between threads.
package final class StoredReader {
    private let tape = JSONTape()

    package init() {}

    /// Reads an event of the journal.
    ///
    /// - Parameters:
    ///   - name: its kind: `lead.captured`.
    ///   - id: which it is, for the error.
    /// - Throws: `UnreadableRecord` when it is damaged or was written by a newer release.
    package func event(named name: String, data: String, id: EventID?) throws(UnreadableRecord)
        -> any Event
    {
        guard let kind = EventKinds.byName[name] else {
            throw UnreadableRecord(
                what: Self.what(id, name), problem: RecordProblem(.newerWord(name)))
        }
        do throws(RecordProblem) {
            return try tape.read(kind, from: data)
        } catch {
            throw UnreadableRecord(what: Self.what(id, name), problem: error)
        }
    }

    /// Reads a record of a JSON column.
    ///
    /// - Throws: `UnreadableRecord` when it is damaged or was written by a newer release.
    package func value<Value: Stored>(_ type: Value.Type, _ text: String) throws(UnreadableRecord)
        -> Value
    {
        do throws(RecordProblem) {
            return try tape.read(type, from: text)
        } catch {
            throw UnreadableRecord(what: "A stored \(type)", problem: error)
        }
    }

    private static func what(_ id: EventID?, _ name: String) -> String {
        id.map { "Event \($0) (\(name))" } ?? "An event (\(name))"
    }
}

/// Writes records as text.
package enum StoredText {
    /// - Throws: `EncodingError` when a number is infinite or none, which JSON does not have.
    package static func of(_ value: some Stored) throws -> String {
        let output = JSONOutput()
        value.write(to: output)
        if let unwritable = output.unwritable { throw unwritable.error(at: []) }
        return output.text
    }

    /// An event's own content.
    package static func of(_ event: any Event) throws -> String {
        try of(opened: event)
    }

    private static func of<E: Event>(opened event: E) throws -> String {
        let output = JSONOutput()
        event.write(to: output)
        if let unwritable = output.unwritable { throw unwritable.error(at: []) }
        return output.text
    }
}

/// Something stored that this release cannot read.
package struct UnreadableRecord: Error, CustomStringConvertible {
    package var what: String
    package var problem: RecordProblem

    package init(what: String, problem: RecordProblem) {
        self.what = what
        self.problem = problem
    }

    package var description: String {
        if problem.isNewer {
            "\(what) was \(newer). Start that release of Baton, or a later one."
        } else {
            "\(what) is damaged: \(problem). Restore a backup: baton restore FILE."
        }
    }

    private var newer: String {
        if case .newerWord(let word) = problem.kind, problem.path.isEmpty {
            return "written by a newer release: this one does not know '\(word)'"
        }
        return "\(problem)"
    }
}

extension Recorded {
    /// The event without what tells of a person: it folds as before.
    package func redacted(_ redaction: Redaction) -> Recorded {
        func redacted<E: Event>(_ event: E) -> any Event { event.redacted(redaction) }
        return Recorded(stamp: stamp, event: redacted(event))
    }
}
