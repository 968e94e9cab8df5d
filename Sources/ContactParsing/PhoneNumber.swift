import CPhoneNumber

/// A telephone number that exists in its country's numbering plan, as far as a plan can tell.
///
/// The plans are those of the installed libphonenumber: a range that was opened after its release,
/// such as a new area code of the United States, counts as `invalidForRegion`.
package struct PhoneNumber: Hashable, Sendable {
    /// ITU-T E.164: `+`, country code, national number; digits only and no extension.
    package let e164: String

    /// Reads a number as people write it: national or international, `00` or `+`, with blanks,
    /// brackets and dashes, in half- or full-width digits. An extension is dropped.
    ///
    /// - Parameter defaultRegion: ISO 3166 code, such as `KR`, of the country that a number without
    ///   country code is dialled in.
    package static func parse(
        _ raw: String, defaultRegion: String
    ) -> Result<PhoneNumber, PhoneProblem> {
        guard raw.utf8.count <= rawLimitBytes else { return .failure(.tooLong) }
        let text = withoutExtension(raw.halfWidth)
        let asDialled = read(text, region: defaultRegion.uppercased())
        guard let international = plusForDoubleZero(text) else { return asDialled }
        let asWritten = read(international, region: "")
        if case .failure = asWritten, case .success = asDialled { return asDialled }
        return asWritten
    }

    /// Room for a number with labels and extension. libphonenumber's time grows with the square of
    /// the length, to minutes at 100 kB.
    private static let rawLimitBytes = 200

    /// ISO 3166 code of the country; nil for a number of no country, such as +800 (free worldwide).
    package var regionCode: String? {
        let code = withUnsafeTemporaryAllocation(
            of: CChar.self, capacity: Int(CPHONE_REGION_CAPACITY)
        ) { buffer in
            cphone_region(e164, buffer.baseAddress)
            return String(cString: buffer.baseAddress!)
        }
        return code.isEmpty ? nil : code
    }

    /// What kind of line the numbering plan gives the number to.
    package var kind: Kind {
        switch cphone_kind(e164) {
        case .mobile: .mobile
        case .fixed: .fixed
        case .other: .other
        }
    }

    package enum Kind: String, Codable, Sendable {
        case mobile, fixed
        /// Toll-free, shared cost, VoIP and the like, and every ordinary number of a plan that does
        /// not tell mobile from fixed (North America).
        case other
    }

    /// `00` is the way to write `+` in most of the world, also where it is not what one dials.
    ///
    /// So read, a number wins over what its digits mean when dialled: a Korean carrier owns 008,
    /// and `0081 90 1234 5678` would be a number of the United States.
    private static func plusForDoubleZero(_ text: String) -> String? {
        let dialled = text.drop { !$0.isWholeNumber && $0 != "+" }
        return dialled.hasPrefix("00") ? "+" + dialled.dropFirst(2) : nil
    }

    private static func read(_ text: String, region: String) -> Result<PhoneNumber, PhoneProblem> {
        withUnsafeTemporaryAllocation(
            of: CChar.self, capacity: Int(CPHONE_E164_CAPACITY)
        ) { e164 in
            var text = text
            let answer = text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) {
                    cphone_parse($0.baseAddress, $0.count, region, e164.baseAddress)
                }
            }
            switch answer {
            case .done: return .success(PhoneNumber(e164: String(cString: e164.baseAddress!)))
            case .notANumber: return .failure(.notANumber)
            case .tooShort: return .failure(.tooShort)
            case .tooLong: return .failure(.tooLong)
            case .invalidForRegion: return .failure(.invalidForRegion)
            case .unknownRegion: return .failure(.unknownRegion)
            }
        }
    }

    /// Cuts the words for an extension or a switchboard that libphonenumber does not know.
    private static func withoutExtension(_ text: String) -> String {
        guard !text.isASCII else { return text }
        let cut = ["내선", "교환", "구내", "内線", "(代", "代表", "分机", "转", "轉"]
            .compactMap { text.firstRange(of: $0)?.lowerBound }
            .filter { text[..<$0].contains(where: \.isWholeNumber) }
            .min()
        return cut.map { String(text[..<$0]) } ?? text
    }
}

extension PhoneNumber: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        // Only the form is checked: numbering plans change, and what was stored stays readable.
        guard let first = text.utf8.first, first == UInt8(ascii: "+"), text.utf8.count > 1,
            text.utf8.dropFirst().allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
        else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not an E.164 number: \(text)"))
        }
        e164 = text
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(e164)
    }
}
