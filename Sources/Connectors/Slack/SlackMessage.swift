import Foundation
package import LeadRules

/// An alert as a message of Slack: what happened, why, and what to do next.
package struct SlackMessage: Encodable {
    let text: String
    let blocks: [SlackBlock]
    var unfurlLinks = false

    /// - Parameters:
    ///   - baseURL: where people reach this Baton, for links; nil makes none.
    ///   - hasButtons: whether a handoff can be decided in Slack: only where Slack's interactions
    ///     are answered, for a button that does nothing is worse than none.
    package init(_ alert: Alert, baseURL: String?, hasButtons: Bool = false) {
        let what = [alert.title, alert.leadName, alert.reason].filter { !$0.isEmpty }
        text = SlackText.escaped(what.joined(separator: " – "), limit: 1000)
        var blocks = [SlackBlock.header(alert.title), .section(alert.story(baseURL))]
        let context = alert.context(baseURL)
        if !context.isEmpty { blocks.append(.context(context)) }
        if hasButtons, alert.awaitsDecision, let handoff = alert.handoff {
            blocks.append(.actions(Self.decision(on: handoff)))
        }
        self.blocks = blocks
    }

    /// The JSON that an incoming webhook takes; the same bytes for the same alert.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    private static func decision(on handoff: HandoffID) -> [SlackButton] {
        [
            SlackButton(
                text: .plain("Accept", limit: 75), actionID: SlackAction.accept(handoff).id,
                value: "\(handoff)", style: "primary"),
            SlackButton(
                text: .plain("Reject", limit: 75), actionID: SlackAction.reject(handoff).id,
                value: "\(handoff)", style: "danger"),
        ]
    }

    /// Whether an answer says that the incoming webhook is no more.
    /// Source: Slack, "Sending messages using incoming webhooks", error types.
    static func isGone(_ answer: Answer) -> Bool {
        let ends = [
            "no_service", "no_service_id", "no_team", "no_active_hooks", "team_disabled",
            "channel_not_found", "channel_is_archived",
        ]
        return answer.status >= 400 && answer.status < 500 && ends.contains(answer.text)
    }
}

extension Alert {
    /// Whom it is about, why, and what next. The limits add up to less than the 3000 characters
    /// of a section.
    fileprivate func story(_ baseURL: String?) -> String {
        let name = SlackText.escaped(leadName, limit: 300)
        var lines: [String] = []
        if let lead { lines.append("*\(link(name, "leads/\(lead)", baseURL))*") }
        lines.append("*Why:* \(SlackText.escaped(reason, limit: 1500))")
        lines.append("*Next:* \(SlackText.escaped(nextStep, limit: 600))")
        return lines.joined(separator: "\n")
    }

    /// For whom, and the ids.
    fileprivate func context(_ baseURL: String?) -> String {
        [
            member.map { "For \(SlackText.escaped($0, limit: 200))" },
            lead.map { link("\($0)", "leads/\($0)", baseURL) },
            handoff.map { link("\($0)", "handoffs/\($0)", baseURL) },
        ].compactMap { $0 }.joined(separator: " · ")
    }

    private func link(_ escaped: String, _ path: String, _ baseURL: String?) -> String {
        baseURL.map { "<\($0)/\(path)|\(escaped)>" } ?? escaped
    }
}
