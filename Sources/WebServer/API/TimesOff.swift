import HTTPTypes
import LeadEngine
import LeadRules

/// `time-off`: who is away, and when.
enum TimeOffRoutes {
    static let table = [
        Route(.get, "time-off", .read, list),
        Route(.post, "time-off", .manage, right: .people, add),
        Route(.delete, "time-off/{id}", .manage, right: .people, remove),
    ]

    private static func list(_ call: Call) async throws -> Reply {
        let page = try call.query.page(TimeOffID.self)
        let member: MemberID? = try call.query.id("member")
        let all = try await call.read { try $0.members() }
            .filter { member == nil || $0.id == member }
            .flatMap { member in member.timeOff.map { TimeOffResource(member.id, $0) } }
            .sorted { $0.id < $1.id }
        return try page.reply(page.cut(all) { $0.id.number }, id: \.id.description) { $0 }
    }

    private struct TimeOffInput: Decodable {
        var member: MemberID
        var from: Instant
        var to: Instant
        var note: String?
    }

    private static func add(_ call: Call) async throws -> Reply {
        let input: TimeOffInput = try call.input()
        let command = AddTimeOff(
            member: input.member, from: input.from, to: input.to, note: input.note ?? "",
            standing: call.caller.standing)
        return try await call.perform(command) { id, world in
            TimeOffResource(
                input.member,
                TimeOff(id: id, from: input.from, to: input.to, note: input.note ?? ""))
        } status: { _ in
            .created
        }
    }

    private static func remove(_ call: Call) async throws -> Reply {
        try await call.perform(
            RemoveTimeOff(timeOff: try call.id("time off"), standing: call.caller.standing))
    }
}

private struct TimeOffResource: Encodable, Sendable {
    let id: TimeOffID
    let member: MemberID
    let from: Instant
    /// The first moment back.
    let to: Instant
    let note: String

    init(_ member: MemberID, _ timeOff: TimeOff) {
        id = timeOff.id
        self.member = member
        from = timeOff.from
        to = timeOff.to
        note = timeOff.note
    }
}
