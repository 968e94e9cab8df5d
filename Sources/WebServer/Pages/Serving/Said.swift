import Foundation
import LeadRules

/// What is said once, on the page after a form: that it was done, or why it was not.
struct Said: Codable, Sendable {
    enum Tone: String, Codable, Sendable { case good, warn, bad, info }

    var tone: Tone
    var text: String
    /// Where a form would undo it, and with which fields.
    var undo: Undo?

    struct Undo: Codable, Sendable {
        var path: String
        var fields: [String: String]

        init(_ path: String, _ fields: [String: String] = [:]) {
            self.path = path
            self.fields = fields
        }
    }

    init(_ tone: Tone, _ text: String, undo: Undo? = nil) {
        self.tone = tone
        self.text = text
        self.undo = undo
    }

    /// As a cookie carries it. It is shown as text only, so that whoever forges one tells it to
    /// themselves alone; an undo goes through the same checks as any form.
    var cookie: String {
        let data = (try? JSONEncoder().encode(self)) ?? Data()
        let encoded = data.base64EncodedString()
        return encoded.count < 3500 ? encoded : ""
    }

    init?(cookie: String?) {
        guard let cookie, let data = Data(base64Encoded: cookie),
            let said = try? JSONDecoder().decode(Said.self, from: data)
        else { return nil }
        self = said
    }

    var view: View {
        let undo: View? = undo.map { undo in
            [
                "path": OwnPath.checked(undo.path) ?? "/",
                "fields": undo.fields.sorted { $0.key < $1.key }.map { name, value -> View in
                    ["name": name, "value": value]
                },
            ]
        }
        return ["tone": tone.rawValue, "text": text, "undo": undo, "isBad": tone == .bad]
    }
}
