package import LeadRules

/// Explanations for people.
package enum ExplanationText {
    package static func text(_ explanation: Explanation) -> String {
        TextPage.text(page(explanation))
    }
    package static func html(_ explanation: Explanation) -> String {
        HTMLPage.html(page(explanation))
    }

    /// The explanation before it becomes text or HTML.
    package static func page(_ told: Explanation) -> Page {
        Page(
            title: "\(told.lead): \(told.name)",
            subtitle: "As of \(told.asOf.rfc3339), playbook version \(told.playbook.version) "
                + "(\(told.playbook.name)).",
            sections: [
                Page.Section("Who", (told.who + told.origin).map(Page.Part.paragraph)),
                score(told.score), qualification(told.score),
                Page.Section("Verification", [.paragraph(told.verification.text)]),
                Page.Section("Stage", [.paragraph(told.stage.text)]), owner(told.owner),
                clocks(told.clocks),
            ] + told.handoffs.map(handoff) + [
                Page.Section("What happens next", [.list(told.next)]), versions(told),
            ])
    }

    private static func score(_ score: ScoreExplanation) -> Page.Section {
        let variant = score.variant.map { " (variant '\($0)')" } ?? ""
        let sums =
            "\(points(score.total)) points: \(points(score.attributePoints)) by attributes "
            + "(gate \(points(score.attributeGate))), \(points(score.behaviourPoints)) by "
            + "behaviour; threshold \(points(score.threshold))\(variant)."
        var parts: [Page.Part] = [.paragraph(score.verdict), .paragraph(sums)]
        parts += lines(score.attributes + score.behaviours)
        if !score.missing.isEmpty { parts.append(.list(score.missing)) }
        if !score.missing.isEmpty, !score.unmet.isEmpty {
            let unmet = score.unmet.map { "\($0.title) (+\(points($0.points))): \($0.fact)" }
            parts += [.paragraph("These facts would give points:"), .list(unmet)]
        }
        return Page.Section("Score", parts)
    }

    private static func lines(_ lines: [ScoreLine]) -> [Page.Part] {
        guard !lines.isEmpty else { return [.paragraph("No rule gives points.")] }
        return Page.table(
            [.figure("Points"), .text("Rule"), .text("Name"), .text("Fact")], lines
        ) { line in
            [points(line.points), line.rule, line.title, line.fact]
        }
    }

    private static func qualification(_ score: ScoreExplanation) -> Page.Section {
        let reached = score.qualified.map {
            "\($0.milestone.rawValue.uppercased()) \($0.at.rfc3339): \($0.why), playbook version "
                + "\($0.playbook)."
        }
        let lines = reached + score.openQualifications
        return Page.Section(
            "Qualification", lines.isEmpty ? [.paragraph("None.")] : [.list(lines)])
    }

    private static func owner(_ owner: OwnerExplanation) -> Page.Section {
        let table = Page.table(
            [
                .text("Considered"), .text("Verdict"), .figure("Owed"), .figure("Load"),
                .text("Why"),
            ],
            owner.considered
        ) { row in
            [
                row.name, row.verdict.rawValue, Figures.number(row.credit, decimals: 2),
                Figures.count(row.load), row.why ?? "",
            ]
        }
        return Page.Section(
            "Owner", owner.text.map(Page.Part.paragraph) + (owner.considered.isEmpty ? [] : table))
    }

    private static func clocks(_ clocks: [ClockExplanation]) -> Page.Section {
        let parts = clocks.flatMap { clock in
            [Page.Part.paragraph(clock.text), .paragraph("  Computed: \(clock.computed)")]
        }
        return Page.Section("Clocks", parts.isEmpty ? [.paragraph("No clock runs.")] : parts)
    }

    private static func handoff(_ handoff: HandoffExplanation) -> Page.Section {
        Page.Section(
            "Handoff \(handoff.handoff)",
            handoff.text.map(Page.Part.paragraph) + lines(handoff.lines))
    }

    private static func versions(_ told: Explanation) -> Page.Section {
        let lines = told.decidedUnder.map { version in
            "Version \(version.version)\(version.name.map { $0.isEmpty ? "" : " (\($0))" } ?? ""): "
                + version.decisions.joined(separator: "; ") + "."
        }
        return Page.Section(
            "Playbook", lines.isEmpty ? [.paragraph("Nothing was decided yet.")] : [.list(lines)])
    }

    private static func points(_ points: Double) -> String {
        Value.written((points * 100).rounded() / 100)
    }
}
