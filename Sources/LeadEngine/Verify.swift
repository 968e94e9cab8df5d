import LeadRules

/// Folds the journal anew, batch by batch, into an empty store.
package struct Refold: Sendable {
    package let journal: any Store
    package let scratch: any Store

    package init(journal: any Store, scratch: any Store) {
        self.journal = journal
        self.scratch = scratch
    }

    /// Applies every event of the journal, in order.
    ///
    /// - Parameter progress: called with the number of events folded so far.
    package func run(progress: (Int) -> Void = { _ in }) async throws {
        var last: EventID?
        var folded = 0
        while true {
            let after = last
            let batch = try await journal.read { try $0.journal(after: after, limit: 5_000) }
            guard let end = batch.last else { return }
            try scratch.write { transaction, _ in
                var world = World(facts: transaction)
                for recorded in batch { try world.apply(recorded) }
                try transaction.append(batch)
                try transaction.save(world, at: end.stamp.at)
            }
            last = end.id
            folded += batch.count
            progress(folded)
        }
    }
}
