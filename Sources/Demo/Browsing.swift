import Intake
import LeadEngine
import LeadRules

/// Visitors who look around without a name, and trial users at work in the product: all through
/// the tracking intake's own command.
extension DemoWorkspace {
    /// Somebody looks at some pages; a part of them says who they are in the end.
    mutating func browse(_ number: Int) async throws {
        let anonymous = "visitor-\(number)"
        var messages = (0..<(1 + chance.below(5))).map { page in
            message(
                "\(anonymous)-\(page)", .page("page"), anonymousID: anonymous,
                ["path": .text(chance.pick(["/", "/product/routing", "/pricing", "/customers"]))])
        }
        if chance.happens(0.25) {
            let raw = Companies.person(
                at: chance.pick(Companies.all), number: 5_000 + number, &chance)
            var identify = message(
                "\(anonymous)-who", .identify, anonymousID: anonymous, raw.attributes)
            let capture = raw.capture(defaultRegion: "KR")
            identify.contact = capture.contact
            identify.origin.source = "website"
            messages.append(identify)
        }
        try await send(messages)
    }

    /// A trial user invites teammates and sends messages, now and then enough for a PQL.
    mutating func useProduct(_ lead: LeadID) async throws {
        guard let row = try await engine.store.read({ try $0.lead(lead) }) else { return }
        let user = "user-\(lead)"
        var identify = message("\(user)-who", .identify, userID: user, [:])
        identify.contact = row.contact
        var messages = [identify]
        for number in 0..<(1 + chance.below(6)) {
            messages.append(
                message("\(user)-invite-\(number)", .track("Invite Sent"), userID: user, [:]))
        }
        messages.append(
            message(
                "\(user)-sent", .track("Messages Sent"), userID: user,
                ["quantity": .number(Double(300 + chance.below(1_500)))]))
        try await send(messages)
    }

    private func message(
        _ id: String, _ kind: TrackedMessage.Kind, anonymousID: String? = nil,
        userID: String? = nil, _ properties: [String: Value]
    ) -> TrackedMessage {
        TrackedMessage(
            id: "demo-\(id)", kind: kind, at: time.now(), anonymousID: anonymousID,
            userID: userID, properties: properties, contact: nil, origin: Origin(), ip: nil)
    }
}
