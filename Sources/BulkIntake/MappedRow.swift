import DelimitedText
import LeadRules

/// A row read through a column map.
struct MappedRow {
    let row: CSVRow
    let map: ColumnMap
    let calendar: BusinessCalendar

    /// The field's text; nil when it is empty or absent.
    func text(_ field: String) -> String? {
        let given = (map.columns[field] ?? []).compactMap { row[$0] }
            .map { $0.trimmed }.filter { !$0.isEmpty }.joined(separator: " ")
        let meant = map.values[field]?[given] ?? (given.isEmpty ? map.constants[field] : given)
        return meant.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Columns that fill no field, and all of them where the map keeps all.
    var attributes: [String: Value] {
        let used = map.keepsAll ? [] : Set(map.columns.values.joined())
        var attributes: [String: Value] = [:]
        for (name, field) in zip(row.header.names, row.fields)
        where !used.contains(name) && name != RejectedRows.column {
            let text = field.trimmed
            if !text.isEmpty { attributes[name] = .text(text) }
        }
        for (field, text) in map.constants where field.hasPrefix("attributes.") {
            attributes[String(field.dropFirst("attributes.".count))] = .text(text)
        }
        return attributes
    }

    /// A time, in the map's zone where it has no offset of its own.
    func time(_ field: String) throws -> Instant? {
        guard let text = text(field) else { return nil }
        guard let at = Instant(rfc3339: text) else {
            throw Refusal.invalid(
                field: field,
                "'\(text)' is not a time. Write it like 2026-03-01 or 2026-03-01T09:00:00+09:00.")
        }
        let hasOffset =
            text.hasSuffix("Z") || text.dropFirst(10).contains { $0 == "+" || $0 == "-" }
        guard !hasOffset else { return at }
        let day = CivilDate(dayNumber: Int(at.seconds.flooredDivision(by: 86_400)))
        let second = Int(at.seconds - Int64(day.dayNumber) * 86_400)
        return calendar.instant(of: day, secondOfDay: second)
    }

    func number(_ field: String) throws -> Double? {
        guard let text = text(field) else { return nil }
        guard let number = Value.text(text).number else {
            throw Refusal.invalid(field: field, "'\(text)' is not a number.")
        }
        return number
    }

    /// The lead that the row names.
    func leadKey() throws -> LeadKey {
        if let text = text("lead") {
            guard let id = LeadID(text) else {
                throw Refusal.invalid(field: "lead", "'\(text)' is not a lead id like L42.")
            }
            return .id(id)
        }
        if let id = text("externalID") { return .externalID(id) }
        if let email = text("email") { return .email(email.lowercased()) }
        throw Refusal.invalid(
            field: "lead", "The row names no lead: give lead, email or externalID.")
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
