import DelimitedText
import LeadRules

/// How the rows of one file are read: which column fills which field, and what the others are.
struct RowReading {
    let map: ColumnMap
    /// What times without an offset are in.
    let calendar: BusinessCalendar
    /// Columns, from 0, by the field that they fill.
    private let columns: [String: [Int]]
    /// Columns that are attributes, with their names.
    private let attributes: [(column: Int, name: String)]
    /// The column of an export that holds all attributes as JSON.
    private let exported: Int?

    /// - Throws: `BulkProblem` when the map names what is not there.
    init(header: [String], map: ColumnMap, names: [String: [String]]) throws {
        let map = ColumnNames.complete(map, header: header, names: names)
        try Self.check(map, header)
        let places = Dictionary(header.enumerated().map { ($1, $0) }) { first, _ in first }
        let isExport = Set(BulkExport.leadColumns).isSubset(of: header)
        var passedOver = Set(RejectedRows.columns)
        if !map.keepsAll { passedOver.formUnion(map.columns.values.joined()) }
        if isExport { passedOver.formUnion(BulkExport.leadColumns) }
        self.map = map
        calendar = try Self.calendar(of: map.zone)
        columns = map.columns.mapValues { $0.compactMap { places[$0] } }
        attributes = header.enumerated().filter { !passedOver.contains($1) }.map { ($0, $1) }
        exported = isExport ? places[BulkExport.attributesColumn] : nil
    }

    func mapped(_ row: CSVRow) -> MappedRow { MappedRow(fields: row.fields, reading: self) }

    /// What the columns of a field hold, joined by a blank.
    func given(_ field: String, in fields: [String]) -> String {
        guard let columns = columns[field] else { return "" }
        if columns.count == 1 { return fields[columns[0]].trimmed }
        return columns.map { fields[$0].trimmed }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    func attributes(in fields: [String]) -> [String: Value] {
        var values = exported.map { BulkExport.attributes(fromJSON: fields[$0]) } ?? [:]
        for (column, name) in attributes {
            let text = fields[column].trimmed
            if !text.isEmpty { values[name] = .text(text) }
        }
        for (field, text) in map.constants where field.hasPrefix(ColumnMap.attributePrefix) {
            values[String(field.dropFirst(ColumnMap.attributePrefix.count))] = .text(text)
        }
        return values
    }

    private static func check(_ map: ColumnMap, _ header: [String]) throws {
        for (field, columns) in map.columns.sorted(by: { $0.key < $1.key }) {
            guard let column = columns.first(where: { !header.contains($0) }) else { continue }
            throw BulkProblem(
                "The map takes '\(field)' from a column '\(column)' that the file does not have. "
                    + BulkProblem.hint(column, in: header))
        }
    }

    private static func calendar(of zone: String) throws -> BusinessCalendar {
        do {
            return try BusinessCalendar(zone: zone, hours: WeeklyHours([:]))
        } catch {
            throw BulkProblem(
                "The map's zone '\(zone)' is unknown. Use an IANA name such as Asia/Seoul.")
        }
    }
}

extension String {
    /// Without white space at the ends.
    var trimmed: String {
        guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
