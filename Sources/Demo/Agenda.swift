import LeadRules

/// What happens when, in the made-up weeks.
struct Agenda {
    enum What {
        case capture(Int)
        case fraud(Int)
        case visit(LeadID)
        case browse(Int)
        /// Messages of visitors that come late or again.
        case arrive([TrackedMessage])
        case sendAgain(String)
        case useProduct(LeadID)
        case touch(LeadID, MemberID)
        case qualify(LeadID, MemberID)
        case handOver(LeadID, MemberID)
        case decide(HandoffID, MemberID)
        case contact(HandoffID, MemberID)
        case close(LeadID, MemberID)
        case dispute(HandoffID, MemberID)
        case judge(HandoffID)
        case verify(LeadID, MemberID)
        case handToCustomerTeam(LeadID, MemberID)
        case askForReview(Int)
        case win
    }

    struct Entry {
        var at: Instant
        var what: What
        fileprivate var number = 0
    }

    private var entries: [Entry] = []
    private var added = 0

    /// Keeps the entries in order; those of one moment in the order in which they were added.
    mutating func add(_ at: Instant, _ what: What) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].at <= at { low = middle + 1 } else { high = middle }
        }
        added += 1
        entries.insert(Entry(at: at, what: what, number: added), at: low)
    }

    var first: Entry? { entries.first }

    mutating func remove(_ entry: Entry) {
        guard let place = entries.firstIndex(where: { $0.number == entry.number }) else { return }
        entries.remove(at: place)
    }
}
