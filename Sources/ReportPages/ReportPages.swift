package import LeadRules

/// Reports and explanations for people: as text for a terminal, and as a printable HTML file.
package enum ReportText {
    package static func text(_ report: Report) -> String { TextPage.text(page(report)) }
    package static func html(_ report: Report) -> String { HTMLPage.html(page(report)) }

    /// The report before it becomes text or HTML.
    package static func page(_ report: Report) -> Page {
        switch report {
        case .funnel(let report): FunnelPage.page(report)
        case .speed(let report): SpeedPage.page(report)
        case .handoffs(let report): HandoffPage.page(report)
        case .load(let report): LoadPage.page(report)
        case .weekly(let report): WeeklyPage.page(report)
        }
    }
}
