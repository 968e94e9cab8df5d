extension Storyteller {
    func who() -> [String] {
        let contact = lead.contact
        var lines = ["\(lead.displayName)" + (contact.title.map { ", \($0)" } ?? "") + "."]
        let ways = [contact.email, contact.phone].compactMap(\.self)
        lines.append(
            ways.isEmpty
                ? "No mail address and no phone number is known."
                : "Reached by \(ways.joined(separator: " or ")).")
        if let account = facts.account {
            let known = account.attributes.keys.sorted().map {
                "\($0) \(account.attributes[$0]?.text ?? "")"
            }
            lines.append(
                "Account \(account.name) (\(account.domain))"
                    + (known.isEmpty ? "." : ": \(known.joined(separator: ", "))."))
        }
        if let segment = lead.segment {
            lines.append("Segment \(playbook.segment(segment)?.title ?? segment).")
        }
        if let kept = lead.mergedInto {
            lines.append("Merged into \(kept); look there for what happens now.")
        }
        return lines
    }

    func origin() -> [String] {
        let origin = lead.origin
        let source = playbook.source(origin.source)
        let title = source.map { $0.title.isEmpty ? origin.source : $0.title } ?? origin.source
        var lines = [
            "Captured \(local(lead.capturedAt)) from \(title): \(origin.group.rawValue), grade "
                + "\(origin.grade), \(origin.temperature.rawValue)."
        ]
        let details = [
            origin.campaign.map { "campaign \($0)" },
            origin.landingPage.map { "landing page \($0)" },
            origin.consent.map { "consent: \($0)" },
        ].compactMap(\.self)
        if !details.isEmpty { lines.append("With \(details.joined(separator: ", ")).") }
        let again = facts.events.count { $0.event is LeadRecaptured }
        if again > 0 { lines.append("Came back \(again == 1 ? "once" : "\(again) times") since.") }
        return lines
    }

    func verification() -> VerificationExplanation {
        let state = lead.verification
        let reasons = state.reasons.joined(separator: " ")
        let why =
            reasons.isEmpty
            ? "" : ": " + (reasons.hasSuffix(".") ? String(reasons.dropLast()) : reasons)
        let text =
            switch state.state {
            case .unverified: "Not verified yet\(why)."
            case .verified: "Verified\(why)."
            case .suspect: "Suspect\(why). It is not assigned before somebody has verified it."
            case .fake: "Fake\(why). Its points were taken back."
            }
        return VerificationExplanation(
            state: state.state, reasons: state.reasons, phoneVerifiedAt: state.phoneVerifiedAt,
            text: text)
    }

    func stage() -> StageExplanation {
        let moves = facts.events.compactMap { recorded -> StageMove? in
            guard let event = recorded.event as? StageMoved, event.leadID == lead.id else {
                return nil
            }
            return StageMove(
                at: recorded.stamp.at, from: event.from, to: event.to, reason: event.reason,
                by: name(of: recorded.stamp.actor), playbook: recorded.stamp.playbook)
        }
        let why = lead.stageReason.isEmpty ? "since its capture" : "because: \(lead.stageReason)"
        let by = moves.last.map { ", by \($0.by) under playbook version \($0.playbook)" } ?? ""
        return StageExplanation(
            stage: lead.stage, since: lead.stageSince, reason: lead.stageReason,
            text: "In stage \(lead.stage.rawValue) since \(local(lead.stageSince)), \(why)\(by).",
            moves: moves)
    }
}
