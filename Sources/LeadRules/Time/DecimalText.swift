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
