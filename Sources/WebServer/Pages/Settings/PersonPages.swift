import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/settings/people/M5`: one person of the team.
enum PersonPages {
    static let table = [
        PageRoute(.get, "/settings/people/{id}", .people, show),
        PageRoute(.post, "/settings/people/{id}", .people, change),
        PageRoute(.post, "/settings/people/{id}/password", .people, setPassword),
        PageRoute(.post, "/settings/people/{id}/leaving", .people, disable),
        PageRoute(.post, "/settings/people/{id}/time-off", .people, addTimeOff),
        PageRoute(.post, "/settings/people/{id}/time-off/removal", .people, removeTimeOff),
    ]

    private static func show(_ visit: Visit) async throws -> Response {
        try await page(try visit.changeable(try visit.id("member")), visit)
    }

    private static func page(
        _ member: Member, _ visit: Visit, refused: RefusedForm? = nil, password: String? = nil
    ) async throws -> Response {
        let facts = try await visit.read { transaction in
            (
                hasPassword: try transaction.password(of: member.id) != nil,
                seen: try transaction.sessions(of: member.id).map(\.seenAt).max(),
                worked: try transaction.workedLeads(of: member.id, limit: 1_000).count,
                sold: try transaction.soldLeads(of: member.id, limit: 1_000).count
            )
        }
        return visit.page(
            "settings-person", area: "settings", title: member.profile.name,
            [
                "tabs": SettingsTab.view(.people, visit),
                "id": member.id.description, "person": Views.person(member),
                "isActive": member.isActive,
                "profile": ProfileForm(visit: visit).view(
                    of: member.profile, id: member.id, isSent: refused != nil),
                "refused": refused?.view, "errors": refused?.fields ?? View.none,
                "newPassword": password, "hasPassword": facts.hasPassword,
                "seen": facts.seen.map { visit.reader.ago($0) },
                "timeOff": TimeOffView.view(of: member, visit),
                "offPath": "/settings/people/\(member.id)/time-off",
                "hasTimeOff": member.timeOff.contains { $0.to > visit.now },
                "zone": visit.reader.zone.name,
                "mayLeave": member.isActive
                    && visit.appointer.whyNotLetGo(member, among: visit.members) == nil,
                "leaving": leaving(member, facts.worked, facts.sold, visit),
            ], status: refused?.status ?? .ok)
    }

    /// What becomes of the work of somebody who leaves.
    private static func leaving(_ member: Member, _ worked: Int, _ sold: Int, _ visit: Visit)
        -> String
    {
        let words = visit.words
        let name = member.profile.name
        var sentences = [
            worked == 0
                ? words("settings-page.leaves-nothing", ["name": name])
                : words("settings-page.leaves-worked", ["name": name, "n": "\(worked)"])
        ]
        if sold > 0 {
            let backup = member.profile.backup.flatMap { visit.member($0) }
            sentences.append(
                backup.map {
                    words(
                        "settings-page.leaves-backup", ["n": "\(sold)", "backup": $0.profile.name])
                } ?? words("settings-page.leaves-pool", ["n": "\(sold)"]))
        }
        return (sentences + [words["settings-page.leaves-history"]]).joined(separator: " ")
    }

    private static func change(_ visit: Visit) async throws -> Response {
        let member = try visit.changeable(try visit.id("member"))
        do {
            let profile = try ProfileForm(visit: visit).read(onto: member.profile)
            try await visit.perform(ChangeMember(member: member.id, profile: profile))
            return visit.redirect(
                "/settings/people/\(member.id)",
                saying: Said(.good, visit.words("settings-page.changed", ["name": profile.name])))
        } catch let refusal as Refusal {
            return try await page(member, visit, refused: RefusedForm(refusal, visit))
        }
    }

    /// Makes a password and shows it once, in this answer.
    private static func setPassword(_ visit: Visit) async throws -> Response {
        let member = try visit.changeable(try visit.id("member"))
        let password = GeneratedPassword.make()
        try await visit.engine.setPassword(
            password, of: member.id, by: .member(visit.me.id), keeping: visit.session)
        return try await page(member, visit, password: password)
    }

    private static func disable(_ visit: Visit) async throws -> Response {
        let member = try visit.changeable(try visit.id("member"))
        return try await visit.act("/settings") {
            try await visit.perform(DisableMember(member: member.id))
            return Said(
                .good, visit.words("settings-page.left", ["name": member.profile.name]))
        }
    }

    private static func addTimeOff(_ visit: Visit) async throws -> Response {
        let member = try visit.changeable(try visit.id("member"))
        return try await visit.act("/settings/people/\(member.id)") {
            let id = try await visit.perform(try TimeOffView.read(visit, of: member.id)).answer
            return Said(
                .good, visit.words["settings-page.off-added"],
                undo: Said.Undo(
                    "/settings/people/\(member.id)/time-off/removal", ["off": "\(id)"]))
        }
    }

    private static func removeTimeOff(_ visit: Visit) async throws -> Response {
        let member = try visit.changeable(try visit.id("member"))
        return try await visit.act("/settings/people/\(member.id)") {
            guard let off: TimeOffID = try visit.form.id("off") else {
                throw Refusal(.notFound, "not-found", "There is no such time off.")
            }
            try await visit.perform(RemoveTimeOff(member: member.id, timeOff: off))
            return Said(.good, visit.words["settings-page.off-removed"])
        }
    }
}

/// Passwords that somebody is told: 80 bits in letters that are not taken for one another.
enum GeneratedPassword {
    private static let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")

    static func make() -> String {
        var source = SystemRandomNumberGenerator()
        let groups = (0..<4).map { _ in
            String((0..<4).map { _ in letters[Int.random(in: 0..<32, using: &source)] })
        }
        return groups.joined(separator: "-")
    }
}
