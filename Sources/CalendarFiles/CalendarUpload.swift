import DelimitedText
package import LeadRules

extension CalendarFile {
    /// Reads a file as somebody hands it over: UTF-8, UTF-16, and the encodings of Windows in
    /// Korea and Japan.
    ///
    /// - Throws: `Refusal` of the field `file` that says what to do.
    package init(bytes: [UInt8], within years: ClosedRange<Int>) throws(Refusal) {
        guard bytes.count <= Self.longest else {
            throw Refusal.invalid(
                field: "file", "This file is larger than 4 MB. Export fewer months of the calendar."
            )
        }
        try self.init(try Self.text(bytes), within: years)
    }

    private static func text(_ bytes: [UInt8]) throws(Refusal) -> String {
        do {
            return try WholeText.decode(bytes)
        } catch let problem as WholeText.Problem {
            throw Refusal.invalid(
                field: "file",
                "Line \(problem.line) of this file is no text. Save it as UTF-8 and try again.")
        } catch {
            throw Refusal.invalid(field: "file", "\(error)")
        }
    }
}
