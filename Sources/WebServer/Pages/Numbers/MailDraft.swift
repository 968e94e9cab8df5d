import Foundation
import LeadRules

/// A mail as a file that any mail program opens as a draft (RFC 5322, RFC 2045 to 2047): the same in
/// plain text and in HTML.
struct MailDraft {
    var from: (name: String, address: String)
    var subject: String
    var text: String
    var html: String
    var language: String
    var at: Instant

    var bytes: [UInt8] {
        let boundary = "baton-\(Self.digest(text + html))"
        let head = [
            "Date: \(date)",
            "From: \(Self.phrase(from.name, after: 6)) <\(Self.line(from.address))>",
            "Subject: \(Self.phrase(subject, after: 9))",
            // Mail programs open the file as a mail that is still to be sent.
            "X-Unsent: 1", "MIME-Version: 1.0", "Content-Language: \(language)",
            "Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"",
        ]
        let parts = [("text/plain", text), ("text/html", html)].map { type, content in
            [
                "--\(boundary)", "Content-Type: \(type); charset=utf-8",
                "Content-Transfer-Encoding: base64", "", Self.base64(content),
            ]
        }
        let lines = head + [""] + parts.flatMap(\.self) + ["--\(boundary)--", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// `Mon, 02 Mar 2026 09:00:00 +0000`.
    private var date: String {
        let local = LocalZone.utc.time(at: at)
        let (year, month, day) = local.day.parts
        let weekday = "\(local.day.weekday)".prefix(3)
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let clock = [local.hour, local.minute, Int(at.milliseconds / 1000 % 60)]
        return weekday.prefix(1).uppercased() + weekday.dropFirst()
            + ", \(day.padded(2)) \(months[month - 1]) \(year) "
            + clock.map { $0.padded(2) }.joined(separator: ":") + " +0000"
    }

    /// Text of a header as encoded words (RFC 2047), folded so that no line has more than 76 characters.
    ///
    /// - Parameter used: the characters that stand before it on its line.
    static func phrase(_ text: String, after used: Int) -> String {
        // 12 characters belong to the word itself; four carry three bytes.
        var room = (76 - used - 12) / 4 * 3
        var words: [[UInt8]] = [[]]
        for character in line(text) {
            let bytes = Array(String(character).utf8)
            if words[words.count - 1].count + bytes.count > room {
                words.append([])
                room = (76 - 1 - 12) / 4 * 3
            }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }
            .joined(separator: "\r\n ")
    }

    /// Without anything that would end a header.
    private static func line(_ text: String) -> String {
        String(
            text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init))
    }

    private static func base64(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
        return Data(lines.utf8).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    }

    /// So that the boundary stands in no part; base64 has no hyphen anyway.
    private static func digest(_ text: String) -> String {
        let hash = text.utf8.reduce(14_695_981_039_346_656_037 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 1_099_511_628_211
        }
        return String(hash, radix: 36)
    }
}
