/// Where a field lies within its record.
struct FieldSpan {
    /// The text, without the quotes around it.
    var text: Range<Int>
    var isQuoted = false
    /// The text has doubled quotes, each of which stands for one.
    var hasDoubledQuotes = false

    /// Nothing at all stands between the delimiters.
    var isEmpty: Bool { !isQuoted && text.isEmpty }
}

/// Finds the fields of one record by the quoting rules of RFC 4180, section 2. It can stop at any
/// byte and go on when more bytes are there, so that it never looks at a byte twice.
///
/// A quote inside a field that does not begin with one (`5" disk`) is an ordinary character.
struct RecordScanner {
    private enum State { case fieldStart, plain, quoted, quoteInQuotes }

    private let delimiter: UInt8
    private(set) var fields: [FieldSpan] = []
    /// The first field, from 0, that goes on behind its closing quote.
    private(set) var fieldWithTextAfterQuote: Int?
    private(set) var hasQuotedFields = false
    /// How far the record has been looked at.
    private(set) var position = 0
    private var state = State.fieldStart
    private var current = FieldSpan(text: 0..<0)

    init(delimiter: CSVDelimiter) { self.delimiter = delimiter.rawValue }

    /// Where the quoted text begins that the scanner is still inside of.
    var openQuote: Int? { state == .quoted ? current.text.lowerBound : nil }

    /// Prepares for the next record.
    mutating func reset() {
        fields.removeAll(keepingCapacity: true)
        fieldWithTextAfterQuote = nil
        hasQuotedFields = false
        state = .fieldStart
        position = 0
    }

    /// Goes on through `record`, which holds the bytes from the record's first one on, those of
    /// earlier calls included. Returns where its line end stands; nil asks for more bytes.
    mutating func scan(_ record: UnsafeBufferPointer<UInt8>) -> Int? {
        while position < record.count {
            switch state {
            case .fieldStart: startField(record[position])
            case .plain: if let end = scanPlain(record) { return end }
            case .quoted: scanQuoted(record)
            case .quoteInQuotes: if let end = scanAfterQuote(record) { return end }
            }
        }
        return nil
    }

    /// Ends the last field where the file ends.
    mutating func finish(at end: Int) {
        switch state {
        case .fieldStart: fields.append(FieldSpan(text: end..<end))
        case .plain: endPlain(at: end)
        case .quoteInQuotes: fields.append(current)
        case .quoted: preconditionFailure("an open quote has no end")
        }
    }

    private mutating func startField(_ byte: UInt8) {
        if byte == .quote {
            position += 1
            state = .quoted
            hasQuotedFields = true
            current = FieldSpan(text: position..<position, isQuoted: true)
        } else {
            state = .plain
            current = FieldSpan(text: position..<position)
        }
    }

    /// Unquoted fields up to the first quoted one, the line end or the end of the bytes.
    private mutating func scanPlain(_ record: UnsafeBufferPointer<UInt8>) -> Int? {
        while true {
            position = record.firstOffset(ofLineEndOr: delimiter, from: position)
            guard position < record.count else { return nil }
            endPlain(at: position)
            guard record[position] == delimiter else { return position }
            position += 1
            if position == record.count || record[position] == .quote {
                state = .fieldStart
                return nil
            }
            current = FieldSpan(text: position..<position)
        }
    }

    private mutating func endPlain(at end: Int) {
        current.text = current.text.lowerBound..<end
        fields.append(current)
    }

    private mutating func scanQuoted(_ record: UnsafeBufferPointer<UInt8>) {
        guard let quote = record.firstOffset(of: .quote, from: position) else {
            position = record.count
            return
        }
        position = quote + 1
        current.text = current.text.lowerBound..<quote
        state = .quoteInQuotes
    }

    private mutating func scanAfterQuote(_ record: UnsafeBufferPointer<UInt8>) -> Int? {
        let byte = record[position]
        position += 1
        switch byte {
        case .quote:
            current.hasDoubledQuotes = true
            state = .quoted
        case delimiter:
            fields.append(current)
            state = .fieldStart
        case .lineFeed, .carriageReturn:
            fields.append(current)
            return position - 1
        default:
            fieldWithTextAfterQuote = fieldWithTextAfterQuote ?? fields.count
            state = .plain
        }
        return nil
    }
}
