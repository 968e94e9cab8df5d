import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/leads/L12`: one lead, from first visit to today.
enum LeadPages {
    static let table =
        [PageRoute(.get, "/leads/{id}", .visit, show)] + LeadActions.table + MergeActions.table
        + ClockActions.table + UndoActions.table

    private static func show(_ visit: Visit) async throws -> Response {
        let file = try await LeadFile(try visit.id("lead"), visit)
        let lead = file.lead
        let panels = LeadPanels(file: file, visit: visit)
        let content: View = [
            "lead": panels.head(), "way": panels.way(), "clocks": panels.clocks(),
            "next": panels.next(), "score": panels.score(), "why": panels.why(),
            "brief": Brief.view(of: lead, account: file.account, record: file.record, visit),
            "facts": panels.facts(), "verification": panels.verification(),
            "duplicates": panels.duplicates(), "handoffs": panels.handoffs(),
            "qualification": panels.qualification(), "actions": panels.actions(),
            "colleagues": file.colleagues.map { other -> View in
                [
                    "id": other.id.description, "name": other.displayNameWithoutCompany,
                    "stage": visit.words["stage.\(other.stage.rawValue)"],
                ]
            },
            "hasColleagues": !file.colleagues.isEmpty,
            "timeline": StoryView.view(file.story, visit),
        ]
        return visit.page(
            "lead", area: lead.stage.isWorked ? "day" : "leads", title: lead.displayName, content)
    }
}
