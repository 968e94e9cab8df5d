import Foundation
import HTTPTypes

/// Forms with files (RFC 7578).
enum Multipart {
    typealias Parts = (fields: [(name: String, value: String)], files: [String: Form.File])

    /// - Throws: `Problem` 400 when it is not well-formed.
    static func read(_ body: [UInt8], contentType: String) throws -> Parts {
        guard let boundary = parameter("boundary", in: contentType), !boundary.isEmpty else {
            throw malformed("The form names no boundary.")
        }
        let data = Data(body)
        let delimiter = Data("--\(boundary)".utf8)
        var parts: Parts = ([], [:])
        guard var start = data.range(of: delimiter)?.upperBound else {
            throw malformed("The form has no parts.")
        }
        let lineEnd = Data("\r\n".utf8)
        while let end = data.range(of: lineEnd + delimiter, in: start..<data.endIndex) {
            try add(data[start..<end.lowerBound], to: &parts)
            start = end.upperBound
        }
        return parts
    }

    private static func add(_ part: Data, to parts: inout Parts) throws {
        let gap = Data("\r\n\r\n".utf8)
        guard let middle = part.range(of: gap) else { throw malformed("A part has no head.") }
        let head = String(decoding: part[part.startIndex..<middle.lowerBound], as: UTF8.self)
        let body = part[middle.upperBound..<part.endIndex]
        let line = head.split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("content-disposition:")
        }
        guard let line, let name = parameter("name", in: String(line)) else {
            throw malformed("A part has no name.")
        }
        if let file = parameter("filename", in: String(line)) {
            if !file.isEmpty { parts.files[name] = Form.File(name: file, bytes: Array(body)) }
        } else {
            let text = String(decoding: body, as: UTF8.self).replacing("\r\n", with: "\n")
            parts.fields.append((name, text))
        }
    }

    /// `name="value"` or `name=value` of a header.
    private static func parameter(_ name: String, in header: String) -> String? {
        let pattern = /(?:^|[;\s])([a-zA-Z]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/
        let found = header.matches(of: pattern).first { $0.1.lowercased() == name }
        guard let found else { return nil }
        return (found.2 ?? found.3).map { String($0).replacing("\\\"", with: "\"") }
    }

    private static func malformed(_ why: String) -> Problem {
        Problem(.badRequest, "malformed-form", why)
    }
}
