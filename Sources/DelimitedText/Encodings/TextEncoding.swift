/// How the bytes of a file stand for characters.
package enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    /// Korean Windows: EUC-KR with the remaining Hangul syllables (also called UHC).
    case cp949 = "CP949"
    /// Japanese Windows: Shift_JIS with the NEC and IBM characters.
    case cp932 = "CP932"

    /// The encoding a person means by a name such as `utf-8`, `EUC-KR` or `shift_jis`; nil for a
    /// name that is none of ours.
    package init?(name: String) {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        switch plain {
        case "utf8", "ascii", "usascii": self = .utf8
        case "utf16le": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "cp949", "949", "ms949", "windows949", "uhc", "euckr", "ksc5601": self = .cp949
        case "cp932", "932", "ms932", "windows31j", "sjis", "shiftjis": self = .cp932
        default: return nil
        }
    }

    /// The size of the smallest step from one character to the next, in bytes.
    var unitBytes: Int {
        switch self {
        case .utf16LittleEndian, .utf16BigEndian: 2
        case .utf8, .cp949, .cp932: 1
        }
    }
}

/// The encoding a file is read in, and why it was taken.
package struct EncodingChoice: Equatable, Sendable {
    package enum Basis: Equatable, Sendable {
        case told
        case byteOrderMark
        /// Every other byte of much of the file is zero.
        case zeroBytes
        case validUTF8
        /// UTF-8 but for a few broken characters, whose records are malformed.
        case nearlyUTF8
        /// The bytes make everyday Korean or Japanese; 0...1, where 1 means every character does.
        case plausibleText(Double)
        /// Nothing fits: read as UTF-8, so that every record with such bytes is malformed.
        case noneFits
    }

    package var encoding: TextEncoding
    package var basis: Basis
}

extension EncodingChoice: CustomStringConvertible {
    /// For the person who imports: `CP949 (its bytes read as everyday Korean)`.
    package var description: String { "\(encoding.rawValue) (\(reason))" }

    private var reason: String {
        switch basis {
        case .told: "as told"
        case .byteOrderMark: "the file begins with its byte order mark"
        case .zeroBytes: "every other byte is zero"
        case .validUTF8: "all of the sample is valid"
        case .nearlyUTF8: "all but a few characters of the sample are valid"
        case .plausibleText:
            "its bytes read as everyday \(encoding == .cp949 ? "Korean" : "Japanese")"
        case .noneFits: "no known encoding fits; name the right one"
        }
    }
}
