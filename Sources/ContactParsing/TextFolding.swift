import Foundation

extension String {
    /// The text with full-width ASCII (`Ａ`, `＠`, `０`) and the ideographic space made half-width.
    var halfWidth: String {
        guard !isASCII else { return self }
        var folded = UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: folded.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            case 0x3000: folded.append(" ")
            default: folded.append(scalar)
            }
        }
        return String(folded)
    }

    /// The text without format characters (zero-width spaces, text direction marks, soft hyphens),
    /// which copying from documents leaves behind.
    var visible: String {
        guard !isASCII else { return self }
        return String(UnicodeScalarView(unicodeScalars.filter { !isFormat($0) }))
    }

    /// The text without white space in front, nor white space and `trailing` characters behind.
    func trimmed(_ trailing: String) -> String {
        var text = drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace || trailing.contains(last) {
            text.removeLast()
        }
        return String(text)
    }

    /// Unicode NFKC: one form for half-width katakana, ligatures, `㈜` and the like.
    var compatibilityForm: String {
        isASCII ? self : precomposedStringWithCompatibilityMapping
    }

    /// For comparing names: compatibility form, lower case, without Latin accents. The marks of
    /// Japanese and other scripts stay, since they make different letters.
    var comparable: String {
        guard !isASCII else { return lowercased() }
        let plain = lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars
            .filter { !(0x300...0x36F).contains($0.value) && !isFormat($0) }
        let folded = String(UnicodeScalarView(plain)).precomposedStringWithCompatibilityMapping
        return String(folded.flatMap { letter in undecomposable[letter] ?? String(letter) })
    }

    var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

/// Latin letters whose mark is part of the letter, as they are written without it.
private let undecomposable: [Character: String] = [
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i",
    "æ": "ae", "œ": "oe", "þ": "th",
]

private func isFormat(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .format
}

extension Character {
    /// Whether it belongs to a script of Korea, Japan or China, whose names need no blanks.
    var isEastAsian: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x1100...0x11FF, 0x3040...0x30FF, 0x3130...0x318F, 0x31F0...0x31FF,
                0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF,
                0x20000...0x3FFFF, 0x3005...0x3007:
                true
            default: false
            }
        }
    }
}
