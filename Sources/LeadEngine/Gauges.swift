/// How much is under way, counted when somebody looks.
package struct Gauges: Hashable, Sendable {
    package var runningClocks: Int
    /// Clocks that ran out and whose work is not done yet.
    package var overdueClocks: Int
    package var waitingMessages: Int
    package var heldLeads: Int

    package init(runningClocks: Int, overdueClocks: Int, waitingMessages: Int, heldLeads: Int) {
        self.runningClocks = runningClocks
        self.overdueClocks = overdueClocks
        self.waitingMessages = waitingMessages
        self.heldLeads = heldLeads
    }
}
