/// Lists that the pages of the numbers choose from.
extension SQLTransaction {
    package func campaigns(limit: Int) throws -> [String] {
        // Steps from one campaign to the next in the index, however many leads each has.
        try connection.rows(
            """
            WITH RECURSIVE names (name) AS ( \
            SELECT min(campaign) FROM leads WHERE campaign IS NOT NULL UNION ALL \
            SELECT (SELECT min(l.campaign) FROM leads l WHERE l.campaign > names.name) \
            FROM names WHERE names.name IS NOT NULL) \
            SELECT name FROM names WHERE name IS NOT NULL LIMIT ?
            """, [.integer(Int64(limit))]
        ) { $0.string(0) }
    }
}
