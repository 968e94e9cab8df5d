/// Text within Slack's mrkdwn.
enum SlackText {
    /// Escapes what Slack reads as markup, folds line breaks, and cuts at a number of UTF-16 units
    /// of the escaped text, never within an escape.
    /// Source: Slack, "Formatting text for app surfaces".
    static func escaped(_ text: String, limit: Int) -> String {
        fitted(text, limit: limit) { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(character)
            }
        }
    }

    /// For `plain_text`, where nothing is markup.
    static func plain(_ text: String, limit: Int) -> String {
        fitted(text, limit: limit) { String($0) }
    }

    private static func fitted(
        _ text: String, limit: Int, _ written: (Character) -> String
    ) -> String {
        var result = ""
        var length = 0
        for character in text {
            let piece = character.isNewline ? " " : written(character)
            length += piece.utf16.count
            guard length < limit else { return result + "…" }
            result += piece
        }
        return result
    }
}
