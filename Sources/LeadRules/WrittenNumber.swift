/// Numbers as people and programs write them: `1200`, `-12.5`, `1e6`, `1,200`, `1 200.50`, `１２`.
///
/// Every door reads by this: forms, files, and facts of free shape. The point is the decimal mark, as
/// in programs; thousands may be set apart by commas or blanks. What could be two numbers (`12,5`,
/// `1.234,56`) is none: a guess would be wrong by a factor of ten or a thousand, and nobody would see it.
package enum WrittenNumber {
    /// Nil for what is no finite number, or could be two.
    package static func read(_ text: String) -> Double? {
        let plain = narrow(text)
        guard plain.utf8.allSatisfy({ isPart($0) }) else { return nil }
        let number = Double(plain) ?? ungrouped(plain).flatMap { Double($0) }
        return number.flatMap { $0.isFinite ? $0 : nil }
    }

    /// - Parameter field: the name of the field that it was written in.
    package static func read(_ text: String, field: String) throws -> Double {
        guard let number = read(text) else {
            let message = whyNot(text)
            throw Refusal(
                .invalid, "not-a-number", message,
                problems: [FieldProblem(field: field, code: "not-a-number", message: message)])
        }
        return number
    }

    package static func readWhole(_ text: String, field: String) throws -> Int {
        guard let whole = Int(exactly: try read(text, field: field)) else {
            throw Refusal.invalid(field: field, "'\(text)' is not a whole number.")
        }
        return whole
    }

    /// What is wrong with what is no number, and how to write it.
    private static func whyNot(_ text: String) -> String {
        let plain = narrow(text)
        let isUnclear =
            plain.contains(where: \.isNumber) && plain.contains(where: { ",.".contains($0) })
            && plain.allSatisfy { $0.isNumber || ",.+- ".contains($0) }
        return isUnclear
            ? "'\(text)' can be read in two ways. Write it like 1234.56 or 1,234.56."
            : "'\(text)' is not a number. Write it like 1234.56."
    }

    /// Full-width digits and signs, as East Asian keyboards write them, and the narrow blanks of
    /// spreadsheets, as their plain kin.
    private static func narrow(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.value {
            case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
            case 0x3000, 0xA0, 0x2009, 0x202F: " "
            case 0x2212: "-"
            default: scalar
            }
        }
        var plain = String.UnicodeScalarView()
        plain.append(contentsOf: scalars)
        return String(plain)
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || "+-.,eE ".utf8.contains(byte)
    }

    /// Without the separators, where each stands before two or three digits, and the last before
    /// three.
    private static func ungrouped(_ text: String) -> String? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let separator: Character = parts[0].contains(",") ? "," : " "
        let groups = parts[0].split(separator: separator, omittingEmptySubsequences: false)
        guard let first = groups.first, groups.count > 1, groups.last?.count == 3,
            !first.isEmpty, groups.dropFirst().allSatisfy({ $0.count == 2 || $0.count == 3 })
        else { return nil }
        return groups.joined() + (parts.count > 1 ? "." + parts[1] : "")
    }
}
