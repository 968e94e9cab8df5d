import LeadEngine
import LeadRules

/// The parts of a manager's board.
struct BoardPanels {
    let facts: BoardFacts
    let visit: Visit

    private var words: Words { visit.words }
    private var reader: Reader { visit.reader }

    func stats() -> View {
        func tile(_ key: String, _ count: Int, _ note: String?, _ anchor: String, _ tone: String)
            -> View
        {
            [
                "name": words["board.\(key)"], "value": Figures.count(count), "note": note,
                "anchor": anchor, "tone": count == 0 ? "" : tone,
            ]
        }
        let soon = facts.clocks.count { clock in
            clock.state == .running && clock.dueAt - reader.now < .hours(1)
        }
        return [
            tile(
                "running", facts.running, words.counted("board.due-soon", soon), "clocks",
                soon > 0 ? "warn" : ""),
            tile(
                "breaches-today", facts.breachesToday,
                words.counted("board.this-week", facts.breachesThisWeek), "breaches", "bad"),
            tile("held-leads", facts.heldCount, oldestHeld, "held", "warn"),
            tile(
                "disputes-open", facts.disputes.count, words["board.to-decide"], "disputes", "warn"),
        ].view
    }

    private var oldestHeld: String? {
        facts.held.map(\.stageSince).min().map {
            words("board.oldest", ["span": reader.span(reader.now - $0)])
        }
    }

    func clocks() -> View {
        facts.clocks.map { clock -> View in
            lead(clock.lead).with([
                "clock": Views.clock(
                    clock, reader, visit.playbook, owner: visit.member(clock.owner)),
                "clockID": clock.id.description,
                "purpose": words["purpose.\(clock.purpose.rawValue)"], "rule": rule(of: clock),
                "task": clock.task.map { words.translated($0) }, "paused": clock.pauseReason,
                "owner": visit.member(clock.owner).map { Views.person($0) },
            ])
        }.view
    }

    /// The name of its rule, where that says more than its purpose.
    private func rule(of clock: Clock) -> String? {
        let title = visit.title(ofClock: clock.rule)
        return title == words["purpose.\(clock.purpose.rawValue)"] ? nil : title
    }

    private func lead(_ id: LeadID) -> View {
        let lead = facts.leads[id]
        return [
            "id": id.description, "name": lead?.displayNameWithoutCompany ?? "\(id)",
            "company": lead?.contact.company,
            "stage": lead.map { words["stage.\($0.stage.rawValue)"] },
        ]
    }

    func breaches() -> View {
        facts.breaches.map { clock -> View in
            let late = (clock.endedAt ?? reader.now) - clock.dueAt
            return lead(clock.lead).with([
                "owner": visit.member(clock.owner).map { Views.person($0) },
                "purpose": words["purpose.\(clock.purpose.rawValue)"],
                "rule": visit.title(ofClock: clock.rule),
                "late": late.seconds < 60 ? "–" : reader.span(late),
                "at": clock.breachedAt?.rfc3339,
                "when": clock.breachedAt.map { reader.ago($0) },
                "followed": followed(clock), "isOpen": clock.endedAt == nil,
                "clockID": clock.id.description,
            ])
        }.view
    }

    /// What came after a clock ran out.
    private func followed(_ clock: Clock) -> String {
        var parts: [String] = []
        if let backup = clock.backup {
            parts.append(words("board.went-to", ["name": visit.name(backup)]))
        }
        switch clock.state {
        case .met: parts.append(words["board.done-late"])
        case .cancelled: parts.append(words["clock.cancelled"])
        default: if clock.endedAt == nil { parts.append(words["board.still-open"]) }
        }
        return parts.joined(separator: " · ")
    }

    func held() -> View {
        let pools = Dictionary(grouping: facts.held) { $0.heldIn ?? "" }
        let order = visit.playbook.pools.map(\.id)
        let known = pools.keys.sorted { lhs, rhs in
            (order.firstIndex(of: lhs) ?? .max, lhs) < (order.firstIndex(of: rhs) ?? .max, rhs)
        }
        return known.map { pool -> View in
            let leads = (pools[pool] ?? []).sorted { $0.stageSince < $1.stageSince }
            return [
                "pool": pool, "title": visit.title(ofPool: pool), "count": leads.count,
                "rows": leads.map { held($0) },
            ]
        }.view
    }

    private func held(_ lead: Lead) -> View {
        [
            "id": lead.id.description, "name": lead.displayNameWithoutCompany,
            "company": lead.contact.company, "since": reader.ago(lead.stageSince),
            "next": lead.rest.wakeAt.map { reader.time($0) },
            "score": Figures.number(lead.score.total, decimals: 0),
            "source": visit.title(ofSource: lead.origin.source),
            "milestone": lead.milestones.furthest.map { words["milestone.\($0.rawValue)"] },
        ]
    }

    func disputes() -> View {
        facts.disputes.map { handoff -> View in
            lead(handoff.lead).with([
                "handoff": handoff.id.description, "giver": visit.name(handoff.giver),
                "receiver": visit.name(handoff.receiver), "note": handoff.dispute?.note,
                "reason": handoff.rejection.map { visit.title(ofRejection: $0.reason) },
                "when": handoff.dispute.map { reader.ago($0.openedAt) },
            ])
        }.view
    }

    /// Who is not there today or tomorrow.
    func away() -> View {
        let today = reader.zone.time(at: reader.now).day
        let end = reader.zone.moment(of: LocalTime(day: today + 2))
        let absent = visit.members.filter { $0.isActive && visit.sight.includes($0.id) }
            .compactMap { member -> (Member, TimeOff)? in
                member.timeOff.filter { $0.from < end && $0.to > reader.now }
                    .min { $0.from < $1.from }.map { (member, $0) }
            }
        return absent.map { member, off -> View in
            [
                "person": Views.person(member), "note": off.note,
                "role": words["role.\(member.profile.role.rawValue)"],
                "when": off.from > reader.now
                    ? words("board.away-from", ["time": reader.time(off.from)])
                    : words("board.away-now", ["time": reader.time(off.to)]),
                "isNow": off.from <= reader.now,
                "backup": visit.member(member.profile.backup)?.profile.name,
                "load": member.load > 0 ? member.load : nil as Int?,
                "id": member.id.description,
            ]
        }.view
    }

    func signals() -> View {
        guard let quality = facts.quality, let load = facts.load else { return [View]().view }
        return CoachingSignal.all(quality, load, in: visit.sight).map { signal -> View in
            let figure = signal.of.map { of in
                "\(Figures.percent(signal.value)) (\(signal.count) / \(of))"
            }
            let usual =
                signal.of == nil
                ? Figures.number(signal.usual) : Figures.percent(signal.usual)
            return [
                "name": visit.name(signal.member),
                "text": words(
                    "coaching.\(signal.kind.rawValue)",
                    [
                        "figure": figure ?? "\(signal.count)", "usual": usual,
                        "role": words[
                            "role.\(visit.member(signal.member)?.profile.role.rawValue ?? "")"],
                    ]),
                "href": signal.kind == .breaches
                    ? "/numbers/load?member=\(signal.member)"
                    : "/numbers/handoffs?member=\(signal.member)",
            ]
        }.view
    }
}
