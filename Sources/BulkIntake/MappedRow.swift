import LeadRules

/// A row read through a column map.
struct MappedRow {
    let fields: [String]
    let reading: RowReading

    /// The field's text; nil when it is empty or absent.
    func text(_ field: String) -> String? {
        let given = reading.given(field, in: fields)
        let constant = given.isEmpty ? reading.map.constants[field] : given
        let meant = reading.map.values[field]?[given] ?? constant
        return meant.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Columns that fill no field, and all of them where the map keeps all.
    var attributes: [String: Value] { reading.attributes(in: fields) }

    /// A time, in the map's zone where it has no offset of its own.
    func time(_ field: String) throws -> Instant? {
        guard let text = text(field) else { return nil }
        guard let time = GivenTime(text) else {
            throw Refusal.invalid(
                field: field,
                "'\(text)' is not a time. Write it like 2026-03-01 or 2026-03-01T09:00:00+09:00.")
        }
        guard !time.hasOffset else { return time.asUTC }
        let day = CivilDate(dayNumber: Int(time.asUTC.seconds.flooredDivision(by: 86_400)))
        let second = Int(time.asUTC.seconds - Int64(day.dayNumber) * 86_400)
        return reading.calendar.instant(of: day, secondOfDay: second)
    }

    func number(_ field: String) throws -> Double? {
        try text(field).map { try WrittenNumber.read($0, field: field) }
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
        if let email = text("email") { return .email(MailKey.of(email)) }
        throw Refusal.invalid(
            field: "lead", "The row names no lead: give lead, email or externalID.")
    }
}

/// A time as files write it: RFC 3339, with `/` or `.` between the parts of the day and single
/// digits as spreadsheets of Korea and Japan put them (`2026/3/1 9:05`).
struct GivenTime {
    /// The time, read as UTC where it has no offset.
    let asUTC: Instant
    let hasOffset: Bool

    init?(_ text: String) {
        let day = text.prefix { $0.isASCII && ($0.isNumber || "-/.".contains($0)) }
        let parts = day.split { "-/.".contains($0) }
        guard parts.count == 3, parts[0].count == 4 else { return nil }
        let rest = text.dropFirst(day.count)
        let isShort = rest.dropFirst(2).first == ":"
        let time = isShort ? "T0" + rest.dropFirst() : String(rest)
        let date = "\(parts[0])-\(Self.padded(parts[1]))-\(Self.padded(parts[2]))"
        guard let at = Instant(rfc3339: date + time) else { return nil }
        asUTC = at
        hasOffset = time.contains { "zZ+-".contains($0) }
    }

    private static func padded(_ part: Substring) -> String {
        part.count == 1 ? "0\(part)" : String(part)
    }
}
