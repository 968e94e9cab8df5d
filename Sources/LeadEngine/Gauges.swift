package import LeadRules

/// How much is under way, counted when somebody looks.
package struct Gauges: Hashable, Sendable {
    package var runningClocks = 0
    /// Clocks that ran out and whose work is not done yet.
    package var overdueClocks = 0
    /// When the oldest of the clocks, wake-ups and mails that are still to come is due.
    package var nextDue: Instant?
    package var waitingMessages = 0
    /// When the oldest message that still waits was written.
    package var oldestMessage: Instant?
    package var endpointsOff = 0
    package var heldLeads = 0
    package var suspectLeads = 0
    package var waitingHandoffs = 0
    package var disputes = 0
    package var mergeProposals = 0

    package init() {}
}
