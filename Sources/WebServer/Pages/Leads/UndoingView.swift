import LeadRules

/// What of a story was taken back, and what can be.
struct UndoingView {
    private let undone: Set<EventID>
    /// The one touch or outcome that nothing rests on.
    private let last: EventID?

    init(_ story: [Recorded], _ visit: Visit) {
        let undone = Step.undone(in: story)
        self.undone = undone
        let latest = story.last {
            ["touch.logged", "outcome.recorded"].contains($0.name) && !undone.contains($0.id)
        }
        last = latest.flatMap { latest in
            let isMine = latest.stamp.actor == .member(visit.me.id) || visit.role.managesOthers
            let stands = Step(of: latest.id, in: story)?.later == nil
            return isMine && stands && visit.may(.work) ? latest.id : nil
        }
    }

    func view(of recorded: Recorded) -> View {
        [
            "isUndone": undone.contains(recorded.id),
            "undo": recorded.id == last ? recorded.id.description : nil as String?,
        ]
    }
}
