import Foundation
import LeadRules

/// One event as a story tells it: the values of its sentence, what was said, and its sign.
struct StoryLine {
    /// What follows the event's name in the key of its sentence, for events with several.
    var ending = ""
    var values: [String: String] = [:]
    /// What somebody wrote, or why the rules did it.
    var note: String?
    var icon = "edit"
    var tone = ""

    init(_ event: any Event, _ visit: Visit) {
        if tellLead(event, visit) || tellWork(event, visit) || tellHandoff(event, visit) { return }
        tellClock(event, visit)
    }

    /// The sentence.
    func text(_ name: String, _ visit: Visit) -> String {
        visit.words("timeline.\(name)\(ending)", values)
    }

    private mutating func sign(_ icon: String, _ tone: String = "") {
        self.icon = icon
        self.tone = tone
    }
}

/// Who it is, what they did, how they were judged.
extension StoryLine {
    private mutating func tellLead(_ event: any Event, _ visit: Visit) -> Bool {
        switch event {
        case let event as LeadCaptured:
            values = ["source": visit.title(ofSource: event.origin.source)]
        case let event as LeadRecaptured:
            values = ["source": visit.title(ofSource: event.origin.source)]
        case let event as LeadsMerged: merged(with: event.absorb)
        case let event as MergeProposed: merged(with: event.absorb)
        case is MergeUndone: sign("merge")
        case is VisitorJoined: sign("globe")
        case let event as ActivityRecorded:
            values = ["activity": visit.title(ofActivity: event.activity.kind)]
            note = event.activity.properties.seen
            sign("globe")
        case let event as ActivityVoided:
            values = [
                "activity": visit.title(ofActivity: event.kind),
                "reason": visit.reason(event.reason),
            ]
            sign("globe")
        case let event as VerificationChanged:
            values = ["state": visit.words["verification.\(event.state.rawValue)"]]
            sign("shield", event.state == .verified ? "good" : "warn")
        case let event as LeadQualified:
            values = ["milestone": visit.words["milestone.\(event.as.rawValue)"]]
            note = visit.told(event.why)
            sign("star", "info")
        case let event as HandRaised:
            values = ["activity": visit.title(ofActivity: event.kind)]
            sign("star", "info")
        default: return false
        }
        return true
    }

    private mutating func merged(with other: LeadID) {
        values = ["other": other.description]
        sign("merge")
    }
}

/// Whose it is, and what became of it.
extension StoryLine {
    private mutating func tellWork(_ event: any Event, _ visit: Visit) -> Bool {
        switch event {
        case let event as LeadAssigned:
            values = ["owner": visit.name(event.owner)]
            note = visit.told(event.reason)
            sign("user")
        case let event as LeadHeld:
            values = ["pool": visit.title(ofPool: event.pool)]
            sign("user")
        case let event as StageMoved:
            values = [
                "from": visit.words["stage.\(event.from.rawValue)"],
                "stage": visit.words["stage.\(event.to.rawValue)"],
            ]
            note = visit.told(event.reason)
        case let event as TouchLogged: touched(event, visit)
        case let event as StepUndone:
            ending = "-\(event.what)"
            sign("undo")
        case let event as LeadRested: values = ["reason": visit.reason(event.reason)]
        case let event as LeadWoken: note = visit.told(event.reason)
        case let event as LeadPostponed: values = ["reason": visit.reason(event.reason)]
        case let event as NurtureStarted: values = ["reason": visit.reason(event.reason)]
        case let event as NurtureStopped: values = ["reason": visit.reason(event.reason)]
        case let event as NurtureMailDue:
            values = ["mail": event.mail]
            sign("mail")
        default: return false
        }
        return true
    }

    private mutating func touched(_ event: TouchLogged, _ visit: Visit) {
        ending = event.reached ? "-reached" : "-missed"
        values = ["channel": visit.words["touch.\(event.channel.rawValue)"]]
        note = event.note
        switch event.channel {
        case .call: sign("phone", "touch")
        case .email: sign("mail", "touch")
        case .meeting: sign("meeting", "touch")
        case .message: sign("note", "touch")
        }
    }
}

/// The handoff and what came of it.
extension StoryLine {
    private mutating func tellHandoff(_ event: any Event, _ visit: Visit) -> Bool {
        switch event {
        case let event as HandoffOpened:
            values = [
                "receiver": visit.name(event.receiver),
                "kind": visit.title(ofHandoff: event.kind),
            ]
            note = event.packet.summary
            sign("handoff", "info")
        case let event as HandoffAccepted:
            ending = event.automatic ? "-automatic" : ""
            values = ["receiver": visit.name(event.receiver)]
            sign("handoff", "good")
        case let event as HandoffRejected:
            values = ["reason": visit.title(ofRejection: event.rejection.reason)]
            note = visit.told(event.rejection.note)
            sign("handoff", "bad")
        case let event as HandoffWithdrawn:
            values = ["reason": visit.reason(event.reason)]
            sign("handoff", "bad")
        case let event as HandoffMoved:
            values = ["to": visit.name(event.to)]
            sign("handoff", "info")
        case is FirstContactLogged: sign("handoff", "info")
        case let event as HandoffQuestioned: asked(event.question)
        case let event as HandoffAnswered: asked(event.answer)
        case let event as DisputeOpened: disputed(event.note)
        case let event as DisputeDecided:
            ending = event.overturned ? "-overturned" : "-upheld"
            disputed(event.note)
        case let event as OutcomeRecorded: ended(event.outcome, visit)
        default: return false
        }
        return true
    }

    private mutating func asked(_ text: String) {
        note = text
        sign("question", "info")
    }

    private mutating func disputed(_ text: String) {
        note = text
        sign("dispute", "warn")
    }

    private mutating func ended(_ outcome: Outcome, _ visit: Visit) {
        ending = outcome.won ? "-won" : "-lost"
        values = [
            "amount": outcome.amount.map { Figures.money($0, visit.playbook.bant.currency) } ?? ""
        ]
        note = outcome.cause
        if outcome.won { sign("star", "good") } else { sign("flag", "bad") }
    }
}

/// Its deadlines.
extension StoryLine {
    private mutating func tellClock(_ event: any Event, _ visit: Visit) {
        switch event {
        case let event as ClockStarted: runs(event.rule, visit)
        case let event as ClockReminded: runs(event.rule, visit)
        case let event as ClockBreached:
            runs(event.rule, visit)
            sign("warning", "alert")
        case let event as ClockPaused: stands(event.reason, visit)
        case let event as ClockPostponed: stands(event.reason, visit)
        case let event as ClockCancelled: stands(event.reason, visit)
        case is ClockResumed, is ClockMet: sign("clock")
        default: break
        }
    }

    private mutating func runs(_ rule: String, _ visit: Visit) {
        values = ["rule": visit.title(ofClock: rule)]
        sign("clock")
    }

    private mutating func stands(_ reason: String, _ visit: Visit) {
        values = ["reason": visit.reason(reason)]
        sign("clock")
    }
}

extension Visit {
    /// A reason that rules or people gave, where recycling has a name for it by that.
    fileprivate func reason(_ reason: String) -> String {
        playbook.recycling.reason(reason) == nil ? told(reason) : title(ofRecycling: reason)
    }
}

extension [String: Value] {
    /// What was looked at: the title of a page, else its path.
    var seen: String? { (self["title"] ?? self["path"])?.text }
}
