package import LeadRules

/// What a button in Slack asks for, as its `action_id`.
package enum SlackAction: Hashable, Sendable {
    case accept(HandoffID)
    case reject(HandoffID)

    /// `accept:H7` or `reject:H7`.
    package var id: String {
        switch self {
        case .accept(let handoff): "accept:\(handoff)"
        case .reject(let handoff): "reject:\(handoff)"
        }
    }

    /// Reads an `action_id`; nil for one that is not ours.
    package init?(id: String) {
        let parts = id.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let handoff = HandoffID(parts[1]) else { return nil }
        switch parts[0] {
        case "accept": self = .accept(handoff)
        case "reject": self = .reject(handoff)
        default: return nil
        }
    }
}
