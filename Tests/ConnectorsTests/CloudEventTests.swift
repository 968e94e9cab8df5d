import Connectors
import Foundation
import Testing

@Suite struct CloudEventTests {
    let event = #"""
        {"actor":"M3","at":"2026-03-02T09:00:00.250Z","data":{"amount":0.1,"big":9007199254740993,
        "name":"Lee \"<&>\" 이/é","no":null,"on":true,"one":1,"list":[1,2.5,"x"]},"id":"E12",
        "lead":"L4","name":"handoff.opened","playbook":2}
        """#

    @Test func `an event of the journal becomes a CloudEvent`() throws {
        let text = try CloudEvent.text(of: event, source: "https://baton.example")
        #expect(
            text == #"{"actor":"M3","data":{"amount":0.1,"big":9007199254740993,"#
                + #""list":[1,2.5,"x"],"name":"Lee \"<&>\" 이/é","no":null,"on":true,"one":1},"#
                + #""datacontenttype":"application/json","id":"E12","playbook":2,"#
                + #""source":"https://baton.example","specversion":"1.0","subject":"L4","#
                + #""time":"2026-03-02T09:00:00.250Z","type":"baton.handoff.opened"}"#)
    }

    @Test func `an event of no lead has no subject`() throws {
        let text = try CloudEvent.text(
            of: #"{"id":"E1","name":"member.added","at":"2026-03-02T09:00:00Z","data":{}}"#,
            source: "urn:baton")
        #expect(!text.contains("subject"))
    }

    @Test(arguments: ["", "[]", "{}", #"{"id":"E1"}"#])
    func `what is no event is an error`(text: String) {
        #expect(throws: (any Error).self) { try CloudEvent.text(of: text, source: "urn:baton") }
    }
}
