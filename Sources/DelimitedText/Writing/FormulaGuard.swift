/// Keeps spreadsheets from running a cell as a formula (CSV injection, as OWASP describes it).
///
/// A cell that begins like a formula gets an apostrophe in front, which spreadsheets take as "text
/// follows". So that nothing is lost, a cell that already looks guarded is guarded once more.
enum FormulaGuard {
    /// Whether a writer must guard the cell. Plain numbers need none: `-10`, `+3.5`, and therewith
    /// phone numbers in E.164, such as `+821012345678`.
    static func isNeeded(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = cell.first, first == .apostrophe || isSuspect(first) else { return false }
        return beginsFormula(cell.drop { $0 == .apostrophe }) && !isPlainNumber(cell)
    }

    /// Whether the cell's apostrophe is one that a writer put there.
    static func isPresent(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        cell.first == .apostrophe && beginsFormula(cell.drop { $0 == .apostrophe })
    }

    /// The half-width `=`, `+`, `-`, `@`, and what cells may hide them behind: tab, CR, LF.
    private static let starts = Array("=+-@\t\r\n".utf8)
    /// The full-width forms, which some spreadsheets read as the half-width ones.
    private static let wideStarts = ["＝", "＋", "－", "＠"].map { Array($0.utf8) }

    /// A quick no for nearly every cell.
    private static func isSuspect(_ first: UInt8) -> Bool {
        first < 0x30 || first == 0x3D || first == 0x40 || first == 0xEF
    }

    private static func beginsFormula(_ cell: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let first = cell.first else { return false }
        return starts.contains(first) || wideStarts.contains { cell.starts(with: $0) }
    }

    /// A sign, digits, and at most a fraction and an exponent, in ASCII.
    private static func isPlainNumber(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = cell[...]
        func skipDigits() -> Bool {
            let before = rest.count
            rest = rest.drop { (0x30...0x39).contains($0) }
            return rest.count < before
        }
        func skip(_ wanted: String) -> Bool {
            guard let first = rest.first, wanted.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        _ = skip("+-")
        guard skipDigits() else { return false }
        if skip("."), !skipDigits() { return false }
        if skip("eE") {
            _ = skip("+-")
            guard skipDigits() else { return false }
        }
        return rest.isEmpty
    }
}
