import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/settings`: the people of the team.
enum PeoplePages {
    static let table =
        [
            PageRoute(.get, "/settings", .people, list),
            PageRoute(.get, "/settings/people/new", .people, showNew),
            PageRoute(.post, "/settings/people/new", .people, add),
        ] + PersonPages.table

    private static func list(_ visit: Visit) async throws -> Response {
        let showsAll = try visit.query.flag("former")
        let seen = try await visit.read { transaction in
            try Dictionary(
                uniqueKeysWithValues: transaction.members().map { member in
                    (member.id, try transaction.sessions(of: member.id).map(\.seenAt).max())
                })
        }
        let members = visit.members.filter { showsAll || $0.isActive }.sorted {
            ($0.isActive ? 0 : 1, $0.profile.role.place, $0.profile.name)
                < ($1.isActive ? 0 : 1, $1.profile.role.place, $1.profile.name)
        }
        return visit.page(
            "settings-people", area: "settings", title: SettingsTab.people.title(visit),
            [
                "tabs": SettingsTab.view(.people, visit),
                "people": members.map { row($0, seen: seen[$0.id] ?? nil, visit) },
                "count": visit.words.counted(
                    "settings-page.people-count", visit.members.filter(\.isActive).count),
                "formers": visit.members.filter { !$0.isActive }.count, "showsAll": showsAll,
                "hasFormers": visit.members.contains { !$0.isActive },
            ])
    }

    private static func row(_ member: Member, seen: Instant?, _ visit: Visit) -> View {
        let away = member.timeOff.filter { $0.to > visit.now }.min { $0.from < $1.from }
        return Views.person(member).with([
            "id": member.id.description, "email": member.profile.email,
            "role": visit.words["role.\(member.profile.role.rawValue)"],
            "team": member.profile.team, "manager": member.profile.manager.map { visit.name($0) },
            "calendar": member.profile.calendar ?? visit.playbook.homeCalendar,
            "load": member.load, "cap": visit.playbook.cap(of: member),
            "isFull": visit.playbook.isFull(member),
            "works": member.profile.role.developsLeads,
            "away": away.map { TimeOffView.line($0, visit) },
            "isAway": away.map { $0.from <= visit.now } ?? false,
            "seen": seen.map { visit.reader.ago($0) },
            "hasLeft": !member.isActive,
            "mayChange": visit.appointer.whyNotChange(member) == nil && member.isActive,
        ])
    }

    private static func showNew(_ visit: Visit) async throws -> Response { newPage(visit) }

    private static func newPage(_ visit: Visit, refused: RefusedForm? = nil) -> Response {
        visit.page(
            "settings-person-new", area: "settings", title: visit.words["settings-page.add-person"],
            [
                "tabs": SettingsTab.view(.people, visit),
                "profile": ProfileForm(visit: visit).view(of: nil, isSent: refused != nil),
                "refused": refused?.view, "errors": refused?.fields ?? View.none,
            ], status: refused?.status ?? .ok)
    }

    private static func add(_ visit: Visit) async throws -> Response {
        do {
            let profile = try ProfileForm(visit: visit).read(onto: nil)
            let id = try await visit.perform(AddMember(profile: profile)).answer
            return visit.redirect(
                "/settings/people/\(id)",
                saying: Said(
                    .good, visit.words("settings-page.added", ["name": profile.name])))
        } catch let refusal as Refusal {
            return newPage(visit, refused: RefusedForm(refusal, visit))
        }
    }
}

extension Role {
    /// Where the role stands in a list: as a lead meets them.
    var place: Int { Role.allCases.firstIndex(of: self) ?? 0 }
}

/// Absences in words and as form fields.
enum TimeOffView {
    static func line(_ off: TimeOff, _ visit: Visit) -> String {
        let zone = visit.reader.zone
        let isWhole =
            zone.time(at: off.from).secondOfDay == 0 && zone.time(at: off.to).secondOfDay == 0
        let dates: String
        if isWhole {
            let first = zone.time(at: off.from).day
            let last = zone.time(at: off.to).day + -1
            dates =
                first == last
                ? visit.reader.day(first)
                : "\(visit.reader.day(first)) – \(visit.reader.day(last))"
        } else {
            dates = "\(visit.reader.time(off.from)) – \(visit.reader.time(off.to))"
        }
        return off.note.isEmpty ? dates : "\(dates) · \(off.note)"
    }

    /// What lies ahead, and what is under way.
    static func view(of member: Member, _ visit: Visit) -> View {
        member.timeOff.filter { $0.to > visit.now }.sorted { $0.from < $1.from }
            .map { off -> View in
                [
                    "off": off.id.description, "line": line(off, visit),
                    "isNow": off.from <= visit.now,
                ]
            }.view
    }

    /// From the first day to the end of the last, in the zone that times are shown in.
    static func read(_ visit: Visit, of member: MemberID) throws -> AddTimeOff {
        let zone = visit.reader.zone
        guard let from = try visit.form.moment("from", in: zone) else {
            throw Refusal.invalid(field: "from", "Choose the first day.")
        }
        let typed = visit.form.text("to") ?? visit.form.text("from") ?? ""
        guard let last = CivilDate(typed) else {
            throw Refusal.invalid(field: "to", "Choose the last day.")
        }
        let to = zone.moment(of: LocalTime(day: last + 1))
        return AddTimeOff(
            member: member, from: from, to: to, note: visit.form.text("note") ?? "")
    }
}
