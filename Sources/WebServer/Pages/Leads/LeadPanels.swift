import LeadEngine
import LeadRules

/// The parts of a lead's page.
struct LeadPanels {
    let file: LeadFile
    let visit: Visit

    private var lead: Lead { file.lead }
    private var words: Words { visit.words }
    private var isMine: Bool { lead.owner == visit.me.id || visit.may(.manage) }

    /// The score as it is now: points fade with time.
    private var breakdown: ScoreBreakdown {
        visit.playbook.breakdown(of: lead, account: file.account, at: visit.now)
    }

    func head() -> View {
        [
            "id": lead.id.description, "name": lead.displayNameWithoutCompany,
            "company": lead.contact.company ?? file.account?.name, "title": lead.contact.title,
            "email": lead.contact.email, "phone": lead.contact.phone,
            "owner": visit.member(lead.owner).map { Views.person($0) },
            "isMine": lead.owner == visit.me.id,
            "stage": words["stage.\(lead.stage.rawValue)"],
            "milestone": lead.milestones.furthest.map { words["milestone.\($0.rawValue)"] },
            "score": Figures.number(breakdown.total, decimals: 0),
            "isHot": lead.work.hotUntil.map { $0 > visit.now } ?? false,
            "hotUntil": lead.work.hotUntil.flatMap { $0 > visit.now ? $0.rfc3339 : nil },
            "merged": lead.mergedInto?.description,
            "isSuspect": lead.verification.state == .suspect,
            "isFake": lead.verification.state == .fake,
            "live": "lead:\(lead.id)",
        ]
    }

    /// Where the lead stands on its way.
    func way() -> View {
        let stages: [Stage] = [.marketing, .new, .workingUntouched, .workingConnected, .converted]
        let here = stages.firstIndex(of: lead.stage)
        return [
            "steps": stages.enumerated().map { index, stage -> View in
                [
                    "name": words["stage.\(stage.rawValue)"],
                    "state": here.map { index < $0 ? "done" : index == $0 ? "current" : "next" }
                        ?? "next",
                    "isCurrent": index == here,
                ]
            },
            "aside": here == nil ? words["stage.\(lead.stage.rawValue)"] : nil,
            "since": visit.reader.ago(lead.stageSince),
            "reason": lead.stageReason.isEmpty ? nil : visit.told(lead.stageReason),
        ]
    }

    func clocks() -> View {
        file.clocks.map { clock in
            Views.clock(
                clock, visit.reader, visit.playbook, owner: visit.member(clock.owner)
            ).with([
                "owner": visit.member(clock.owner)?.profile.name,
                "mayChange": clock.owner == visit.me.id || visit.may(.manage),
                "pauseReason": clock.pauseReason,
            ])
        }.view
    }

    /// What happens next, as `baton explain` tells it.
    func next() -> View { file.next.map { missing($0) ?? visit.told($0) }.view }

    /// What a handoff still needs, in short: the qualification beside it names each. Nil for another
    /// sentence.
    private func missing(_ sentence: String) -> String? {
        let pattern = /Before it can be handed over \((.+?)\): (.+)\./
        guard let (_, kind, fields) = sentence.wholeMatch(of: pattern)?.output else { return nil }
        let names = fields.split(separator: ", ").map { field in
            let name = field.split(separator: ".").last.map(String.init) ?? ""
            return words["field.\(name)", ifAny: name]
        }
        let shown = names.count > 4 ? 3 : names.count
        return words(
            names.count > shown ? "lead.before-handoff-more" : "lead.before-handoff",
            [
                "kind": words.translated(String(kind)),
                "fields": names.prefix(shown).joined(separator: words["lead.field-separator"]),
                "n": "\(names.count - shown)",
            ])
    }

    func score() -> View {
        let breakdown = breakdown
        return [
            "total": Figures.number(breakdown.total, decimals: 0),
            "threshold": Figures.number(breakdown.threshold, decimals: 0),
            "attribute": Views.lines(breakdown.attribute, words),
            "behaviour": Views.lines(breakdown.behaviour, words),
            "attributePoints": Figures.number(breakdown.attributePoints, decimals: 0),
            "behaviourPoints": Figures.number(breakdown.behaviourPoints, decimals: 0),
            "gate": Figures.number(breakdown.attributeGate, decimals: 0),
            "passesGate": breakdown.passesGate, "passes": breakdown.passes,
            "isEmpty": breakdown.attribute.isEmpty && breakdown.behaviour.isEmpty,
            "percent": Int(min(100, max(0, breakdown.total / max(1, breakdown.threshold) * 100))),
        ]
    }

    /// Why it is whose it is: the trace of the latest assignment.
    func why() -> View? {
        guard let recorded = file.story.last(where: { $0.event is LeadAssigned }),
            let assigned = AssignmentResource(recorded)
        else { return nil }
        return [
            "owner": visit.name(assigned.owner), "when": visit.reader.time(assigned.at),
            "isMine": assigned.owner == visit.me.id,
            "rule": words(
                "why.\(assigned.trace.rule.rawValue)",
                ["pool": assigned.pool.map { visit.title(ofPool: $0) } ?? "–"]),
            "reason": visit.told(assigned.reason),
            "version": recorded.stamp.playbook,
            "considered": assigned.trace.considered.map { considered -> View in
                [
                    "name": visit.name(considered.member),
                    "verdict": words["why.verdict-\(considered.verdict.rawValue)"],
                    "why": considered.why.map { visit.told($0) }, "load": considered.load,
                    "isChosen": considered.verdict == .chosen,
                    "credit": Figures.number(considered.credit, decimals: 2),
                ]
            },
        ]
    }

    func facts() -> View {
        let origin = lead.origin
        var rows: [(String, String?)] = [
            ("source", visit.title(ofSource: origin.source)),
            ("source-group", words["source-group.\(origin.group.rawValue)"]),
            ("grade", origin.grade),
            ("temperature", words["temperature.\(origin.temperature.rawValue)"]),
            ("campaign", origin.campaign), ("landing-page", origin.landingPage),
            ("segment", lead.segment.map { visit.title(ofSegment: $0) }),
            ("country", lead.contact.country), ("region", lead.contact.region),
            ("captured", visit.reader.time(lead.capturedAt)), ("consent", origin.consent),
        ]
        rows += [("domain", file.account?.domain)]
        let known = rows.compactMap { name, value -> View? in
            value.map { ["name": words["fact.\(name)"], "value": $0] }
        }
        let extra = (file.account?.attributes ?? [:]).merging(lead.attributes) { _, own in own }
            .sorted { $0.key < $1.key }.map { name, value -> View in
                ["name": words["fact.\(name)", ifAny: name], "value": value.text]
            }
        return ["known": known, "extra": extra, "hasExtra": !extra.isEmpty]
    }

    func verification() -> View {
        let state = lead.verification.state
        return [
            "state": words["verification.\(state.rawValue)"],
            "tone": ["verified": "good", "suspect": "warn", "fake": "bad"][state.rawValue]
                ?? "muted",
            "reasons": lead.verification.reasons.map { visit.told($0) },
            "phoneAt": lead.verification.phoneVerifiedAt.map { visit.reader.time($0) },
            "mayCall": state != .fake && lead.verification.phoneVerifiedAt == nil
                && visit.may(.work),
            "mayDecide": visit.may(.verify),
        ]
    }

    func duplicates() -> View {
        let shown = file.merges.filter { $0.state == .open || $0.state == .merged }
        return shown.compactMap { merge -> View? in
            let other = file.others[merge.keep == lead.id ? merge.absorb : merge.keep]
            guard let other else { return nil }
            return [
                "merge": merge.id.description, "id": other.id.description,
                "name": other.displayName, "email": other.contact.email,
                "isOpen": merge.state == .open, "keep": merge.keep.description,
                "match": words["match.\(merge.match.rawValue)"],
            ]
        }.view
    }

    func handoffs() -> View {
        file.handoffs.reversed().map { handoff -> View in
            [
                "id": handoff.id.description,
                "kind": visit.title(ofHandoff: handoff.kind),
                "state": words["handoff-state.\(handoff.state.rawValue)"],
                "tone": HandoffTone.of(handoff.state),
                "receiver": visit.name(handoff.receiver), "giver": visit.name(handoff.giver),
                "when": visit.reader.ago(handoff.openedAt),
                "points": Figures.number(handoff.points),
            ]
        }.view
    }
}

/// The colour of a handoff's state.
enum HandoffTone {
    static func of(_ state: Handoff.State) -> String {
        switch state {
        case .pending, .review: "info"
        case .accepted: "good"
        case .rejected: "bad"
        case .disputed: "warn"
        case .withdrawn: "muted"
        }
    }
}
