import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/customers`: won deals, and how far they are with those who keep the customer.
enum CustomerPages {
    static let table = [PageRoute(.get, "/customers", .customers, show)]

    private static func show(_ visit: Visit) async throws -> Response {
        let after = try visit.query.number("after", in: 1 ... .max).map { Int64($0) }
        let (sight, now) = (visit.sight, visit.now)
        let file = try await visit.read { try CustomersFile(sight, after: after, in: $0, at: now) }
        let rules = visit.playbook.handoffs.filter { $0.afterWinClock != nil }
        let rows = CustomerRows(rules: rules, visit: visit)
        let totals = file.totals
        return visit.page(
            "customers", area: "customers", title: visit.words["menu.customers"],
            [
                "rows": file.customers.map { rows.row($0) },
                "hasRows": !file.customers.isEmpty,
                "won": Figures.count(totals.won),
                "amount": Figures.money(totals.amount, visit.playbook.bant.currency),
                "due": Figures.count(totals.due), "hasDue": totals.due > 0,
                "late": Figures.count(totals.late), "isLate": totals.late > 0,
                "kickOffs": Figures.count(totals.kickOffs),
                "kinds": rules.map { rule -> View in
                    ["title": visit.title(ofHandoff: rule.id)]
                },
                "older": file.older.map { Int($0) },
            ])
    }
}

/// Rows of the list: who has the customer now, and who must act.
struct CustomerRows {
    let rules: [HandoffRule]
    let visit: Visit

    func row(_ customer: CustomersFile.Customer) -> View {
        let lead = customer.lead
        return [
            "id": lead.id.description, "name": lead.displayNameWithoutCompany,
            "company": customer.account?.name ?? lead.contact.company,
            "amount": lead.milestones.amount.map {
                Figures.money($0, visit.playbook.bant.currency)
            },
            "won": lead.milestones.won.map { visit.reader.day($0) },
            "ae": visit.member(lead.credits.ae).map { Views.person($0) },
            "steps": rules.map { step($0, customer) },
        ]
    }

    /// One handoff after the win: open it, wait for it, or make the first contact.
    private func step(_ rule: HandoffRule, _ customer: CustomersFile.Customer) -> View {
        let handoff = customer.handoffs.last { $0.kind == rule.id }
        let clock = customer.clocks.first { clock in
            clock.handoff == nil ? clock.kind == rule.id : clock.handoff == handoff?.id
        }
        let acting = actor(rule, handoff, clock, customer.lead)
        let isOpen = HandoffKinds.open(to: customer.lead, customer.handoffs, visit)
            .contains { $0.id == rule.id }
        let mayOpen =
            isOpen && visit.may(.work)
            && ([customer.lead.owner, customer.lead.credits.ae].contains(visit.me.id)
                || visit.may(.manage))
        return [
            "title": visit.title(ofHandoff: rule.id), "lead": customer.lead.id.description,
            "kind": rule.id, "handoff": handoff?.id.description,
            "state": handoff.map { visit.words["handoff-state.\($0.state.rawValue)"] },
            "tone": handoff.map { HandoffTone.of($0.state) },
            "clock": clock.map {
                Views.clock(
                    $0, visit.reader, visit.playbook, owner: visit.member($0.owner))
            },
            "does": acting.map {
                visit.words("customers.\($0.what)", ["name": visit.name($0.who)])
            },
            "isMine": acting?.who == visit.me.id, "mayOpen": mayOpen,
        ]
    }

    private func actor(
        _ rule: HandoffRule, _ handoff: Handoff?, _ clock: Clock?, _ lead: Lead
    ) -> (who: MemberID?, what: String)? {
        guard let handoff, handoff.state != .withdrawn else {
            return (clock?.owner ?? lead.credits.ae ?? lead.owner, "opens")
        }
        switch handoff.state {
        case .pending, .review: return (handoff.receiver, "decides")
        case .accepted:
            return handoff.firstContactAt == nil ? (handoff.receiver, "kicks-off") : nil
        case .rejected: return (handoff.giver, "completes")
        case .disputed: return (visit.member(handoff.receiver)?.profile.manager, "judges")
        case .withdrawn: return nil
        }
    }
}
