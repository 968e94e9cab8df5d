/// Turns the fields of a scanned record into text, or says why it cannot.
struct FieldDecoder {
    var fieldLimitBytes: Int
    var removesFormulaGuard: Bool
    var encoding: TextEncoding

    /// `columns` is how many fields the record must have; nil takes any number.
    func decode(
        _ record: UnsafeBufferPointer<UInt8>, fields: [FieldSpan], line: Int, columns: Int?
    ) -> Result<[String], CSVFault> {
        if let nul = record.firstOffset(of: 0) {
            return .failure(.nulByte(field: Self.field(at: nul, in: fields)))
        }
        if record.count > fieldLimitBytes, let long = firstTooLong(fields) {
            return .failure(.fieldTooLong(field: long + 1, limitBytes: fieldLimitBytes))
        }
        guard let count = Self.count(fields, columns: columns) else {
            return .failure(.fieldCount(found: fields.count, expected: columns ?? 0))
        }
        var texts: [String] = []
        texts.reserveCapacity(count)
        for index in 0..<count {
            guard let text = text(of: fields[index], in: record) else {
                return .failure(Self.undecodable(record, line: line, encoding: encoding))
            }
            texts.append(text)
        }
        return .success(texts)
    }

    /// Nil for bytes that are not UTF-8.
    private func text(of field: FieldSpan, in record: UnsafeBufferPointer<UInt8>) -> String? {
        let bytes = UnsafeBufferPointer(rebasing: record[field.text])
        if field.hasDoubledQuotes {
            return Self.halvingQuotes(bytes).withUnsafeBufferPointer(unguarded)
        }
        return unguarded(bytes)
    }

    private func unguarded(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let isGuarded = removesFormulaGuard && FormulaGuard.isPresent(bytes)
        let text = isGuarded ? UnsafeBufferPointer(rebasing: bytes.dropFirst()) : bytes
        guard let checked = try? UTF8Span(validating: text.span) else { return nil }
        return String(copying: checked)
    }

    private static func halvingQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var halved: [UInt8] = []
        halved.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            halved.append(bytes[at])
            at += bytes[at] == .quote ? 2 : 1
        }
        return halved
    }

    private func firstTooLong(_ fields: [FieldSpan]) -> Int? {
        fields.firstIndex { $0.text.count > fieldLimitBytes }
    }

    /// How many of the fields belong to columns: empty ones behind the last column do not, and nil
    /// says that the number is wrong.
    private static func count(_ fields: [FieldSpan], columns: Int?) -> Int? {
        guard let columns, fields.count != columns else { return fields.count }
        let extra = fields.dropFirst(columns)
        return !extra.isEmpty && extra.allSatisfy(\.isEmpty) ? columns : nil
    }

    private static func field(at offset: Int, in fields: [FieldSpan]) -> Int {
        1 + (fields.lastIndex { $0.text.lowerBound <= offset } ?? 0)
    }

    /// Describes the first undecodable byte of the record.
    private static func undecodable(
        _ record: UnsafeBufferPointer<UInt8>, line: Int, encoding: TextEncoding
    ) -> CSVFault {
        var walker = TextWalker(Array(record)[...], encoding: encoding)
        var offset = 0
        var broken: [UInt8] = []
        while broken.isEmpty, let step = walker.next() {
            switch step {
            case .character: offset = walker.offset
            case .undecodable(let bytes): broken = bytes
            }
        }
        let before = UnsafeBufferPointer(rebasing: record[..<offset])
        let lineStart = before.lastIndex(where: \.isLineEnd).map { $0 + 1 } ?? 0
        return .undecodable(
            bytes: broken, line: line + before.lineEndCount,
            column: String(decoding: before[lineStart...], as: UTF8.self).count + 1,
            encoding: encoding)
    }
}
