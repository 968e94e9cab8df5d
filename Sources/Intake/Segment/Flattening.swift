import LeadRules
import Records

extension JSON {
    /// The members as facts: nested names joined by dots, lists joined by commas, nulls left out.
    func flattened() -> [String: Value] {
        var facts: [String: Value] = [:]
        for (name, value) in members ?? [:] { value.flatten(into: &facts, name) }
        return facts
    }

    private func flatten(into facts: inout [String: Value], _ name: String) {
        switch self {
        case .null: break
        case .flag(let flag): facts[name] = .flag(flag)
        case .number(let number): facts[name] = .number(number)
        case .text(let text): facts[name] = .text(text)
        case .array(let items):
            let texts = items.compactMap(\.itemText)
            if !texts.isEmpty { facts[name] = .text(texts.joined(separator: ", ")) }
        case .object(let members, _):
            for (inner, value) in members { value.flatten(into: &facts, "\(name).\(inner)") }
        }
    }

    /// An item of a list as text; objects in it are written as they are.
    private var itemText: String? {
        switch self {
        case .null: return nil
        case .flag(let flag): return flag ? "true" : "false"
        case .number, .text: return text
        case .array, .object:
            var written = ""
            write(to: &written)
            return written
        }
    }
}
