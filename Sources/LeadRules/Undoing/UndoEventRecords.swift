package import Records

extension StepUndone: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            undone: member("undone", \.undone),
            what: member("what", \.what),
            steps: member("steps", \.steps, or: []),
            standing: member("standing", \.standing),
            handoffs: member("handoffs", \.handoffs, or: []),
            clocks: member("clocks", \.clocks, or: []),
            cancelled: member("cancelled", \.cancelled, or: []),
            turns: member("turns", \.turns, or: []))
    }
}
