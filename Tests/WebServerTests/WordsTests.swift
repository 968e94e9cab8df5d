import Foundation
import LeadRules
import Testing

@testable import WebServer

/// Every text there is to say, in every language.
@Suite struct `Words of the pages` {
    private static let files = Task { try PageFiles() }
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/WebServer")

    private func words(_ language: Language = .en) async throws -> Words {
        try await Self.files.value.templates.texts[language]
    }

    @Test func `every text that the code names is there`() async throws {
        let words = try await words()
        let names = try Self.swift().flatMap { file, text in
            text.matches(of: /words(?:\.counted)?[\[(]\s*(?:\w+ \? )?"([^"\\]+)"/).map {
                (file, String($0.1))
            }
        }
        #expect(names.count > 40)
        for (file, key) in names { #expect(words.has(key), "\(file): \(key)") }
    }

    @Test func `every text is used`() async throws {
        let code = try Self.swift().map(\.1).joined() + Self.templates()
        let areas = Set(code.matches(of: /"([a-z-]+)\.\\\(/).map { String($0.1) })
        let partial = code.matches(of: /"([a-z-]+\.[a-z-]+-)\\\(/).map { String($0.1) }
        let named = Set(code.matches(of: /[a-z-]+(?:\.[a-z0-9-]+)+/).map { String($0.output) })
        for key in try await words().keys {
            let area = String(key.prefix { $0 != "." })
            let isUsed =
                areas.contains(area) || named.contains(key) || area == "script"
                || partial.contains { key.hasPrefix($0) } || key.hasPrefix("time.")
                || key.hasSuffix(".one")
            #expect(isUsed, "nobody says \(key)")
        }
    }

    @Test func `every value of the rules has a word`() async throws {
        let words = try await words()
        func check<C: CaseIterable & RawRepresentable>(_ area: String, _: C.Type)
        where C.RawValue == String {
            for value in C.allCases {
                #expect(words.has("\(area).\(value.rawValue)"), "\(area).\(value.rawValue)")
            }
        }
        check("stage", Stage.self)
        check("role", Role.self)
        check("milestone", Milestone.self)
        check("verification", VerificationState.self)
        check("source-group", SourceGroup.self)
        check("temperature", Temperature.self)
        check("handoff-state", Handoff.State.self)
        check("purpose", Clock.Purpose.self)
        check("clock", Clock.State.self)
        check("touch", LogTouch.Channel.self)
        check("impact", ProblemImpact.Kind.self)
        check("trigger", TriggerEvent.Kind.self)
        check("alternative", CurrentAlternative.Kind.self)
        check("part", Stakeholder.Part.self)
        check("authority", Authority.self)
        check("meeting", Meeting.Purpose.self)
        check("field", QualificationField.self)
        check("field", ChecklistItem.self)
        check("match", IdentityMatch.self)
        check("notices", Notice.Kind.self)
        check("day", QueueEntry.Group.self)
    }

    @Test func `every event of a lead can be told`() async throws {
        let words = try await words()
        let others = ["member.", "playbook.", "setting."]
        for kind in EventKinds.all where !others.contains(where: { kind.name.hasPrefix($0) }) {
            let tellings = ["", "-reached", "-won", "-upheld"].map { "timeline.\(kind.name)\($0)" }
            #expect(tellings.contains { words.has($0) }, "timeline.\(kind.name)")
        }
    }

    @Test(arguments: [Language.ko, .ja])
    func `a text names the same values in every language`(_ language: Language) async throws {
        let english = try await words()
        let other = try await words(language)
        for key in english.keys {
            #expect(Self.holes(english[key]) == Self.holes(other[key]), "\(key) in \(language)")
        }
    }

    @Test func `what stands in the templates is text of a language, not English`() throws {
        for (name, template) in try Self.templateFiles() {
            // What stands as code is the same for everybody.
            let bare = template.replacing(/<(pre|code)[^>]*>[\s\S]*?<\/(pre|code)>/, with: "")
                .replacing(/\{\{[^}]*\}\}/, with: "").replacing(/\[\[[^\]]*\]\]/, with: "")
                .replacing(/<[^>]*>/, with: "\n")
            let words = bare.matches(of: /[A-Za-z]{3,}/).map { String($0.output) }
                .filter { !Self.sameEverywhere.contains($0) }
            #expect(words.isEmpty, "\(name): \(words)")
        }
    }

    private static let sameEverywhere = [
        "Baton", "Ctrl", "Enter", "Esc", "DOCTYPE", "CSV", "HTTP",
    ]

    private static func holes(_ text: String) -> [String] {
        text.matches(of: /\{([a-zA-Z.]+)\}/).map { String($0.1) }.sorted()
    }

    private static func read(_ folder: URL, _ ending: String) throws -> [(String, String)] {
        let paths = FileManager.default.enumerator(atPath: folder.path)
        var files: [(String, String)] = []
        while let path = paths?.nextObject() as? String {
            guard path.hasSuffix(ending) else { continue }
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            files.append((path, text))
        }
        return files
    }

    private static func swift() throws -> [(String, String)] { try read(sources, ".swift") }
    private static func templateFiles() throws -> [(String, String)] {
        try read(sources.appending(path: "Templates"), ".mustache")
    }
    private static func templates() throws -> String {
        try templateFiles().map(\.1).joined()
    }
}

@Suite struct `How people read` {
    private func reader(_ language: Language, now: String = "2026-03-04T06:00:00Z") throws -> Reader
    {
        let texts = try Texts(
            folder: URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "Sources/WebServer/Locales"))
        return Reader(
            words: texts[language], zone: try LocalZone("Asia/Seoul"),
            now: Instant(rfc3339: now)!)
    }

    @Test func `times are in the reader's zone and form`() throws {
        let moment = Instant(rfc3339: "2026-03-02T23:30:00Z")!
        #expect(try reader(.en).time(moment) == "Mar 3 08:30")
        #expect(try reader(.ko).time(moment) == "3월 3일 08:30")
        #expect(try reader(.ja).time(moment) == "3月3日 08:30")
        #expect(try reader(.en).time(Instant(rfc3339: "2026-03-04T05:00:00Z")!) == "14:00")
        #expect(try reader(.ko).day(Instant(rfc3339: "2025-12-31T20:00:00Z")!) == "1월 1일")
        #expect(try reader(.ko).day(Instant(rfc3339: "2025-12-30T20:00:00Z")!) == "2025년 12월 31일")
    }

    @Test func `spans show their two largest parts`() throws {
        #expect(try reader(.en).span(.minutes(200)) == "3 h 20 min")
        #expect(try reader(.ko).span(.hours(52)) == "2일 4시간")
        #expect(try reader(.ja).span(.seconds(45)) == "45秒")
        #expect(try reader(.en).span(.minutes(12)) == "12 min")
    }

    @Test func `numbers are grouped, and rates rounded`() {
        #expect(Figures.count(1_234_567) == "1,234,567")
        #expect(Figures.percent(0.253) == "25%")
        #expect(Figures.percent(0.0125) == "1.3%")
        #expect(Figures.percent(nil) == "–")
        #expect(Figures.money(12_000, "KRW") == "₩12,000")
        #expect(Figures.points(-50) == "−50")
    }

    @Test func `the browser's languages are asked in their order`() {
        #expect(Language(member: nil, accept: "fr, ja;q=0.8, ko;q=0.9") == .ko)
        #expect(Language(member: "ja", accept: "ko") == .ja)
        #expect(Language(member: nil, accept: "en-GB,en;q=0.9") == .en)
        #expect(Language(member: nil, accept: nil) == .en)
    }

    @Test func `sentences of the rules are put into the language with what they name`() throws {
        let korean = try reader(.ko)
        #expect(korean.words.translated("at the cap of 18") == "보유 상한 18건 도달")
        #expect(korean.words.translated("rejected: Problem unclear") == "반려: 문제가 불명확")
        #expect(
            korean.told("away until 2026-03-05T09:00:00+09:00").hasPrefix("3월 5일 09:00까지 부재"))
        #expect(korean.words.translated("a team's own words") == "a team's own words")
    }
}
