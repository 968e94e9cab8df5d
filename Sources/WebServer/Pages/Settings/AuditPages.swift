import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/settings/audit`: the journal, searched by who, what, which lead and when; the newest first.
enum AuditPages {
    static let table = [PageRoute(.get, "/settings/audit", .audit, show)]

    /// Lines a page.
    private static let shown = 100

    private static func show(_ visit: Visit) async throws -> Response {
        var filter = EventFilter()
        var refused: RefusedForm?
        do {
            filter = try Self.filter(visit)
        } catch let refusal as Refusal {
            refused = RefusedForm(refusal, visit)
        }
        let after = try visit.query.number("after", in: 1 ... .max)
        let page = Page(after: after, limit: shown + 1, newestFirst: true)
        let events =
            refused == nil ? try await visit.read { [filter] in try $0.events(filter, page) } : []
        let names = try await leadNames(of: events.prefix(shown), visit)
        return visit.page(
            "settings-audit", area: "settings", title: SettingsTab.audit.title(visit),
            [
                "tabs": SettingsTab.view(.audit, visit),
                "events": events.prefix(shown).map { row($0, names, visit) },
                "isEmpty": events.isEmpty, "refused": refused?.view,
                "who": Views.options(
                    [("system", visit.words["settings-page.by-baton"])]
                        + visit.members.map { ($0.id.description, $0.profile.name) },
                    chosen: visit.query.text("who")),
                "token": visit.query.text("token"),
                "what": Views.options(
                    kinds.map { ($0, visit.words["settings-page.event-\($0)", ifAny: $0]) },
                    chosen: visit.query.text("what")),
                "lead": visit.query.text("lead"), "from": visit.query.text("from"),
                "to": visit.query.text("to"),
                "older": events.count > shown
                    ? events.prefix(shown).last.map { older(than: $0.id, visit) } : nil,
                "isOlder": after != nil, "newest": link(visit, after: nil),
            ], status: refused == nil ? .ok : .unprocessableContent)
    }

    /// First parts of event names.
    private static let kinds: [String] = {
        let firsts = EventKinds.byName.keys.compactMap {
            $0.split(separator: ".").first.map(String.init)
        }
        return Set(firsts).sorted()
    }()

    private static func filter(_ visit: Visit) throws -> EventFilter {
        var filter = EventFilter()
        let query = visit.query
        if let who = query.text("who") { filter.actor = Actor(who) }
        if let token = query.text("token") { filter.actor = .token(token) }
        if let what = query.text("what") {
            filter.names = EventKinds.byName[what] == nil ? ["\(what)*"] : [what]
        }
        filter.lead = try query.id("lead")
        let zone = visit.reader.zone
        filter.from = try day("from", visit).map { zone.moment(of: LocalTime(day: $0)) }
        filter.to = try day("to", visit).map { zone.moment(of: LocalTime(day: $0 + 1)) }
        return filter
    }

    private static func day(_ name: String, _ visit: Visit) throws -> CivilDate? {
        guard let text = visit.query.text(name) else { return nil }
        guard let day = CivilDate(text) else {
            throw Refusal(
                .invalid, "not-a-time", "'\(text)' is not a date like 2026-03-01.",
                problems: [FieldProblem(field: name, code: "not-a-time", message: "")])
        }
        return day
    }

    private static func older(than id: EventID, _ visit: Visit) -> String {
        link(visit, after: id.number)
    }

    private static func link(_ visit: Visit, after: Int64?) -> String {
        var fields = ["who", "token", "what", "lead", "from", "to"].compactMap { name in
            visit.query.text(name).map { "\(name)=\(Query.escaped($0))" }
        }
        if let after { fields.append("after=\(after)") }
        return "/settings/audit" + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
    }

    private static func leadNames(of events: ArraySlice<Recorded>, _ visit: Visit) async throws
        -> [LeadID: String]
    {
        let ids = Set(events.compactMap(\.event.lead))
        return try await visit.read { transaction in
            try ids.reduce(into: [:]) { names, id in
                names[id] = try transaction.lead(id)?.displayName
            }
        }
    }

    private static func row(
        _ recorded: Recorded, _ names: [LeadID: String], _ visit: Visit
    ) -> View {
        let lead = recorded.event.lead
        return [
            "event": recorded.id.description, "name": recorded.name,
            "at": recorded.stamp.at.rfc3339, "when": visit.reader.time(recorded.stamp.at),
            "by": StoryView.who(recorded.stamp.actor, visit),
            "text": text(recorded, visit),
            "leadID": lead?.description, "leadName": lead.map { names[$0] ?? "\($0)" },
            "version": recorded.stamp.playbook,
        ]
    }

    /// What happened, in words: as is told of settings and people, or as the lead's story says it.
    private static func text(_ recorded: Recorded, _ visit: Visit) -> String {
        let key = "settings-page.said-\(recorded.name)"
        if visit.words.has(key) { return visit.words(key, values(recorded.event, visit)) }
        let told = StoryView.text(recorded, visit)
        return told.hasPrefix("timeline.") ? recorded.name : told
    }

    private static func values(_ event: any Event, _ visit: Visit) -> [String: String] {
        switch event {
        case let event as MemberAdded: ["name": event.profile.name]
        case let event as MemberChanged: ["name": event.profile.name]
        case let event as MemberLeft: ["name": visit.name(event.member)]
        case let event as TimeOffAdded: ["name": visit.name(event.member)]
        case let event as TimeOffRemoved: ["name": visit.name(event.member)]
        case let event as PlaybookActivated:
            ["version": Figures.number(Double(event.version)), "title": event.name]
        case let event as SettingChanged: ["what": event.what, "change": event.change]
        default: [:]
        }
    }
}
