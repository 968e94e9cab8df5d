import LeadRules

/// What to know before a call: what the lead did lately, most telling first.
enum Brief {
    /// One line for a list: `seen 2 h ago · Pricing page ×4 · webinar`. A narrow list cuts its end.
    static func line(
        of lead: Lead, _ visit: Visit, without known: String? = nil, seen showsSeen: Bool = true
    ) -> String? {
        let did = actions(of: lead, visit).filter { $0.times > 1 || $0.title != known }.prefix(3)
            .map { $0.times > 1 ? "\($0.title) ×\($0.times)" : $0.title }
        let seen =
            !showsSeen
            ? nil
            : lead.work.lastActivityAt.map {
                visit.words("brief.seen", ["when": visit.reader.ago($0)])
            }
        let parts = [seen].compactMap(\.self) + did
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    struct Action {
        var title: String
        var times: Int
        var lastAt: Instant
    }

    /// What the lead did, by the rules that counted it, the latest first.
    static func actions(of lead: Lead, _ visit: Visit) -> [Action] {
        let rules = visit.playbook.scoring.behaviours
        return rules.compactMap { rule -> Action? in
            guard let tally = lead.score.tallies[rule.id], tally.count > 0.05 else { return nil }
            return Action(
                title: visit.words.translated(rule.title),
                times: max(1, Int(tally.count.rounded())), lastAt: tally.lastAt)
        }.sorted { $0.lastAt > $1.lastAt }
    }

    static func view(of lead: Lead, account: Account?, record: QualificationRecord, _ visit: Visit)
        -> View
    {
        [
            "did": actions(of: lead, visit).prefix(6).map { action -> View in
                [
                    "title": action.title, "times": action.times,
                    "isMany": action.times > 1, "when": visit.reader.ago(action.lastAt),
                ]
            },
            "counts": lead.score.counts.sorted { $0.key < $1.key }.map { name, count -> View in
                ["name": visit.words.count(name), "count": Figures.number(count)]
            },
            "pain": record.pain, "trigger": record.trigger?.statement,
            "story": lead.rest.times > 0 ? visit.told(lead.stageReason) : nil,
            "isEmpty": actions(of: lead, visit).isEmpty && lead.score.counts.isEmpty,
        ]
    }
}

extension Lead {
    var displayNameWithoutCompany: String {
        contact.name.isEmpty ? contact.email ?? contact.phone ?? "\(id)" : contact.name
    }
}
