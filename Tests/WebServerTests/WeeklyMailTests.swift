import Foundation
import HTTPTypes
import LeadRules
import Testing

@testable import WebServer

/// The weekly pack as a draft for any mail program.
@Suite struct `The weekly pack by mail` {
    @Test(arguments: [("en", "Weekly review"), ("ko", "주간 리뷰"), ("ja", "週次レビュー")])
    func `a draft holds the pack as text and as HTML`(_ language: String, _ title: String)
        async throws
    {
        try await TestServer.run { server in
            try await server.lead("a@firm1.com")
            let visitor = try await server.visitor(.revops, "김민지", language: language)
            let page = try await visitor.get("/numbers/weekly?week=2026-03-02")
            #expect(page.body.contains("/numbers/weekly.eml?week=2026-03-02"))
            let file = try await visitor.get("/numbers/weekly.eml?week=2026-03-02")
            #expect(file.status == 200)
            #expect(file.headers[.contentType] == "message/rfc822")
            #expect(file.headers[.contentDisposition]?.contains("2026-03-02.eml") == true)
            let mail = try Self.parsed(file.body)
            #expect(mail.head["X-Unsent"] == "1")
            #expect(mail.head["Subject"]?.hasPrefix(title) == true)
            #expect(mail.head["From"]?.hasPrefix("김민지 <") == true)
            #expect(mail.head["Date"] == "Mon, 02 Mar 2026 09:00:00 +0000")
            #expect(
                mail.parts.map(\.type) == ["text/plain; charset=utf-8", "text/html; charset=utf-8"])
            for part in mail.parts { #expect(part.text.contains(title)) }
            #expect(mail.parts[1].text.contains("<table"))
            #expect(!mail.parts[1].text.contains("numbers."))
        }
    }

    @Test func `a long header is folded and nothing ends it early`() {
        let name = "주간 리뷰 " + String(repeating: "한국어日本語", count: 12) + "\r\nBcc: all@example.com"
        let folded = "Subject: " + MailDraft.phrase(name, after: 9)
        #expect(folded.split(separator: "\r\n").allSatisfy { $0.count <= 76 })
        #expect(!folded.contains("Bcc"))
        #expect(Self.decoded(folded).hasSuffix("日本語Bcc: all@example.com"))
    }

    private struct Mail {
        var head: [String: String]
        var parts: [(type: String, text: String)]
    }

    private static func parsed(_ text: String) throws -> Mail {
        for line in text.split(separator: "\r\n") { #expect(line.utf8.count <= 78) }
        let isCRLF = !text.replacing("\r\n", with: "").contains(where: \.isNewline)
        #expect(isCRLF)
        let (head, body) = try split(text)
        let boundary = try #require(
            head["Content-Type"]?.firstMatch(of: /^multipart\/alternative; boundary="([^"]+)"$/)?.1)
        let pieces = body.components(separatedBy: "--\(boundary)")
        #expect(pieces.count == 4 && pieces[3] == "--\r\n")
        let parts = try pieces[1...2].map { piece in
            let (head, content) = try split(String(piece.dropFirst()))
            #expect(head["Content-Transfer-Encoding"] == "base64")
            let data = Data(base64Encoded: content, options: .ignoreUnknownCharacters)
            return (head["Content-Type"] ?? "", String(decoding: try #require(data), as: UTF8.self))
        }
        return Mail(head: head, parts: parts)
    }

    private static func split(_ text: String) throws -> ([String: String], String) {
        let end = try #require(text.range(of: "\r\n\r\n"))
        let lines = text[..<end.lowerBound].replacing("\r\n ", with: " ").split(separator: "\r\n")
        let head = lines.map { line in
            let parts = line.split(separator: ": ", maxSplits: 1)
            return (String(parts[0]), decoded(String(parts[1])))
        }
        return (Dictionary(uniqueKeysWithValues: head), String(text[end.upperBound...]))
    }

    /// Encoded words side by side belong together.
    private static func decoded(_ text: String) -> String {
        text.replacing(/\?=\s+=\?UTF-8\?B\?/, with: "?==?UTF-8?B?")
            .replacing(/=\?UTF-8\?B\?([^?]*)\?=/) { word in
                String(decoding: Data(base64Encoded: String(word.1)) ?? Data(), as: UTF8.self)
            }
    }
}
