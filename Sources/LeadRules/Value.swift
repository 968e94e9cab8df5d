/// A fact of free shape: a custom attribute of a lead, or a property of an activity.
package enum Value: Hashable, Sendable {
    case text(String)
    case number(Double)
    case flag(Bool)

    /// The value as text: numbers without a needless fraction, flags as `true` and `false`.
    package var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): Value.written(number)
        case .flag(let flag): flag ? "true" : "false"
        }
    }

    /// The value as a number, where it is one or reads as one; an infinity is none.
    package var number: Double? {
        switch self {
        case .number(let number): number.isFinite ? number : nil
        case .flag: nil
        case .text(let text): WrittenNumber.read(text)
        }
    }

    /// The largest amount or count that is kept: beyond it, sums would lose their units.
    package static let largest = 1e15

    /// A sum, kept within what can be stored.
    static func bounded(_ sum: Double) -> Double { min(max(sum, -largest), largest) }

    /// A number as people write it: `12`, `12.5`.
    package static func written(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}

extension Value: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        }
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    package init(stringLiteral value: String) { self = .text(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }
}
