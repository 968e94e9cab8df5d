package import LeadRules

extension PlaybookFile {
    /// The rules in plain words: a heading for each section, a line for each rule.
    package static func outline(_ playbook: Playbook) -> String {
        let head = [playbook.name, playbook.summary].filter { !$0.isEmpty }.joined(separator: "\n")
        let sections = playbook.outlineSections.filter { !$0.lines.isEmpty }.map { section in
            ([section.title] + section.lines.map { "  \($0)" }).joined(separator: "\n")
        }
        return ([head] + sections).joined(separator: "\n\n") + "\n"
    }
}

struct OutlineSection {
    let title: String
    let lines: [String]
}

extension Playbook {
    fileprivate var outlineSections: [OutlineSection] {
        [
            OutlineSection(title: "Calendars", lines: calendarLines),
            OutlineSection(title: "Sources", lines: sourceLines),
            OutlineSection(title: "Segments", lines: segmentLines),
            OutlineSection(title: "Activities", lines: activityLines),
            OutlineSection(title: "Tracking", lines: trackingLines),
            OutlineSection(title: "Verification", lines: verificationLines),
            OutlineSection(title: "Scoring", lines: scoringLines),
            OutlineSection(title: "BANT", lines: bantLines),
            OutlineSection(title: "Handoff score, of 10", lines: handoffScoreLines),
            OutlineSection(title: "Qualification", lines: qualificationLines),
            OutlineSection(title: "Stages and queue", lines: stageLines),
            OutlineSection(title: "Pools", lines: poolLines),
        ] + handoffs.map { OutlineSection(title: "Handoff: \($0.title)", lines: $0.outline) } + [
            OutlineSection(title: "Clocks", lines: clocks.map(\.outline)),
            OutlineSection(title: "Recycling", lines: recycling.outline),
            OutlineSection(title: "Alerts and targets", lines: targetLines),
        ]
    }
}

extension [String?] {
    /// The clauses that are there, as one line.
    var clauses: String { compactMap(\.self).joined(separator: "; ") }
}

extension Condition {
    /// The condition as a clause; nil when it always holds.
    var clause: String? { isAlways ? nil : "when \(self)" }
}

extension Double {
    /// Points with their sign: `+10`, `-50`.
    var signed: String { (self > 0 ? "+" : "") + Value.written(self) }
    /// A fraction of 1: `25%`.
    var percent: String { Value.written((self * 1000).rounded() / 10) + "%" }
}
