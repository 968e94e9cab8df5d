import LeadRules

/// Why something was not done, in the reader's language.
///
/// Rules speak English and their sentences name the very things. Where a sentence is not known in the
/// language, the text of its stable code stands for it.
extension Words {
    func telling(_ refusal: Refusal) -> String { telling(refusal.code, refusal.message) }

    func telling(_ problem: Problem) -> String { telling(problem.code, problem.detail) }

    private func telling(_ code: String, _ message: String) -> String {
        if knows(message) { return translated(message) }
        return has("refusal.\(code)") ? self["refusal.\(code)"] : message
    }

    /// What is wrong with a field.
    func telling(_ problem: FieldProblem) -> String {
        if knows(problem.message) { return translated(problem.message) }
        return self["field-problem.\(problem.code)", or: "field-problem.invalid"]
    }
}
