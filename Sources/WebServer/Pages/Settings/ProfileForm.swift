import LeadEngine
import LeadRules

/// A member's profile as a form shows and sends it.
struct ProfileForm {
    let visit: Visit

    /// What was typed.
    func read(onto former: MemberProfile?) throws -> MemberProfile {
        let form = visit.form
        let role: Role = try form.choice("role") ?? former?.role ?? .sdr
        var problems: [FieldProblem] = []
        for field in ["name", "email"] where form.text(field) == nil {
            problems.append(FieldProblem(field: field, code: "missing", message: ""))
        }
        guard problems.isEmpty else {
            throw Refusal(
                .invalid, "form-incomplete", "Fill in what is missing.", problems: problems)
        }
        var profile = MemberProfile(
            name: form.text("name") ?? "", email: (form.text("email") ?? "").lowercased(),
            role: role)
        profile.team = form.text("team") ?? ""
        profile.calendar = form.text("calendar")
        profile.language = form.text("language")
        profile.backup = try form.id("backup")
        profile.manager = try form.id("manager")
        profile.cap = try form.integer("cap")
        return profile
    }

    /// The fields as they stand, or as they were typed when they were sent.
    func view(of profile: MemberProfile?, id: MemberID? = nil, isSent: Bool) -> View {
        let form = visit.form
        let value = { (name: String, known: String?) in isSent ? form.text(name) : known }
        let role = value("role", profile?.role.rawValue ?? "sdr")
        let words = visit.words
        return [
            "name": value("name", profile?.name), "email": value("email", profile?.email),
            "team": value("team", profile?.team),
            "cap": value("cap", profile?.cap.map(String.init)),
            "teams": Set(visit.members.map(\.profile.team)).filter { !$0.isEmpty }.sorted(),
            "roles": Role.allCases.filter {
                visit.appointer.whyNotAppoint($0) == nil || $0 == profile?.role
            }.map { choice -> View in
                [
                    "value": choice.rawValue, "title": words["role.\(choice.rawValue)"],
                    "isChosen": choice.rawValue == role,
                ]
            },
            "calendars": Views.options(
                visit.playbook.calendars.keys.sorted().map { ($0, $0) },
                chosen: value("calendar", profile?.calendar)),
            "home": visit.playbook.homeCalendar,
            "languages": Views.options(
                Language.allCases.map { ($0.rawValue, $0.ownName) },
                chosen: value("language", profile?.language)),
            "managers": people(
                chosen: value(
                    "manager", profile.map { $0.manager?.description } ?? visit.me.id.description)
            ) { $0.profile.role.managesOthers && $0.id != id },
            "backups": people(chosen: value("backup", profile?.backup?.description)) {
                $0.id != id
            },
        ]
    }

    private func people(chosen: String?, _ fits: (Member) -> Bool) -> View {
        Views.options(
            visit.members.filter { $0.isActive && fits($0) }
                .map { ($0.id.description, $0.profile.name) }, chosen: chosen)
    }
}
