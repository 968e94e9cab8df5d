import Foundation
import HTTPTypes
import LeadEngine
import LeadRules

/// The fields of an address behind its `?`.
struct Query: Sendable {
    private var fields: [String: String] = [:]

    /// No fields.
    init() {}

    /// - Throws: `Problem` 400 when it is not well-formed.
    init(_ text: String?) throws {
        for field in (text ?? "").split(separator: "&") {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let texts = parts.map {
                $0.replacing("+", with: " ").removingPercentEncoding
            }
            guard let name = texts[0], let value = texts.count > 1 ? texts[1] : "",
                !value.contains("\0")
            else {
                throw Problem(
                    .badRequest, "malformed-query", "'\(field)' is not a well-formed query field.")
            }
            if fields[name] == nil { fields[name] = value }
        }
    }

    /// A field that nobody reads would be lost without a word; the nearest known one is offered.
    ///
    /// - Throws: `Problem` 422 naming each.
    func refuseUnknown(besides known: [String]) throws {
        let unknown = fields.keys.filter { !known.contains($0) }.sorted()
        guard !unknown.isEmpty else { return }
        throw Problem(
            unknown: unknown.map { UnknownField(name: $0, path: $0, known: known.sorted()) })
    }

    /// An empty id, time or choice is refused, too: a program that has no value would be given everything.
    ///
    /// - Throws: `Refusal` naming the field.
    func refuseEmpty(of known: [QueryField]) throws {
        for field in known where !field.isText && fields[field.name]?.isEmpty ?? false {
            throw Refusal.invalid(
                field: field.name,
                "The field '\(field.name)' is empty. Leave it out, or fill it in.")
        }
    }

    /// Nil when it is absent or empty.
    func text(_ name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }

    func flag(_ name: String) throws -> Bool {
        guard let text = text(name) else { return false }
        guard let flag = Bool(text) else {
            throw Refusal.invalid(field: name, "'\(text)' is neither true nor false.")
        }
        return flag
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _: Choice.Type) throws
        -> Choice? where Choice.RawValue == String
    {
        guard let text = text(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw Refusal.unknown(
                name, text, field: name, known: Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    /// Several names with commas between them.
    func choices<Choice: RawRepresentable & CaseIterable>(_ name: String, _ type: Choice.Type)
        throws -> [Choice] where Choice.RawValue == String
    {
        try (text(name) ?? "").split(separator: ",").map { text in
            guard let choice = Choice(rawValue: String(text)) else {
                throw Refusal.unknown(
                    name, String(text), field: name, known: Choice.allCases.map(\.rawValue))
            }
            return choice
        }
    }

    func id<Kind>(_ name: String) throws -> ID<Kind>? {
        guard let text = text(name) else { return nil }
        guard let id = ID<Kind>(text) else {
            throw Refusal.invalid(
                field: name, "'\(text)' is not an id like \(ID<Kind>(42)).")
        }
        return id
    }

    func time(_ name: String) throws -> Instant? {
        guard let text = text(name) else { return nil }
        guard let time = Instant(rfc3339: text) else {
            throw Refusal.invalid(
                field: name, "'\(text)' is not a time like 2026-03-01T09:00:00Z.")
        }
        return time
    }

    func number(_ name: String, in range: ClosedRange<Int64>) throws -> Int64? {
        guard let text = text(name) else { return nil }
        guard let number = Int64(text), range.contains(number) else {
            throw Refusal.invalid(
                field: name,
                "'\(text)' is not a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }
}
