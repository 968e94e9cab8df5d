import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/inbox`: handoffs to decide, those to contact, and what became of one's own.
enum InboxPages {
    static let table = [PageRoute(.get, "/inbox", .receive, show)]

    /// One's own; whoever manages may look at that of somebody in sight with `?member=M5`.
    private static func show(_ visit: Visit) async throws -> Response {
        let id = try visit.query.id("member") ?? visit.me.id
        guard let member = visit.member(id), visit.sight.includes(id) else {
            throw Problem.outOfSight
        }
        let judges = visit.may(.manage) && id == visit.me.id ? visit.sight : nil
        let file = try await visit.read { transaction in
            try InboxFile(of: id, judges: judges, in: transaction)
        }
        let cards = InboxCards(file: file, visit: visit)
        return visit.page(
            "inbox", area: "inbox", title: visit.words["menu.inbox"],
            [
                "member": Views.person(member), "isOwn": id == visit.me.id,
                "people": people(visit, chosen: id), "hasPeople": visit.may(.manage),
                "waiting": file.waiting.map { cards.card($0) },
                "waitingCount": file.waiting.count, "hasWaiting": !file.waiting.isEmpty,
                "accepted": file.accepted.map { cards.card($0) },
                "acceptedCount": file.accepted.count, "hasAccepted": !file.accepted.isEmpty,
                "given": file.given.map { cards.given($0) },
                "givenCount": file.given.count, "hasGiven": !file.given.isEmpty,
                "disputes": file.disputes.map { cards.given($0) },
                "disputeCount": file.disputes.count, "hasDisputes": !file.disputes.isEmpty,
                "mayGive": member.profile.role != .cro,
            ])
    }

    private static func people(_ visit: Visit, chosen: MemberID) -> View {
        let seen = visit.members.filter { member in
            member.isActive && visit.sight.includes(member.id)
                && Access.allows(member.profile.role, .receive)
        }
        return Views.options(
            seen.map { member in
                let role = visit.words["role.\(member.profile.role.rawValue)"]
                return (member.id.description, "\(member.profile.name) · \(role)")
            }, chosen: chosen.description)
    }
}
