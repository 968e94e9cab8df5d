import HTTPTypes
import LeadRules

/// Why a form was not taken, for the page that shows it again: a sentence, and what is wrong with
/// each field.
struct RefusedForm {
    let summary: String
    /// As the API answers.
    let status: HTTPResponse.Status
    private let items: [(field: String, text: String)]

    init(_ refusal: Refusal, _ words: Words) {
        let summary = words.telling(refusal)
        var items = refusal.problems.map { (field: $0.field, text: words.telling($0)) }
        if refusal.code == "email-taken" { items.append((field: "email", text: summary)) }
        self.summary = summary
        self.items = items
        status = Problem(refusal).status
    }

    init(_ refusal: Refusal, _ visit: Visit) { self.init(refusal, visit.words) }

    /// A page's own finding.
    init(_ summary: String, field: String) {
        self.summary = summary
        items = [(field, summary)]
        status = .unprocessableContent
    }

    var view: View {
        [
            "summary": summary,
            "items": items.filter { $0.text != summary }.map { item -> View in
                ["field": item.field, "text": item.text]
            },
        ]
    }

    /// What is wrong, by field, to be shown at it.
    var fields: View {
        .fields(Dictionary(items.map { ($0.field, $0.text.view) }) { first, _ in first })
    }
}
