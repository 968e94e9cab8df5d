/// How leads that are not ready come back.
package struct RecyclingRules: Hashable, Sendable {
    package var reasons: [RecycleReason] = []
    package var tracks: [NurtureTrack] = []
    package init() {}

    package func reason(_ id: String) -> RecycleReason? { reasons.first { $0.id == id } }
    package func track(_ id: String) -> NurtureTrack? { tracks.first { $0.id == id } }
}

/// Why a lead comes back later: when, by what, and what it reads in the meantime.
package struct RecycleReason: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var wakeAfter: TimeSpan?
    /// Points that the score must rise above where it stood for the lead to wake up by itself.
    package var wakeOnRise: Double?
    package var track: String?
    package init() {}
}

/// Dated mails by funnel stage. It stops on reply, wake-up and unsubscribe.
package struct NurtureTrack: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var steps: [NurtureStep] = []
    package init() {}
}

package struct NurtureStep: Hashable, Sendable {
    package var after = TimeSpan.zero
    package var stage = FunnelStage.tofu
    package var mail = ""
    package init() {}
}

package enum FunnelStage: String, Codable, CaseIterable, Sendable { case tofu, mofu, bofu }

/// Which kinds of alert go out to which kinds of endpoint.
package struct AlertRules: Hashable, Sendable {
    /// Alert kinds that are sent to Slack; webhooks choose their own event types.
    package var slack: Set<AlertKind> = Set(AlertKind.allCases)
    package init() {}
}

package enum AlertKind: String, Codable, CaseIterable, Sendable {
    case handoff, reminder, breach, held, fraud
}
