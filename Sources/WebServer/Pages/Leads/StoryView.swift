import Foundation
import LeadEngine
import LeadRules

/// A lead's story, day by day, the latest first.
enum StoryView {
    /// How many events a page shows at first.
    static let shown = 60

    static func view(_ story: [Recorded], _ visit: Visit) -> View {
        let showsAll = (try? visit.query.flag("all")) ?? false
        let told = story.reversed().filter { showsAll || !quiet.contains($0.name) }
        let undoing = UndoingView(story, visit)
        let cut = showsAll ? told[...] : told.prefix(shown)
        var days: [(heading: String, events: [View])] = []
        for recorded in cut {
            let heading = visit.reader.dayHeading(recorded.stamp.at)
            if days.last?.heading != heading { days.append((heading, [])) }
            days[days.count - 1].events.append(
                event(recorded, visit).with(undoing.view(of: recorded)))
        }
        return [
            "days": days.map { day -> View in ["heading": day.heading, "events": day.events] },
            "isCut": cut.count < told.count || told.count < story.count,
            "count": Figures.count(story.count), "showsAll": showsAll,
        ]
    }

    /// Bookkeeping that tells a reader nothing new.
    private static let quiet: Set<String> = [
        "score.refreshed", "assignment.credited", "clock.started", "clock.met", "clock.cancelled",
        "clock.reminded", "nurture.stopped", "account.opened", "merge.dismissed",
    ]

    private static func event(_ recorded: Recorded, _ visit: Visit) -> View {
        let facts = EventFacts(recorded)
        let style = style(of: recorded.name, facts)
        return [
            "id": recorded.id.description, "icon": style.icon, "tone": style.tone,
            "text": text(recorded.name, facts, visit), "note": note(recorded.name, facts, visit),
            "who": who(recorded.stamp.actor, visit), "at": recorded.stamp.at.rfc3339,
            "when": visit.reader.clock(recorded.stamp.at),
        ]
    }

    static func who(_ actor: Actor, _ visit: Visit) -> String {
        switch actor {
        case .member(let id): visit.name(id)
        case .token(let name): name
        case .system: "Baton"
        }
    }

    /// One sentence; every value an event may have is offered to its text.
    static func text(_ name: String, _ facts: EventFacts, _ visit: Visit) -> String {
        let words = visit.words
        var key = "timeline.\(name)"
        if name == "step.undone" { key += "-\(facts.text("what") ?? "")" }
        if name == "touch.logged" { key += facts.flag("reached") ? "-reached" : "-missed" }
        if name == "outcome.recorded" { key += facts.flag("outcome.won") ? "-won" : "-lost" }
        if name == "handoff.accepted", facts.flag("automatic") { key += "-automatic" }
        if name == "handoff.dispute-decided" {
            key += facts.flag("overturned") ? "-overturned" : "-upheld"
        }
        let member = { (path: String) in
            facts.text(path).flatMap { MemberID($0) }.map { visit.name($0) } ?? "–"
        }
        let rule = facts.text("rule") ?? ""
        let kind = facts.text("activity.kind") ?? facts.text("kind") ?? ""
        return words(
            key,
            [
                "source": visit.title(ofSource: facts.text("origin.source") ?? ""),
                "owner": member("owner"), "receiver": member("receiver"), "to": member("to"),
                "backup": member("backup"), "giver": member("giver"),
                "stage": words["stage.\(facts.text("to") ?? "")"],
                "from": words["stage.\(facts.text("from") ?? "")"],
                "channel": words["touch.\(facts.text("channel") ?? "call")"],
                "rule": visit.title(ofClock: rule),
                "activity": visit.title(ofActivity: kind),
                "kind": visit.title(ofHandoff: kind),
                "milestone": words["milestone.\(facts.text("as") ?? "none")"],
                "state": words["verification.\(facts.text("state") ?? "unverified")"],
                "reason": reason(facts, visit), "other": facts.text("absorb") ?? "",
                "mail": facts.text("mail") ?? "", "handoff": facts.text("handoff") ?? "",
                "pool": visit.title(ofPool: facts.text("pool") ?? ""),
                "amount": facts.number("outcome.amount").map {
                    Figures.money($0, visit.playbook.bant.currency)
                } ?? "",
            ])
    }

    private static func reason(_ facts: EventFacts, _ visit: Visit) -> String {
        if let id = facts.text("rejection.reason") { return visit.title(ofRejection: id) }
        let reason = facts.text("reason") ?? ""
        guard visit.playbook.recycling.reason(reason) == nil else {
            return visit.title(ofRecycling: reason)
        }
        return visit.told(reason)
    }

    /// What somebody wrote, or why the rules did it.
    private static func note(_ name: String, _ facts: EventFacts, _ visit: Visit) -> String? {
        let text =
            switch name {
            case "touch.logged", "handoff.disputed", "handoff.dispute-decided": facts.text("note")
            case "handoff.rejected": facts.text("rejection.note").map { visit.told($0) }
            case "handoff.opened": facts.text("packet.summary")
            case "handoff.questioned": facts.text("question")
            case "handoff.answered": facts.text("answer")
            case "outcome.recorded": facts.text("outcome.cause")
            case "lead.qualified": facts.text("why").map { visit.told($0) }
            case "activity.recorded":
                facts.text("activity.properties.title") ?? facts.text("activity.properties.path")
            case "lead.assigned", "lead.stage-moved", "lead.woken":
                facts.text("reason").map { visit.told($0) }
            default: nil as String?
            }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func style(of name: String, _ facts: EventFacts) -> (icon: String, tone: String)
    {
        switch name {
        case "touch.logged":
            let icons = ["call": "phone", "email": "mail", "meeting": "meeting", "message": "note"]
            return (icons[facts.text("channel") ?? ""] ?? "phone", "touch")
        case "handoff.accepted": return ("handoff", "good")
        case "handoff.rejected", "handoff.withdrawn": return ("handoff", "bad")
        case "handoff.disputed", "handoff.dispute-decided": return ("dispute", "warn")
        case "handoff.questioned", "handoff.answered": return ("question", "info")
        case "outcome.recorded":
            return facts.flag("outcome.won") ? ("star", "good") : ("flag", "bad")
        case "clock.breached": return ("warning", "alert")
        case "lead.verification-changed":
            return ("shield", facts.text("state") == "verified" ? "good" : "warn")
        case "lead.qualified", "lead.hand-raised": return ("star", "info")
        case "lead.assigned", "lead.held": return ("user", "")
        case "lead.merged", "merge.proposed", "merge.undone": return ("merge", "")
        case "step.undone": return ("undo", "")
        case "nurture.mail-due": return ("mail", "")
        default: break
        }
        switch name.split(separator: ".").first {
        case "handoff": return ("handoff", "info")
        case "clock": return ("clock", "")
        case "activity", "visitor": return ("globe", "")
        default: return ("edit", "")
        }
    }
}

/// What is in an event, by path: `activity.kind`.
struct EventFacts {
    private let content: [String: Any]

    init(_ recorded: Recorded) {
        let text = (try? EventJSON.data(recorded.event)) ?? "{}"
        let object = try? JSONSerialization.jsonObject(with: Data(text.utf8))
        content = object as? [String: Any] ?? [:]
    }

    private func value(_ path: String) -> Any? {
        var value: Any? = content
        for name in path.split(separator: ".") {
            value = (value as? [String: Any])?[String(name)]
        }
        return value
    }

    func text(_ path: String) -> String? { value(path) as? String }
    func texts(_ path: String) -> [String] { value(path) as? [String] ?? [] }
    func number(_ path: String) -> Double? { (value(path) as? NSNumber)?.doubleValue }
    func flag(_ path: String) -> Bool { (value(path) as? NSNumber)?.boolValue ?? false }
}
