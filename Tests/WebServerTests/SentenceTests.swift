import Foundation
import LeadRules
import Testing

@testable import WebServer

/// What the rules, the engine and the playbook's reader say in English stands in every language.
@Suite struct `Sentences of the rules` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

    private static let texts = Task {
        try Texts(folder: root.appending(path: "WebServer/Locales"))
    }

    /// Folders whose sentences reach a page, and the files in them whose sentences never do.
    private static let folders = [
        // Alerts go to Slack, and explanations to the command line, in English; what is to be done next
        // is the part of an explanation that pages show.
        "LeadRules": [
            "Alert.swift", "Explaining/TellingClocks.swift",
            "Explaining/TellingHandoffs.swift", "Explaining/TellingOwner.swift",
            "Explaining/TellingScore.swift", "Explaining/TellingWho.swift",
            // A number that no rule makes.
            "JSON/JSONOutput.swift",
        ],
        // The API and the operator's log speak English.
        "LeadEngine": ["WebhookSecret.swift"],
        // The outline in English is what the command line prints.
        "PlaybookFile": [
            "Words/OutlineOfIntake.swift", "Words/OutlineOfScoring.swift",
            "Words/OutlineOfWork.swift", "Words/PlaybookOutline.swift",
        ],
        // Told when the server starts.
        "WebServer/Pages": ["Serving/Assets.swift", "Serving/Templates.swift"],
        "WebServer/Access": [],
    ]

    /// Sentences that a page does not show as they stand.
    private static let others: Set = [
        // Put together of a name and a verb; the verbs are tested below.
        "Overdue since X1: X1 X1.", "X1 X1 by X1, or X1.",
        // Ends of sentences, which are known together with their beginnings.
        "Known: X1.", "Known: X1X1.", "Did you mean X1?", "It stays where it is.",
        "From X1 it can go to: X1.", "The playbook defines none.",
        // A title and its counts, which are known count by count.
        "X1: X1",
        // Only programs send the key.
        "This Idempotency-Key was used for another request. Use a new key for a new request.",
        // A sentence of its own in each language already.
        "X1.",
    ]

    @Test(arguments: [Language.ko, .ja])
    func `no sentence of the rules shows in English`(_ language: Language) async throws {
        let words = try await Self.texts.value[language]
        var count = 0
        for (folder, left) in Self.folders {
            let found = try SourceSentences(under: Self.root.appending(path: folder))
            for sentence in found.sentences where !left.contains(sentence.file) {
                guard !Self.others.contains(sentence.text) else { continue }
                count += 1
                let isKnown = words.knows(sentence.text)
                #expect(isKnown, "\(folder)/\(sentence.file): \(sentence.text)")
            }
        }
        #expect(count > 200)
    }

    @Test(arguments: [Language.ko, .ja])
    func `what a playbook should hold is named`(_ language: Language) async throws {
        let words = try await Self.texts.value[language]
        let found = try SourceSentences(under: Self.root.appending(path: "PlaybookFile"))
        let named = found.all.filter {
            $0.before.firstMatch(of: /(?:expected\(|text\(|capitals\(\d, |map\(|let what = )$/)
                != nil
                && $0.text.firstMatch(of: /^[Aa1-9hto]/) != nil
        }
        #expect(named.count > 40)
        for part in named {
            let isKnown = words.knows(part: part.text)
            #expect(isKnown, "\(part.file): \(part.text)")
        }
    }

    @Test(arguments: [Language.ko, .ja])
    func `every verb of what comes next is known`(_ language: Language) async throws {
        let words = try await Self.texts.value[language]
        let verbs = [
            "tries to reach the lead", "verifies the lead by phone",
            "accepts or rejects the handoff", "makes the first contact",
            "finds an owner for the lead", "does the task 'Call'",
            "opens the handoff: AE to CSM",
        ]
        for verb in verbs {
            for sentence in [
                "Overdue since 09:00: Mia \(verb).", "Mia \(verb) by 09:00, or it ends.",
            ] {
                let isKnown = words.knows(sentence)
                #expect(isKnown, "\(sentence)")
            }
        }
    }

    @Test(arguments: [Language.ko, .ja])
    func `names of the shipped playbooks are known`(_ language: Language) async throws {
        let words = try await Self.texts.value[language]
        for file in ["default", "product-led", "enterprise-outbound"] {
            let yaml = try String(
                contentsOf: Self.root.appending(path: "ShippedPlaybooks/\(file).yaml"),
                encoding: .utf8)
            let named = yaml.matches(of: /(?m)\b(?:title|mail|task): "?([A-Z0-9][^"\n{}]{5,})"?/)
            #expect(named.count > 40)
            for name in named.map({ $0.1.trimmingCharacters(in: .whitespaces) }) {
                let isKnown = words.knows(name)
                #expect(isKnown, "\(file): \(name)")
            }
        }
    }

    @Test func `a problem of a playbook is told in the reader's language`() async throws {
        let words = try await Self.texts.value[.ko]
        #expect(
            words.translated("Unknown key 'tilte' in the clock 'decision'. Did you mean title?")
                == "SLA 시계 'decision'에 알 수 없는 키 'tilte'이(가) 있습니다. 혹시 title인가요?")
        #expect(
            words.translated("Expected a number of at least 0 for 'points', found the text 'ten'.")
                == "'points'에는 다음이 필요합니다: 0 이상의 숫자 (현재: 텍스트 'ten').")
        #expect(
            words.translated("A rejection reason needs the key 'route'.")
                == "반려 사유에 'route' 키가 필요합니다.")
        #expect(words.translated("a list") == "a list")
    }
}
