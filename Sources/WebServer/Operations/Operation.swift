import HTTPTypes
import LeadEngine
import LeadRules

/// One thing that Baton can be asked: what it is called, what it takes and gives, and whose right it is.
///
/// The API serves it, OpenAPI describes it, and the tests walk it.
struct Operation: Sendable {
    /// A verb and a noun: `accept-handoff`.
    let name: String
    /// What it does, in a sentence.
    let about: String
    let method: HTTPRequest.Method
    /// Below `/api/v1/`, with parameters in braces: `leads/{id}`.
    let path: String
    let scope: TokenScope
    /// What the member must be allowed on whose behalf the key acts.
    let right: Right
    /// Fields of the address behind its `?`.
    let query: [QueryField]
    let input: OperationInput
    /// What is answered when it is carried out.
    let answers: [OperationAnswer]
    let answer: @Sendable (Call) async throws -> Reply

    /// - Parameter right: what the scope stands for when left out.
    init(
        _ method: HTTPRequest.Method, _ path: String, _ scope: TokenScope, right: Right? = nil,
        _ name: String, _ about: String, asks query: [QueryField] = [],
        takes input: OperationInput = .nothing, gives answers: OperationAnswer...,
        by answer: @escaping @Sendable (Call) async throws -> Reply
    ) {
        self.method = method
        self.path = path
        self.scope = scope
        self.right = right ?? Self.right(of: scope)
        self.name = name
        self.about = about
        self.query = query
        self.input = input
        self.answers = answers
        self.answer = answer
    }

    private static func right(of scope: TokenScope) -> Right {
        switch scope {
        case .read: .visit
        case .capture, .track: .capture
        case .work: .work
        case .manage: .manage
        case .admin: .administer
        }
    }
}

/// What an operation takes in its body.
enum OperationInput: Sendable {
    case nothing
    /// A playbook's YAML.
    case yaml
    /// JSON; all of its fields may be left out where none is required.
    case json(Shape)

    static func of<T: Decodable & Sendable>(_: T.Type) -> OperationInput {
        // The tests hold that every type has one.
        .json((try? Shaping.shape(of: T.self)) ?? .anything)
    }
}

/// An answer of an operation that was carried out.
struct OperationAnswer: Sendable {
    let status: HTTPResponse.Status
    /// Nil where there is no body.
    let shape: (@Sendable () throws -> Shape)?

    static let nothing = OperationAnswer(status: .noContent, shape: nil)

    static func one<T: Decodable & Sendable>(_: T.Type, _ status: HTTPResponse.Status = .ok)
        -> OperationAnswer
    {
        OperationAnswer(status: status) { try Shaping.shape(of: T.self) }
    }

    /// A page of a list.
    static func list<T: Decodable & Sendable>(of: T.Type) -> OperationAnswer {
        OperationAnswer(status: .ok) {
            .object(
                nil,
                [
                    .always("data", .list(try Shaping.shape(of: T.self))),
                    .always("next", .nullable(.text())),
                ])
        }
    }
}

/// A field of an address behind its `?`, or a part of its path.
struct QueryField: Sendable {
    let name: String
    let shape: Shape
    var about = ""

    /// Whether any text will do.
    var isText: Bool {
        if case .text(let text) = shape { text.format == nil && text.pattern == nil } else { false }
    }

    static func id<Kind>(_ name: String, _: ID<Kind>.Type) -> QueryField {
        QueryField(name: name, shape: ID<Kind>.shape)
    }
    static func text(_ name: String, _ about: String = "") -> QueryField {
        QueryField(name: name, shape: .text(), about: about)
    }
    static func time(_ name: String, _ about: String = "") -> QueryField {
        QueryField(name: name, shape: Instant.shape, about: about)
    }
    static func flag(_ name: String, _ about: String = "") -> QueryField {
        QueryField(name: name, shape: .flag, about: about)
    }
    static func choice<C: RawRepresentable & CaseIterable>(_ name: String, _: C.Type) -> QueryField
    where C.RawValue == String {
        QueryField(name: name, shape: .choice(C.allCases.map(\.rawValue)))
    }
    /// Several words with commas between them.
    static func choices<C: RawRepresentable & CaseIterable>(_ name: String, _: C.Type) -> QueryField
    where C.RawValue == String {
        QueryField(name: name, shape: .list(.choice(C.allCases.map(\.rawValue))))
    }
}

extension [QueryField] {
    /// Of every list: where it goes on, how long it is, and which end comes first.
    static func paged<Kind>(_: ID<Kind>.Type, _ more: QueryField...) -> [QueryField] {
        more + [
            QueryField(
                name: "after", shape: ID<Kind>.shape, about: "The `next` of the page before.")
        ]
            + rest
    }
    /// Of a list by plain numbers.
    static func numbered(_ more: QueryField...) -> [QueryField] {
        more + [
            QueryField(
                name: "after", shape: .whole(0 ... .max), about: "The `next` of the page before.")
        ] + rest
    }

    private static var rest: [QueryField] {
        [
            QueryField(name: "limit", shape: .whole(1...200), about: "50 when left out."),
            QueryField(name: "order", shape: .choice(["oldest", "newest"])),
        ]
    }
}
