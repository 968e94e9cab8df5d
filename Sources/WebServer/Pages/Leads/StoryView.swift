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
        let line = StoryLine(recorded.event, visit)
        return [
            "id": recorded.id.description, "icon": line.icon, "tone": line.tone,
            "text": line.text(recorded.name, visit),
            "note": line.note.flatMap { $0.isEmpty ? nil : $0 },
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

    /// One sentence.
    static func text(_ recorded: Recorded, _ visit: Visit) -> String {
        StoryLine(recorded.event, visit).text(recorded.name, visit)
    }
}
