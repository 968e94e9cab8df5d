package import LeadRules

/// Which leads a figure of a report counts, beside what a list asks of them anyway.
package struct LeadsBehind: Hashable, Sendable {
    /// What of a lead lies in the period, and whose work it is: the lead's own capture or end by who has
    /// to do with it, a handoff by who gave or received it, a breach by whose clock it was.
    package enum Dated: String, CaseIterable, Sendable {
        case captured, closed, opened, breached
    }

    /// What a lead does not have.
    package enum Lacking: String, CaseIterable, Sendable { case campaign, segment, sdr, ae }

    package var dated = Dated.captured
    /// No fake ones.
    package var real = false
    /// A second milestone.
    package var and: Milestone?
    /// Neither won nor lost.
    package var open = false
    /// In work with its owner.
    package var working = false
    package var pool: String?
    package var lacks: Lacking?
    package var temperature: Temperature?
    /// Who answers for it: who qualified it, else its owner.
    package var handler: MemberID?
    /// Only those of which such a part of the way to the first touch was measured.
    package var timed: AnswerMeasure?
    package var response: ResponseBand.Band?
    /// Hours without an answer.
    package var late: Int64?
    package var now: Instant?
    /// Why it was won or lost; empty for no reason given.
    package var cause: String?
    package var clockOwner: MemberID?
    /// Only handoffs that such a figure counts.
    package var handoff: HandoffMeasure?
    package var kind: String?
    package var reason: String?
    package var giver: MemberID?
    package var lacksGiver = false
    package var receiver: MemberID?
    /// A band of the ten-point score: a lead's last handoff of its kind before it ended.
    package var points: String?
    package init() {}

    /// Only what a handoff was.
    package var isAboutHandoffs: Bool { dated == .opened }
}
