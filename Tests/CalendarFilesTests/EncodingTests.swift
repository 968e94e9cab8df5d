import CalendarFiles
import Foundation
import LeadRules
import Testing

@Suite struct `Encodings of calendar files` {
    private func file(_ name: String) -> String {
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261003\r\nSUMMARY:\(name)\r\n"
            + "END:VEVENT\r\nEND:VCALENDAR\r\n"
    }

    private func name(of bytes: some Sequence<UInt8>) throws -> String? {
        try CalendarFile(bytes: Array(bytes), within: 2026...2026)
            .daysOff(within: 2026...2026, in: .utc).first?.name
    }

    private func bytes(_ text: String, _ encoding: String) throws -> Data {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/iconv")
        process.arguments = ["-f", "UTF-8", "-t", encoding]
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return data
    }

    @Test(arguments: [
        ("UTF-8", "개천절 – 추석"), ("UTF-16", "개천절"), ("UTF-16LE", "개천절 체육의 날"),
        ("UTF-16BE", "スポーツの日"), ("CP949", "개천절 대체 공휴일"), ("SHIFT_JIS", "スポーツの日の振替休日"),
    ])
    func `files of Windows in Korea and Japan are read`(encoding: String, text: String) throws {
        #expect(try name(of: try bytes(file(text), encoding)) == text)
    }

    @Test func `a byte order mark is no letter of the first line`() throws {
        #expect(try name(of: [0xEF, 0xBB, 0xBF] + Array(file("개천절").utf8)) == "개천절")
    }

    @Test func `bytes of no encoding are told with their line`() throws {
        let broken = Array("BEGIN:VCALENDAR\nVERSION:2.0\nSUMMARY:caf".utf8) + [0xE9, 0x0A]
        let refusal = #expect(throws: Refusal.self) {
            try CalendarFile(bytes: broken, within: 2026...2026)
        }
        #expect(
            refusal?.message
                == "Line 3 of this file is no text. Save it as UTF-8 and try again.")
    }

    @Test func `a file that is too large is told what to do`() {
        let large = [UInt8](repeating: UInt8(ascii: " "), count: CalendarFile.longest + 1)
        let refusal = #expect(throws: Refusal.self) {
            try CalendarFile(bytes: large, within: 2026...2026)
        }
        #expect(
            refusal?.message
                == "This file is larger than 4 MB. Export fewer months of the calendar.")
    }
}
