import LeadRules
import Mustache

/// What a template shows: a text, a flag, a list, or names with further views.
///
/// Templates look names up here instead of by reflection, which takes a hundred times as long. A name
/// that is there but has no value hides the same name further out.
indirect enum View: Sendable {
    case none
    case text(String)
    /// Markup that was made here and is not escaped again.
    case markup(String)
    case flag(Bool)
    case list([View])
    case fields([String: View])

    /// The same fields and more.
    func with(_ more: View) -> View {
        guard case .fields(let mine) = self, case .fields(let others) = more else { return more }
        return .fields(mine.merging(others) { _, new in new })
    }
}

/// What can be a view's field.
protocol Viewable {
    var view: View { get }
}

extension View: Viewable, ExpressibleByDictionaryLiteral {
    var view: View { self }
    init(dictionaryLiteral elements: (String, any Viewable)...) {
        self = .fields(Dictionary(elements.map { ($0, $1.view) }) { _, last in last })
    }
}

extension String: Viewable { var view: View { .text(self) } }
extension Substring: Viewable { var view: View { .text(String(self)) } }
extension Bool: Viewable { var view: View { .flag(self) } }
extension Int: Viewable { var view: View { .text(String(self)) } }
extension Int64: Viewable { var view: View { .text(String(self)) } }
extension Double: Viewable { var view: View { .text(Figures.number(self, decimals: 2)) } }
extension Optional: Viewable where Wrapped: Viewable {
    var view: View { self?.view ?? .none }
}
extension Array: Viewable where Element: Viewable {
    var view: View { .list(map(\.view)) }
}

extension View: MustacheParent, MustacheCustomRenderable {
    func child(named name: String) -> Any? {
        guard case .fields(let fields) = self, let field = fields[name] else { return nil }
        return field.plain
    }

    /// As the template engine tells lists and flags from values.
    private var plain: Any {
        switch self {
        case .flag(let flag): flag
        case .list(let list): list
        default: self
        }
    }

    var renderText: String {
        switch self {
        case .text(let text), .markup(let text): text
        case .flag(let flag): flag ? "true" : ""
        case .none, .list, .fields: ""
        }
    }

    var isNull: Bool {
        if case .none = self { true } else { false }
    }
}
