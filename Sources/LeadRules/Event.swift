package import Records

/// Something that happened. Each kind stands beside the rule that makes it.
package protocol Event: StoredRecord, Sendable {
    /// The name under which the journal keeps it: `lead.captured`. Never changed once used.
    static var name: String { get }
    /// The lead whose story it belongs to.
    var lead: LeadID? { get }
    /// The visitor whose story it belongs to, before there is a lead.
    var visitor: String? { get }
    /// Changes the rows that it speaks of. It needs no playbook: whatever was decided is in it.
    func apply(to world: inout World, _ stamp: Stamp) throws
}

extension Event {
    package var visitor: String? { nil }
}

/// Who did it, when, in which decision, and under which version of the playbook.
package struct Stamp: Hashable, Sendable {
    package var id: EventID
    /// The decision that it belongs to: all that one command did.
    package var decision: DecisionID
    package var at: Instant
    package var actor: Actor
    package var playbook: Int

    package init(id: EventID, decision: DecisionID, at: Instant, actor: Actor, playbook: Int) {
        self.id = id
        self.decision = decision
        self.at = at
        self.actor = actor
        self.playbook = playbook
    }
}

/// An event as the journal keeps it.
package struct Recorded: Sendable, Identified {
    package static let letter: Character = "E"

    package let stamp: Stamp
    package let event: any Event

    package init(stamp: Stamp, event: any Event) {
        self.stamp = stamp
        self.event = event
    }

    package var id: EventID { stamp.id }
    package var name: String { type(of: event).name }
}

/// Every kind of event by its stored name: the product's list of what can happen.
package enum EventKinds {
    package static let all: [any Event.Type] = [
        LeadCaptured.self, LeadRecaptured.self, LeadChanged.self, AccountOpened.self,
        AccountChanged.self, MergeProposed.self, MergeDismissed.self, LeadsMerged.self,
        MergeUndone.self,
        ActivityRecorded.self, ActivityVoided.self, VisitorJoined.self,
        VerificationChanged.self,
        LeadQualified.self, HandRaised.self, ScoreRefreshed.self, QualificationChanged.self,
        StageMoved.self, TouchLogged.self, StepUndone.self,
        LeadAssigned.self, LeadHeld.self, AssignmentCredited.self,
        HandoffOpened.self, HandoffAccepted.self, HandoffRejected.self, HandoffWithdrawn.self,
        HandoffMoved.self, HandoffQuestioned.self, HandoffAnswered.self, DisputeOpened.self,
        DisputeDecided.self, FirstContactLogged.self, OutcomeRecorded.self,
        ClockStarted.self, ClockReminded.self, ClockBreached.self, ClockPaused.self,
        ClockResumed.self, ClockPostponed.self, ClockMet.self, ClockCancelled.self,
        LeadRested.self, LeadWoken.self, LeadPostponed.self, NurtureStarted.self,
        NurtureMailDue.self,
        NurtureStopped.self,
        MemberAdded.self, MemberChanged.self, MemberLeft.self, TimeOffAdded.self,
        TimeOffRemoved.self, PlaybookActivated.self, SettingChanged.self,
    ]

    package static let byName: [String: any Event.Type] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.name, $0) })
}
