extension Playbook {
    /// The kinds of handoff that a lead can be given by now.
    ///
    /// - Parameter owner: the role of whoever has the lead.
    package func handoffs(
        openTo lead: Lead, after former: [Handoff], ownedBy owner: Role?
    ) -> [HandoffRule] {
        handoffs.filter { $0.whyNotOpen(lead, after: former, ownedBy: owner) == nil }
    }
}

extension HandoffRule {
    /// Why a lead cannot be handed over in this way now; nil when it can.
    ///
    /// Who asks and what must be known first is asked when it is handed over.
    ///
    /// - Parameters:
    ///   - former: handoffs of the lead.
    ///   - owner: the role of whoever has the lead; nil when nobody has.
    package func whyNotOpen(_ lead: Lead, after former: [Handoff], ownedBy owner: Role?)
        -> Refusal?
    {
        whyNotWorkOn(lead) ?? whyNotFrom(lead) ?? whyNotGiven(lead, by: owner)
            ?? whyNotAgain(lead, former)
    }

    private func whyNotWorkOn(_ lead: Lead) -> Refusal? {
        if let refusal = lead.whyNotLive { return refusal }
        guard lead.verification.state == .fake || lead.verification.state == .suspect else {
            return nil
        }
        return Refusal(
            .refused, "not-verified",
            "Lead \(lead.id) is \(lead.verification.state.rawValue). Verify it before handing it over."
        )
    }

    /// SDRs hand over what they work, sales what it has taken over, marketing what nobody works.
    private func whyNotFrom(_ lead: Lead) -> Refusal? {
        let isSold = lead.stage == .converted
        if from.contains(where: \.developsLeads), !lead.stage.isWorked {
            return Refusal(
                .refused, "not-in-work",
                "Lead \(lead.id) is \(lead.stage.rawValue); only a lead in work can be handed over."
            )
        }
        if from.contains(where: \.sells), !isSold {
            return Refusal(
                .refused, "not-with-sales",
                "Lead \(lead.id) is \(lead.stage.rawValue); sales has not taken it over yet.")
        }
        if isOfCustomers, lead.milestones.won == nil {
            return Refusal(
                .refused, "not-won",
                "Lead \(lead.id) is not won yet; customers are handed over after the win.")
        }
        if from == [.marketing], isSold || lead.stage.isWorked || lead.stage == .archived {
            return Refusal(
                .refused, "not-with-marketing",
                "Lead \(lead.id) is \(lead.stage.rawValue); marketing has nothing to hand over.")
        }
        return nil
    }

    /// The AE who won a customer may give them on whoever has them now; others only what they have.
    private func whyNotGiven(_ lead: Lead, by owner: Role?) -> Refusal? {
        guard isOfCustomers, let owner, !from.contains(owner), !from.contains(.ae) else {
            return nil
        }
        return Refusal(
            .refused, "not-with-giver",
            "Lead \(lead.id) is with the role \(owner.rawValue), which does not give this handoff.")
    }

    private func whyNotAgain(_ lead: Lead, _ former: [Handoff]) -> Refusal? {
        let alike = former.filter { $0.kind == id }
        if let open = alike.first(where: { $0.state.isOpen || $0.state == .disputed }) {
            return Refusal(
                .conflict, "already-open",
                "Handoff \(open.id) of lead \(lead.id) is already \(open.state.rawValue) with \(open.receiver)."
            )
        }
        if isOfCustomers, let done = alike.last(where: { $0.state == .accepted }) {
            return Refusal(
                .conflict, "already-done",
                "The customer is with \(done.receiver) already, by handoff \(done.id) of lead \(lead.id)."
            )
        }
        return nil
    }

    /// Whether it is given after the win, to those who keep the customer.
    private var isOfCustomers: Bool { to == .am || to == .csm }
}

extension Role {
    /// Roles that have a lead once it is converted.
    fileprivate var sells: Bool { self == .ae || self == .am || self == .csm }
}
