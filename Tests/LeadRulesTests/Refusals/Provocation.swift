import LeadRules
import Testing

/// How one refusal of the rules comes about: something that is given, and what is done then.
struct Provocation: Sendable, CustomTestStringConvertible {
    let code: String
    let kind: Refusal.Kind
    /// The file of LeadRules that refuses, without its ending.
    let file: String
    /// The fields that the refusal names.
    let fields: [String]
    let given: @Sendable (Office) throws -> () throws -> Void

    init(
        _ kind: Refusal.Kind, _ code: String, _ file: String, naming fields: [String] = [],
        given: @escaping @Sendable (Office) throws -> () throws -> Void
    ) {
        self.kind = kind
        self.code = code
        self.file = file
        self.fields = fields
        self.given = given
    }

    /// One field whose value is wrong.
    static func invalid(
        _ field: String, _ file: String,
        given: @escaping @Sendable (Office) throws -> () throws -> Void
    ) -> Provocation {
        Provocation(.invalid, "invalid-field", file, naming: [field], given: given)
    }

    /// A name that is none of those known.
    static func unknown(
        _ what: String, _ field: String, _ file: String,
        given: @escaping @Sendable (Office) throws -> () throws -> Void
    ) -> Provocation {
        Provocation(.invalid, "unknown-\(what)", file, naming: [field], given: given)
    }

    /// An id or a key of nothing.
    static func missing(
        _ file: String, given: @escaping @Sendable (Office) throws -> () throws -> Void
    ) -> Provocation {
        Provocation(.notFound, "not-found", file, given: given)
    }

    var place: String { "\(file): \(code)" }
    var testDescription: String { place + fields.map { " (\($0))" }.joined() }

    static let all: [Provocation] =
        ofHandoffs + ofDecisions + ofClocks + ofLeads + ofMerges + ofWork + ofPeople + ofNumbers
        + ofUndoing
        + ofNothing
}
