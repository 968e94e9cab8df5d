package import LeadRules

/// What the pages need of other edges; main wires them, since edges do not know each other.
package struct PageTools: Sendable {
    /// The shipped playbooks: a name, what it is for, and the text.
    package var shipped: [ShippedText] = []
    /// The differences between two checked playbooks, one a line, in words.
    package var differences: @Sendable (Playbook, Playbook) -> [String] = { _, _ in [] }
    /// SHA-256 of a text, in hexadecimal.
    package var digest: @Sendable (String) -> String = { _ in "" }
    /// Takes in the leads of a CSV file.
    package var importLeads:
        @Sendable (_ bytes: [UInt8], _ name: String, _ by: Actor) async throws
            -> ImportedLeads = { _, _, _ in ImportedLeads() }

    package init() {}
}

package struct ShippedText: Hashable, Sendable {
    package var id: String
    package var text: String

    package init(id: String, text: String) {
        self.id = id
        self.text = text
    }
}

/// What became of the rows of a file.
package struct ImportedLeads: Hashable, Sendable {
    package var new = 0
    package var known = 0
    /// Rows that were not taken, with the reason of each, as CSV.
    package var rejected = 0
    package var rejectedCSV = ""

    package init() {}
}
