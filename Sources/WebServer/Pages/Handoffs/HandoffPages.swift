import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/handoffs/H5`: one handoff, for its giver, its receiver and their manager.
enum HandoffPages {
    static let table =
        QualificationPages.table + HandingOver.table
        + [PageRoute(.get, "/handoffs/{id}", .visit, show)] + HandoffActions.table

    private static func show(_ visit: Visit) async throws -> Response {
        page(try await HandoffFile(try visit.id("handoff"), visit), visit)
    }

    /// - Parameter failed: a form of the page that was refused, with what it sent.
    static func page(
        _ file: HandoffFile, _ visit: Visit, failed: HandoffPanels.Failed? = nil
    ) -> Response {
        let panels = HandoffPanels(file: file, visit: visit, failed: failed)
        return visit.page(
            "handoff", area: visit.may(.receive) ? "inbox" : "leads",
            title: "\(visit.title(ofHandoff: file.handoff.kind)) · \(file.lead.displayName)",
            [
                "handoff": panels.head(), "clocks": panels.clocks(), "urgent": panels.urgent(),
                "record": panels.record(),
                "map": StakeholderMap.view(file.handoff.record.stakeholders, visit.words),
                "packet": panels.packet(), "ten": panels.ten(), "questions": panels.questions(),
                "decision": panels.decision(), "dispute": panels.dispute(),
                "outcome": panels.outcome(), "may": panels.actions(),
                "failed": failed.map { failed -> View in
                    [
                        "form": failed.form,
                        "text": visit.told(visit.telling(failed.refusal)),
                        "href": "#\(failed.form)",
                    ]
                },
                "timeline": StoryView.view(file.story, visit),
                "agenda": file.handoff.state == .review
                    ? HandoffDraft.agenda(visit.words) : nil,
            ], status: failed == nil ? .ok : .unprocessableContent)
    }
}
