import Hummingbird
import LeadEngine
import LeadRules

/// What is decided of proposals to merge.
enum MergeActions {
    static let table = [
        PageRoute(.post, "/merges/{id}/dismissal", .work, dismissMerge),
        PageRoute(.post, "/merges/{id}/undo", .work, undoMerge),
    ]

    /// The proposal of the address, both of whose leads are in sight.
    private static func merge(of visit: Visit) async throws -> MergeID {
        let id: MergeID = try visit.id("merge")
        guard let merge = try await visit.read({ try $0.merge(id) }) else {
            throw Refusal.notFound(id, "merge")
        }
        for lead in [merge.keep, merge.absorb] { try await visit.require(lead) }
        return id
    }

    private static func dismissMerge(_ visit: Visit) async throws -> Response {
        let id = try await merge(of: visit)
        return try await visit.act("/leads") {
            try await visit.perform(DismissMerge(merge: id))
            return Said(.good, visit.words["merge.dismissed"])
        }
    }

    private static func undoMerge(_ visit: Visit) async throws -> Response {
        let id = try await merge(of: visit)
        return try await visit.act("/leads") {
            try await visit.perform(UndoMerge(merge: id))
            return Said(.good, visit.words["merge.undone"])
        }
    }
}
