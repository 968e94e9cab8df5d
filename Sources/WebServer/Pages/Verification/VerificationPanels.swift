import LeadEngine
import LeadRules

/// How what is to be verified is shown.
struct VerificationPanels {
    let visit: Visit

    private var words: Words { visit.words }

    func suspect(_ lead: Lead, _ neighbours: [Lead]) -> View {
        contact(lead).with([
            "reasons": lead.verification.reasons.map { visit.told($0) },
            "ip": lead.origin.ip, "source": visit.title(ofSource: lead.origin.source),
            "captured": visit.reader.ago(lead.capturedAt), "at": lead.capturedAt.rfc3339,
            "score": Figures.number(lead.score.total, decimals: 0),
            "milestone": lead.milestones.furthest.map { words["milestone.\($0.rawValue)"] },
            "stage": words["stage.\(lead.stage.rawValue)"],
            "neighbours": neighbours.prefix(3).enumerated().map { index, other in
                neighbour(other).with(["isFirst": index == 0])
            },
            "more": neighbours.count > 3 ? "+\(neighbours.count - 3)" : nil,
            "hasNeighbours": !neighbours.isEmpty,
        ])
    }

    func contact(_ lead: Lead) -> View {
        [
            "id": lead.id.description, "name": lead.displayNameWithoutCompany,
            "company": lead.contact.company, "title": lead.contact.title,
            "email": lead.contact.email, "phone": lead.contact.phone,
        ]
    }

    func neighbour(_ lead: Lead) -> View {
        [
            "id": lead.id.description, "name": lead.displayName,
            "state": words["verification.\(lead.verification.state.rawValue)"],
            "when": visit.reader.ago(lead.capturedAt),
        ]
    }

    func call(_ clock: Clock, _ lead: Lead) -> View {
        contact(lead).with([
            "clock": Views.clock(
                clock, visit.reader, visit.playbook, owner: visit.member(clock.owner)),
            "owner": visit.member(clock.owner)?.profile.name,
            "isMine": clock.owner == visit.me.id,
        ])
    }

    func pair(_ pair: VerificationFacts.Pair) -> View {
        [
            "merge": pair.merge.id.description, "keep": contact(pair.keep),
            "absorb": contact(pair.absorb),
            "match": words["match.\(pair.merge.match.rawValue)"],
            "when": visit.reader.ago(pair.merge.proposedAt),
        ]
    }

    func decided(_ decided: VerificationFacts.Decided) -> View {
        let changed = decided.recorded.event as? VerificationChanged
        let state = changed?.state.rawValue ?? ""
        return [
            "id": decided.lead.id.description, "name": decided.lead.displayName,
            "event": decided.recorded.id.description,
            "state": words["verification.\(state)"], "tone": Self.tone(state),
            "reason": (changed?.reasons ?? []).map { visit.told($0) }.joined(separator: " "),
            "who": StoryView.who(decided.recorded.stamp.actor, visit),
            "when": visit.reader.ago(decided.recorded.stamp.at),
            "before": decided.before.rawValue,
            "mayUndo": decided.isLatest && decided.before.rawValue != state,
            "isFake": state == VerificationState.fake.rawValue,
        ]
    }

    static func tone(_ state: String) -> String {
        ["verified": "good", "suspect": "warn", "fake": "bad"][state] ?? "muted"
    }
}
