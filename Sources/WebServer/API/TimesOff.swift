import HTTPTypes
import LeadEngine
import LeadRules

/// `time-off`: who is away, and when.
enum TimeOffRoutes {
    static let table = [
        Operation(
            .get, "time-off", .read, "list-time-off", "Who is away, and when.",
            asks: .paged(TimeOffID.self, .id("member", MemberID.self)),
            gives: .list(of: PlannedTimeOffResource.self), by: list),
        Operation(
            .post, "time-off", .manage, right: .people, "add-time-off",
            "Plans that somebody is away.",
            takes: .of(TimeOffInput.self), gives: .one(PlannedTimeOffResource.self, .created),
            by: add),
        Operation(
            .delete, "time-off/{id}", .manage, right: .people, "remove-time-off",
            "Somebody is here after all.", gives: .nothing, by: remove),
    ]

    private static func list(_ call: Call) async throws -> Reply {
        let page = try call.query.page(TimeOffID.self)
        let member: MemberID? = try call.query.id("member")
        let all = try await call.read { try $0.members() }
            .filter { member == nil || $0.id == member }
            .flatMap { member in member.timeOff.map { PlannedTimeOffResource(member.id, $0) } }
            .sorted { $0.id < $1.id }
        return try page.reply(page.cut(all) { $0.id.number }, id: \.id.description) { $0 }
    }

    private struct TimeOffInput: Decodable, Sendable {
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
            PlannedTimeOffResource(
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

private struct PlannedTimeOffResource: Codable, Sendable {
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
