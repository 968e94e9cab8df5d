import Foundation
import HTTPTypes
import LeadRules

/// What a form sent.
struct Form: Sendable {
    /// A file of a form.
    struct File: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    private(set) var fields: [(name: String, value: String)] = []
    private(set) var files: [String: File] = [:]

    init() {}

    /// - Throws: `Problem` 400 or 415.
    init(_ body: [UInt8], contentType: String?) throws {
        let type = contentType ?? "application/x-www-form-urlencoded"
        if type.hasPrefix("multipart/form-data") {
            (fields, files) = try Multipart.read(body, contentType: type)
        } else if type.hasPrefix("application/x-www-form-urlencoded") {
            fields = try Self.urlEncoded(String(decoding: body, as: UTF8.self))
        } else {
            throw Problem(
                .unsupportedMediaType, "no-form", "This address takes what a form sends.")
        }
        guard !fields.contains(where: { $0.value.contains("\0") }) else {
            throw Problem(.badRequest, "malformed-form", "A field has a character of code 0.")
        }
    }

    private static func urlEncoded(_ text: String) throws -> [(String, String)] {
        try text.split(separator: "&").map { field in
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let texts = parts.map { $0.replacing("+", with: " ").removingPercentEncoding }
            guard let name = texts[0], let value = texts.count > 1 ? texts[1] : "" else {
                throw Problem(.badRequest, "malformed-form", "'\(field)' is not well-formed.")
            }
            return (name, value.replacing("\r\n", with: "\n"))
        }
    }

    /// The first value of a field without the white space around it; nil when absent or empty.
    func text(_ name: String) -> String? {
        guard let value = fields.first(where: { $0.name == name })?.value else { return nil }
        let trimmed = value.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }

    /// The first value as it was sent.
    func raw(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Every value that is not empty.
    func texts(_ name: String) -> [String] {
        fields.filter { $0.name == name }
            .map { $0.value.trimmingCharacters(in: .whitespacesAndNewlines) }
            .filter { !$0.isEmpty }
    }

    /// What somebody wrote in words, so that it is not lost with a form that is not taken.
    var typed: [String] {
        fields.filter { $0.name != "key" && !$0.name.contains("password") }.map(\.value)
            .filter { $0.count > 20 || $0.contains(where: \.isWhitespace) }
    }

    func flag(_ name: String) -> Bool { text(name) != nil }

    func choice<Choice: RawRepresentable>(_ name: String, _: Choice.Type = Choice.self) throws
        -> Choice? where Choice.RawValue == String
    {
        guard let text = text(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw Refusal.invalid(field: name, "'\(text)' is not one of the choices.")
        }
        return choice
    }

    func id<Kind>(_ name: String) throws -> ID<Kind>? {
        guard let text = text(name) else { return nil }
        guard let id = ID<Kind>(text) else {
            throw Refusal.invalid(field: name, "'\(text)' is not an id like \(ID<Kind>(42)).")
        }
        return id
    }

    func ids<Kind>(_ name: String) throws -> [ID<Kind>] {
        try texts(name).map { text in
            guard let id = ID<Kind>(text) else {
                throw Refusal.invalid(field: name, "'\(text)' is not an id like \(ID<Kind>(42)).")
            }
            return id
        }
    }

    /// A number as people type it: `12,000`, `12000.50`.
    func number(_ name: String) throws -> Double? {
        try text(name).map { try WrittenNumber.read($0, field: name) }
    }

    func integer(_ name: String) throws -> Int? {
        try text(name).map { try WrittenNumber.readWhole($0, field: name) }
    }

    /// A date and time of a browser's field, in the reader's zone.
    func moment(_ name: String, in zone: LocalZone) throws -> Instant? {
        guard let text = text(name) else { return nil }
        if let time = LocalTime(text) { return zone.moment(of: time) }
        if let day = CivilDate(text) { return zone.moment(of: LocalTime(day: day)) }
        throw Refusal(
            .invalid, "not-a-time", "'\(text)' is not a date and time like 2026-03-01T14:30.",
            problems: [
                FieldProblem(
                    field: name, code: "not-a-time",
                    message: "'\(text)' is not a date and time like 2026-03-01T14:30.")
            ])
    }
}
