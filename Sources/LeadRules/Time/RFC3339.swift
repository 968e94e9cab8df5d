/// Times as text, in the profile of ISO 8601 that RFC 3339 defines.
extension Instant {
    /// RFC 3339 in UTC: `2026-03-01T09:00:00Z`, with milliseconds only when there are any.
    package var rfc3339: String { rfc3339(offsetSeconds: 0) }

    /// RFC 3339 with an offset from UTC in seconds: `2026-03-01T18:00:00+09:00`.
    package func rfc3339(offsetSeconds: Int) -> String {
        String(unsafeUninitializedCapacity: 48) { space in
            var text = DecimalText(space)
            write(to: &text, offsetSeconds: offsetSeconds)
            return text.count
        }
    }

    /// Appends `rfc3339` to a text in UTF-8.
    package func appendRFC3339(to utf8: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { space in
            var text = DecimalText(space)
            write(to: &text, offsetSeconds: 0)
            utf8.append(contentsOf: space[..<text.count])
        }
    }

    private func write(to text: inout DecimalText, offsetSeconds: Int) {
        let local = seconds + Int64(offsetSeconds)
        let day = local.flooredDivision(by: 86_400)
        let second = Int(local - day * 86_400)
        let fraction = milliseconds - seconds * 1000
        text.append(CivilDate(dayNumber: Int(day)))
        text.append("T")
        text.append(second / 3600, digits: 2)
        text.append(":")
        text.append(second / 60 % 60, digits: 2)
        text.append(":")
        text.append(second % 60, digits: 2)
        if fraction != 0 {
            text.append(".")
            text.append(Int(fraction), digits: 3)
        }
        text.append(offsetSeconds: offsetSeconds)
    }

    /// Reads RFC 3339 (`2026-03-01T09:00:00Z`, `…+09:00`, fractions kept to the millisecond, a space
    /// for the `T`), or a bare day as its first moment in UTC. Nil when it is neither.
    package init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let date = CivilDate(String(decoding: bytes[..<10], as: UTF8.self))
        else { return nil }
        if bytes.count == 10 {
            self.init(seconds: Int64(date.dayNumber) * 86_400)
            return
        }
        var reader = ClockReader(bytes: bytes, at: 10)
        guard let ofDay = reader.timeOfDayMilliseconds(), let offset = reader.offsetSeconds(),
            reader.atEnd
        else { return nil }
        self.init(
            milliseconds: (Int64(date.dayNumber) * 86_400 - Int64(offset)) * 1000 + ofDay)
    }
}

/// A text of digits, written into space that is there. The journal is full of times; put together
/// from strings they would be a third of what it costs to write.
struct DecimalText {
    private let space: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    /// - Parameter space: room for the longest text; nothing is written beyond it.
    init(_ space: UnsafeMutableBufferPointer<UInt8>) { self.space = space }

    mutating func append(_ sign: Unicode.Scalar) { append(byte: UInt8(ascii: sign)) }

    private mutating func append(byte: UInt8) {
        precondition(count < space.count)
        space.initializeElement(at: count, to: byte)
        count += 1
    }

    /// The number with zeros on its left up to so many digits.
    mutating func append(_ number: Int, digits: Int) {
        var rest = number.magnitude
        let start = count
        while rest > 0 || count < start + digits {
            append(byte: UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        }
        if number < 0 { append("-") }
        space[start..<count].reverse()
    }

    mutating func append(_ date: CivilDate) {
        let (year, month, day) = date.parts
        append(year, digits: 4)
        append("-")
        append(month, digits: 2)
        append("-")
        append(day, digits: 2)
    }

    mutating func append(offsetSeconds: Int) {
        guard offsetSeconds != 0 else { return append("Z") }
        let size = abs(offsetSeconds)
        append(offsetSeconds < 0 ? "-" : "+")
        append(size / 3600, digits: 2)
        append(":")
        append(size / 60 % 60, digits: 2)
    }
}

/// Reads the part of an RFC 3339 text that follows its date.
private struct ClockReader {
    let bytes: [UInt8]
    var at: Int

    var atEnd: Bool { at == bytes.count }

    mutating func take(_ allowed: String) -> UInt8? {
        guard at < bytes.count, allowed.utf8.contains(bytes[at]) else { return nil }
        at += 1
        return bytes[at - 1]
    }

    mutating func twoDigits(below limit: Int) -> Int? {
        guard let tens = take("0123456789"), let ones = take("0123456789") else { return nil }
        let value = Int(tens - 48) * 10 + Int(ones - 48)
        return value < limit ? value : nil
    }

    mutating func timeOfDayMilliseconds() -> Int64? {
        guard take("Tt ") != nil, let hour = twoDigits(below: 24), take(":") != nil,
            let minute = twoDigits(below: 60)
        else { return nil }
        var second = 0
        if take(":") != nil {
            guard let value = twoDigits(below: 61) else { return nil }
            second = value
        }
        return Int64(hour * 3600 + minute * 60 + second) * 1000 + fractionMilliseconds()
    }

    mutating func fractionMilliseconds() -> Int64 {
        guard take(".,") != nil else { return 0 }
        var value: Int64 = 0
        var scale: Int64 = 100
        while let digit = take("0123456789") {
            value += Int64(digit - 48) * scale
            scale /= 10
        }
        return value
    }

    /// Seconds east of UTC; a missing offset is read as UTC.
    mutating func offsetSeconds() -> Int? {
        if atEnd || take("Zz") != nil { return 0 }
        guard let sign = take("+-"), let hours = twoDigits(below: 24) else { return nil }
        _ = take(":")
        guard let minutes = twoDigits(below: 60) else { return nil }
        let size = hours * 3600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -size : size
    }
}
