package import Records

/// Times are stored as text in RFC 3339, days as `YYYY-MM-DD`, spans in whole seconds.
extension Instant: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) {
        let utf8 = try value.textBytes()
        if let instant = Instant(storedUTF8: utf8) {
            self = instant
        } else if let instant = Instant(rfc3339: String(decoding: utf8, as: UTF8.self)) {
            self = instant
        } else {
            throw value.expected("a time")
        }
    }
    package func write(to json: JSONOutput) { json.write(plain: appendRFC3339) }
    package static var blank: Instant { Instant(milliseconds: 0) }
    package static func list(_ listing: RecordListing) { listing.add("time") }

    /// Reads what `write` writes, digit by digit: `2026-03-01T09:00:00Z`, `2026-03-01T09:00:00.250Z`.
    private init?(storedUTF8 text: UnsafeBufferPointer<UInt8>) {
        guard text.count == 20 || text.count == 24, text[10] == UInt8(ascii: "T"),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
            text[text.count - 1] == UInt8(ascii: "Z"),
            let date = CivilDate(storedUTF8: UnsafeBufferPointer(rebasing: text[..<10])),
            let hour = text.digits(11..<13), hour < 24, let minute = text.digits(14..<16),
            minute < 60, let second = text.digits(17..<19), second < 61
        else { return nil }
        var fraction = 0
        if text.count == 24 {
            guard text[19] == UInt8(ascii: "."), let digits = text.digits(20..<23) else {
                return nil
            }
            fraction = digits
        }
        let seconds = date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second
        self.init(milliseconds: Int64(seconds * 1000 + fraction))
    }
}

extension CivilDate: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) {
        guard let date = CivilDate(storedUTF8: try value.textBytes()) else {
            throw value.expected("a day")
        }
        self = date
    }
    package func write(to json: JSONOutput) { json.write(description) }
    package static var blank: CivilDate { CivilDate(dayNumber: 0) }
    package static func list(_ listing: RecordListing) { listing.add("day") }

    fileprivate init?(storedUTF8 text: UnsafeBufferPointer<UInt8>) {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let year = text.digits(0..<4), let month = text.digits(5..<7),
            let day = text.digits(8..<10), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension TimeSpan: Stored {
    package init(stored value: JSONValue) throws(RecordProblem) {
        self.init(seconds: try value.whole())
    }
    package func write(to json: JSONOutput) { json.write(seconds) }
    package static var blank: TimeSpan { .zero }
    package static func list(_ listing: RecordListing) { listing.add("seconds") }
}

extension UnsafeBufferPointer<UInt8> {
    /// The number that these digits are; nil when one is none.
    fileprivate func digits(_ range: Range<Int>) -> Int? {
        var number = 0
        for index in range {
            guard self[index] >= 0x30, self[index] <= 0x39 else { return nil }
            number = number * 10 + Int(self[index] - 0x30)
        }
        return number
    }
}
