import CPostgres
import Foundation
import Storage

/// The row of an answer, in PostgreSQL's text format.
struct PostgresRow: SQLRow {
    let result: OpaquePointer
    let row: Int32

    func integer(_ column: Int) -> Int64? {
        guard let start = start(column) else { return nil }
        return strtoll(start, nil, 10)
    }
    func real(_ column: Int) -> Double? {
        guard let start = start(column) else { return nil }
        return strtod(start, nil)
    }
    func text(_ column: Int) -> String? {
        guard let start = start(column) else { return nil }
        let count = Int(PQgetlength(result, row, Int32(column)))
        return String(
            decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }

    private func start(_ column: Int) -> UnsafeMutablePointer<CChar>? {
        PQgetisnull(result, row, Int32(column)) == 1
            ? nil : PQgetvalue(result, row, Int32(column))
    }
}

/// Values as the texts that libpq sends, one after another in one stretch of memory.
enum ParameterTexts {
    /// - Parameter body: is given the texts, null for NULL, and how many there are.
    static func with<R>(
        _ values: [SQLValue], _ body: (UnsafePointer<UnsafePointer<CChar>?>?, Int32) -> R
    ) -> R {
        var bytes: [CChar] = []
        let starts = values.map { value -> Int? in
            guard let text = text(value) else { return nil }
            defer { append(text, to: &bytes) }
            return bytes.count
        }
        return bytes.withUnsafeBufferPointer { memory in
            let pointers = starts.map { start in start.map { memory.baseAddress! + $0 } }
            return pointers.withUnsafeBufferPointer { body($0.baseAddress, Int32(values.count)) }
        }
    }

    private static func text(_ value: SQLValue) -> String? {
        switch value {
        case .null: nil
        case .integer(let number): String(number)
        case .real(let number): "\(number)"
        case .text(let text): text
        }
    }

    /// A text ends with its first zero; one within it, which PostgreSQL cannot hold, is replaced.
    private static func append(_ text: String, to bytes: inout [CChar]) {
        var text = text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
        text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { bytes.append(contentsOf: $0) }
        }
        bytes.append(0)
    }
}

/// PostgreSQL numbers its parameters; the shared SQL writes `?`.
enum Placeholders {
    static func numbered(_ sql: String) -> String {
        var text = ""
        var number = 0
        var isQuoted = false
        for character in sql {
            if character == "'" { isQuoted.toggle() }
            if character == "?", !isQuoted {
                number += 1
                text += "$\(number)"
            } else {
                text.append(character)
            }
        }
        return text
    }
}
