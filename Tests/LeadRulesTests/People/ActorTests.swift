import Foundation
import LeadRules
import Testing

@Suite struct ActorTests {
    @Test(arguments: [
        (Actor.system, "system"), (.token("forms"), "token:forms"), (.member(MemberID(7)), "M7"),
    ])
    func `an actor is written and read as a text`(actor: Actor, text: String) throws {
        #expect(actor.description == text && Actor(text) == actor)
        let data = try JSONEncoder().encode([actor])
        #expect(String(decoding: data, as: UTF8.self) == "[\"\(text)\"]")
        #expect(try JSONDecoder().decode([Actor].self, from: data) == [actor])
    }

    @Test func `what is no actor is none`() {
        #expect(Actor("somebody") == nil && Actor("") == nil && Actor("L7") == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Actor].self, from: Data("[\"x\"]".utf8))
        }
    }
}
