/// How much bytes look like everyday text of a two-byte encoding: the mean over all characters
/// beyond ASCII that say anything, 1 for common ones, below zero for rare and broken ones.
///
/// CP949 and CP932 accept most of each other's bytes, so that validity alone does not tell them
/// apart: Korean read as CP932 is half-width katakana and rare kanji, Japanese read as CP949 is
/// rare Hangul and Chinese characters.
struct Plausibility {
    private var total = 0.0
    private var judged = 0

    static func korean(_ bytes: ArraySlice<UInt8>) -> Double {
        var sum = Plausibility()
        sum.walk(bytes) { lead, rest in
            (value: koreanValue(lead, rest.first), length: 2)
        }
        return sum.mean
    }

    static func japanese(_ bytes: ArraySlice<UInt8>) -> Double {
        var sum = Plausibility()
        sum.walk(bytes) { lead, rest in
            guard halfWidthKatakana.contains(lead) else {
                return (value: japaneseValue(lead, rest.first), length: 2)
            }
            // Alone between other letters it is more likely a Western letter with an accent.
            let run = 1 + rest.prefix(64).prefix { halfWidthKatakana.contains($0) }.count
            return (value: run > 1 ? 0.5 : -1, length: run)
        }
        return sum.mean
    }

    private var mean: Double { judged == 0 ? 0 : total / Double(judged) }

    /// Hands every byte beyond ASCII, with what follows it, to `judge`; a nil value is neutral. A
    /// broken character counts four times, and only its first byte is passed over.
    private mutating func walk(
        _ bytes: ArraySlice<UInt8>,
        judge: (UInt8, ArraySlice<UInt8>) -> (value: Double?, length: Int)
    ) {
        var at = bytes.startIndex
        while at < bytes.endIndex {
            guard bytes[at] >= 0x80 else {
                at += 1
                continue
            }
            let (value, length) = judge(bytes[at], bytes[(at + 1)...])
            total += value ?? 0
            judged += value == nil ? 0 : 1
            at += value == Self.broken ? 1 : length
        }
    }

    private static let broken = -4.0

    /// Ranges: KS X 1001 in EUC form (symbols, Hangul, Chinese characters), and Microsoft's
    /// further Hangul around it.
    private static func koreanValue(_ lead: UInt8, _ trail: UInt8?) -> Double? {
        guard let trail, (0x81...0xFD).contains(lead) else { return broken }
        guard (0xA1...0xFE).contains(trail), lead >= 0xA1 else {
            let isHangul = lead <= 0xC6 && furtherHangulTrails.contains { $0.contains(trail) }
            return isHangul ? -1 : broken
        }
        return switch lead {
        case 0xB0...0xC8: 1
        case 0xA1...0xAC: nil
        case 0xCA...0xFD: -1
        default: broken
        }
    }

    private static let furtherHangulTrails: [ClosedRange<UInt8>] = [
        0x41...0x5A, 0x61...0x7A, 0x81...0xFE,
    ]

    private static let halfWidthKatakana: ClosedRange<UInt8> = 0xA1...0xDF

    /// Ranges: JIS X 0208 in Shift_JIS form; kanji of level 1 are the everyday ones, level 2 and
    /// the makers' additions also stand in names.
    private static func japaneseValue(_ lead: UInt8, _ trail: UInt8?) -> Double? {
        guard let trail, (0x40...0xFC).contains(trail), trail != 0x7F else { return broken }
        return switch (lead, trail) {
        case (0x82, 0x9F...0xF1), (0x83, 0x40...0x96): 1
        case (0x81...0x84, _), (0x87, _): nil
        case (0x88, 0x9F...), (0x89...0x97, _), (0x98, 0x40...0x72): 1
        case (0x98...0x9F, _), (0xE0...0xEA, _): -0.25
        case (0xED...0xEE, _), (0xFA...0xFB, _), (0xFC, 0x40...0x4B): nil
        case (0xF0...0xF9, _): -1
        default: broken
        }
    }
}
