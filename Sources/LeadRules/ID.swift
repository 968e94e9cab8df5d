/// What an identifier names; its letter makes the written form readable: `L42` is a lead.
package protocol Identified {
    static var letter: Character { get }
}

/// A typed identifier: a number unique among its kind, written with the letter of the kind.
package struct ID<Kind: Identified>: Hashable, Comparable, Sendable {
    package let number: Int64

    package init(_ number: Int64) { self.number = number }

    /// Reads the written form, `L42`, in either case; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard let first = text.first, first.uppercased() == String(Kind.letter),
            let number = Int64(text.dropFirst()), number > 0
        else { return nil }
        self.number = number
    }

    package static func < (a: ID, b: ID) -> Bool { a.number < b.number }
}

extension ID: CustomStringConvertible {
    package var description: String { String(Kind.letter) + String(number) }
}

extension ID: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = ID(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not an id of kind \(Kind.letter): \(text)"))
        }
        self = id
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

package typealias LeadID = ID<Lead>
package typealias AccountID = ID<Account>
package typealias HandoffID = ID<Handoff>
package typealias ClockID = ID<Clock>
package typealias MemberID = ID<Member>
package typealias MergeID = ID<MergeProposal>
package typealias TimeOffID = ID<TimeOff>
/// All that one command did; its number is that of its first event.
package typealias DecisionID = ID<Decision>
/// An event of the journal; an activity is known by the event that recorded it.
package typealias EventID = ID<Recorded>

extension ID: CodingKeyRepresentable {
    package var codingKey: any CodingKey { IDKey(stringValue: description) }
    package init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}

/// Lets dictionaries by id be JSON objects.
private struct IDKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
