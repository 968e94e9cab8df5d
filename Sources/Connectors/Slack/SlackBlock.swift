/// The parts of Slack's Block Kit that Baton uses. Source: Slack, "Reference: blocks".
struct SlackBlock: Encodable {
    enum Kind: String, Encodable { case header, section, context, actions }

    var type: Kind
    var text: SlackTextObject?
    var elements: [SlackElement]?

    static func header(_ text: String) -> SlackBlock {
        SlackBlock(type: .header, text: .plain(text, limit: 150))
    }
    static func section(_ markdown: String) -> SlackBlock {
        SlackBlock(type: .section, text: SlackTextObject(type: "mrkdwn", text: markdown))
    }
    static func context(_ markdown: String) -> SlackBlock {
        let text = SlackTextObject(type: "mrkdwn", text: markdown)
        return SlackBlock(type: .context, elements: [.text(text)])
    }
    static func actions(_ buttons: [SlackButton]) -> SlackBlock {
        SlackBlock(type: .actions, elements: buttons.map { .button($0) })
    }
}

struct SlackTextObject: Encodable {
    var type: String
    var text: String

    static func plain(_ text: String, limit: Int) -> SlackTextObject {
        SlackTextObject(type: "plain_text", text: SlackText.plain(text, limit: limit))
    }
}

enum SlackElement: Encodable {
    case text(SlackTextObject)
    case button(SlackButton)

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text): try text.encode(to: encoder)
        case .button(let button): try button.encode(to: encoder)
        }
    }
}

struct SlackButton: Encodable {
    var type = "button"
    var text: SlackTextObject
    var actionID: String
    var value: String
    /// `primary` or `danger`.
    var style: String
}
