package import LeadEngine

/// Compares the tables of two stores, value by value.
package enum StoreComparison {
    /// The first row that differs from what the journal says, in words; nil when every projection is the
    /// same.
    ///
    /// - Parameters:
    ///   - tables: the store whose tables are looked at.
    ///   - folded: a store into which the same journal was folded anew.
    package static func firstDifference(_ tables: any Store, _ folded: any Store) async throws
        -> String?
    {
        try await firstDifference(
            of: Schema.projections, tables, folded, sides: .tableAndJournal)
    }

    /// The first row of any table by which a copy differs from its workspace, in words.
    package static func firstDifference(of workspace: any Store, andItsCopy copy: any Store)
        async throws -> String?
    {
        try await firstDifference(of: Schema.tables, workspace, copy, sides: .workspaceAndCopy)
    }

    private static func firstDifference(
        of tables: [Table], _ a: any Store, _ b: any Store, sides: ComparedSides
    ) async throws -> String? {
        for table in tables {
            var comparison = TableComparison(table, sides: sides)
            while let place = comparison.next {
                let left = try await a.read { try rows(table, after: place, in: $0, sides) }
                let right = try await b.read { try rows(table, after: place, in: $0, sides) }
                comparison.take(left, right)
            }
            if let difference = comparison.difference { return difference }
        }
        return nil
    }

    /// The same within transactions of both.
    static func firstDifference(of workspace: any TableRows, andItsCopy copy: any TableRows) throws
        -> String?
    {
        for table in Schema.tables {
            let sides = ComparedSides.workspaceAndCopy
            var comparison = TableComparison(table, sides: sides)
            while let place = comparison.next {
                comparison.take(
                    try rows(table, after: place, in: workspace, sides),
                    try rows(table, after: place, in: copy, sides))
            }
            if let difference = comparison.difference { return difference }
        }
        return nil
    }

    private static func rows(
        _ table: Table, after place: TableComparison.Place, in reader: Any, _ sides: ComparedSides
    ) throws -> [[SQLValue]] {
        guard let reader = reader as? any TableRows else {
            throw StoreProblem(kind: .other, message: "This store cannot be compared.")
        }
        return try reader.rows(
            of: table, after: place.row, limit: 2_000, counting: sides.areOfJournal)
    }
}

/// What the two sides of a comparison are called.
struct ComparedSides: Sendable {
    let first: String
    let second: String
    let onlyInFirst: String
    let onlyInSecond: String
    /// Rows that mean nothing may be there or not.
    var areOfJournal = false

    static let tableAndJournal = ComparedSides(
        first: "the table has", second: "the journal says",
        onlyInFirst: "is not in the journal", onlyInSecond: "is only in the journal",
        areOfJournal: true)

    static let workspaceAndCopy = ComparedSides(
        first: "the workspace has", second: "the copy has",
        onlyInFirst: "is not in the copy", onlyInSecond: "is only in the copy")
}
