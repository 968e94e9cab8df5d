import Connectors
import Foundation
import LeadRules
import Testing

@Suite struct SlackMessageTests {
    func alert(
        title: String = "New handoff", leadName: String = "Kim, Acme", reason: String = "8 of 10",
        awaitsDecision: Bool = true, member: String? = "Mina"
    ) throws -> Alert {
        let fields: [String: Any] = [
            "kind": "handoff", "event": "E9", "at": "2026-03-02T09:00:00Z", "lead": "L4",
            "leadName": leadName, "handoff": "H7", "title": title, "reason": reason,
            "nextStep": "Accept or reject it.", "awaitsDecision": awaitsDecision,
        ].merging(member.map { ["member": $0] } ?? [:]) { $1 }
        return try JSONDecoder().decode(
            Alert.self, from: JSONSerialization.data(withJSONObject: fields))
    }

    func json(_ alert: Alert, baseURL: String? = nil) throws -> [String: Any] {
        let text = try SlackMessage(alert, baseURL: baseURL, hasButtons: true).json()
        return try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `it says what happened, why and what next, with links and buttons`() throws {
        let text = try SlackMessage(
            alert(), baseURL: "https://baton.example", hasButtons: true
        ).json()
        #expect(
            text == #"{"blocks":["#
                + #"{"text":{"text":"New handoff","type":"plain_text"},"type":"header"},"#
                + #"{"text":{"text":"*<https://baton.example/leads/L4|Kim, Acme>*\n"#
                + #"*Why:* 8 of 10\n*Next:* Accept or reject it.","type":"mrkdwn"},"#
                + #""type":"section"},"#
                + #"{"elements":[{"text":"For Mina · <https://baton.example/leads/L4|L4> · "#
                + #"<https://baton.example/handoffs/H7|H7>","type":"mrkdwn"}],"type":"context"},"#
                + #"{"elements":[{"action_id":"accept:H7","style":"primary","#
                + #""text":{"text":"Accept","type":"plain_text"},"type":"button","value":"H7"},"#
                + #"{"action_id":"reject:H7","style":"danger","#
                + #""text":{"text":"Reject","type":"plain_text"},"type":"button","value":"H7"}],"#
                + #""type":"actions"}],"text":"New handoff – Kim, Acme – 8 of 10","#
                + #""unfurl_links":false}"#)
    }

    @Test func `what a lead calls itself cannot mention, link or break lines`() throws {
        let text = try SlackMessage(
            alert(leadName: "<!channel> & <http://x|y>\nFoo"), baseURL: nil
        ).json()
        #expect(text.contains("*&lt;!channel&gt; &amp; &lt;http://x|y&gt; Foo*"))
        #expect(!text.contains("<"))
    }

    @Test func `no buttons when there is nothing to decide`() throws {
        let blocks = try json(alert(awaitsDecision: false))["blocks"] as? [[String: Any]]
        #expect(blocks?.map { $0["type"] as? String } == ["header", "section", "context"])
    }

    @Test func `no buttons where nobody answers them`() throws {
        let text = try SlackMessage(alert(), baseURL: nil).json()
        #expect(!text.contains("action_id"))
    }

    @Test(arguments: ["&", "😀", "a"])
    func `the limits of Slack hold, and no escape is cut in two`(character: String) throws {
        let long = String(repeating: character, count: 5000)
        let message = try json(alert(title: long, leadName: long, reason: long, member: long))
        let blocks = try #require(message["blocks"] as? [[String: Any]])
        func text(_ object: Any?) -> String { (object as? [String: Any])?["text"] as? String ?? "" }
        let header = text(blocks[0]["text"])
        let section = text(blocks[1]["text"])
        #expect(header.utf16.count <= 150 && header.hasSuffix("…"))
        #expect(section.utf16.count <= 3000 && section.contains("…*\n*Why:*"))
        #expect((message["text"] as? String ?? "").utf16.count <= 1000)
        #expect(section.replacing("&amp;", with: "").contains("&") == false)
    }

    @Test func `a button's action is read back`() {
        #expect(SlackAction(id: "accept:H7") == .accept(HandoffID(7)))
        #expect(SlackAction(id: SlackAction.reject(HandoffID(12)).id) == .reject(HandoffID(12)))
        for wrong in ["", "accept", "accept:", "accept:L7", "accept:H7:1", "ACCEPT:H7"] {
            #expect(SlackAction(id: wrong) == nil)
        }
    }
}
