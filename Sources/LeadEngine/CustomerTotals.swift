/// Won deals and what is still to be done for them.
package struct CustomerTotals: Hashable, Sendable {
    package var won = 0
    /// Deal value, in the playbook's currency.
    package var amount = 0.0
    /// Handoffs that are to be opened.
    package var due = 0
    /// First contacts that are to be made.
    package var kickOffs = 0
    /// Those of both that are overdue.
    package var late = 0
    package init() {}
}
