/// Why a lead stands where it stands, as one would tell a colleague.
///
/// Sentences are in English and complete; the figures they rest on stand beside them.
package struct Explanation: Hashable, Codable, Sendable {
    package var lead: LeadID
    package var name: String
    package var asOf: Instant
    /// The version under which the lead is looked at now.
    package var playbook: PlaybookName
    /// The lead that took this one in; everything below is then history.
    package var mergedInto: LeadID?
    /// Who the lead is, and at which company.
    package var who: [String]
    /// Where the lead came from.
    package var origin: [String]
    package var score: ScoreExplanation
    package var verification: VerificationExplanation
    package var stage: StageExplanation
    package var owner: OwnerExplanation
    /// Clocks that run, are paused, or ran out, the next to be due first.
    package var clocks: [ClockExplanation]
    /// Every handoff, the latest first.
    package var handoffs: [HandoffExplanation]
    /// What happens next, and who is to do it.
    package var next: [String]
    /// Which version of the playbook decided what, the oldest first.
    package var decidedUnder: [VersionExplanation]
}

package struct PlaybookName: Hashable, Codable, Sendable {
    package var version: Int
    package var name: String

    package init(version: Int, name: String) {
        self.version = version
        self.name = name
    }
}

/// The score taken apart, and why it makes an MQL or does not.
package struct ScoreExplanation: Hashable, Codable, Sendable {
    package var total: Double
    package var threshold: Double
    package var attributePoints: Double
    package var attributeGate: Double
    package var behaviourPoints: Double
    /// The variant whose threshold or gate applies; nil for the general ones.
    package var variant: String?
    package var attributes: [ScoreLine]
    package var behaviours: [ScoreLine]
    /// In one sentence: MQL or not, and why.
    package var verdict: String
    /// What is missing for an MQL; empty for one.
    package var missing: [String]
    /// Attribute rules that would give points and do not yet hold, with their conditions.
    package var unmet: [ScoreLine]
    /// When the lead became MQL, PQL and SQL, and on what that rested.
    package var qualified: [QualifiedExplanation]
    /// What is missing for a PQL and an SQL, where there is none.
    package var openQualifications: [String]
}

package struct QualifiedExplanation: Hashable, Codable, Sendable {
    package var milestone: Milestone
    package var at: Instant
    package var why: String
    package var playbook: Int
    /// The points that it rested on.
    package var lines: [ScoreLine]
}

package struct VerificationExplanation: Hashable, Codable, Sendable {
    package var state: VerificationState
    package var reasons: [String]
    package var phoneVerifiedAt: Instant?
    package var text: String
}

package struct StageExplanation: Hashable, Codable, Sendable {
    package var stage: Stage
    package var since: Instant
    package var reason: String
    package var text: String
    /// Every move, the oldest first.
    package var moves: [StageMove]
}

package struct StageMove: Hashable, Codable, Sendable {
    package var at: Instant
    package var from: Stage
    package var to: Stage
    package var reason: String
    /// Who moved it: a name, or `system`.
    package var by: String
    package var playbook: Int
}

/// Who works the lead, and how that came about.
package struct OwnerExplanation: Hashable, Codable, Sendable {
    package var owner: MemberID?
    package var name: String?
    package var since: Instant?
    package var pool: String?
    package var reason: String?
    /// By which rule of assignment; nil when nobody was chosen yet.
    package var rule: Trace.Rule?
    package var playbook: Int?
    /// Everybody who was considered, the chosen one first.
    package var considered: [ConsideredExplanation]
    package var text: [String]
}

package struct ConsideredExplanation: Hashable, Codable, Sendable {
    package var member: MemberID
    package var name: String
    package var verdict: Trace.Verdict
    /// Why somebody was skipped.
    package var why: String?
    /// What the member was owed before, in leads.
    package var credit: Double
    package var load: Int
}

package struct ClockExplanation: Hashable, Codable, Sendable {
    package var clock: ClockID
    package var rule: String
    package var title: String
    package var purpose: Clock.Purpose
    package var state: Clock.State
    package var owner: String?
    package var startedAt: Instant
    package var dueAt: Instant
    /// The deadline in the time zone of whose clock it is: RFC 3339 with its offset.
    package var dueLocal: String
    package var zone: String
    /// How the deadline was computed.
    package var computed: String
    package var text: String
    package var playbook: Int
}

package struct HandoffExplanation: Hashable, Codable, Sendable {
    package var handoff: HandoffID
    package var kind: String
    package var state: Handoff.State
    package var giver: String?
    package var receiver: String
    package var openedAt: Instant
    /// Ten-point score, taken apart.
    package var points: Double
    package var lines: [ScoreLine]
    /// Why this receiver; empty when a person named them.
    package var considered: [ConsideredExplanation]
    package var text: [String]
    package var playbook: Int
}

package struct VersionExplanation: Hashable, Codable, Sendable {
    package var version: Int
    package var name: String?
    /// What was decided under it.
    package var decisions: [String]
}
