/// The sums that reports are made of, what leads are looked up by, and indexes for rows that are shown.
extension Schema {
    static let figureTables = [
        """
        CREATE TABLE figures (
            figure TEXT NOT NULL, span BIGINT NOT NULL, at BIGINT NOT NULL, key TEXT NOT NULL,
            n BIGINT NOT NULL, units BIGINT NOT NULL, millionths BIGINT NOT NULL,
            PRIMARY KEY (figure, span, at, key)) WITHOUT ROWID
        """,
        """
        CREATE TABLE lead_words (
            lead_id BIGINT PRIMARY KEY REFERENCES leads (id), words TEXT NOT NULL) WITHOUT ROWID
        """,
        """
        CREATE INDEX leads_ended ON leads ((CASE WHEN won_at IS NOT NULL AND (lost_at IS NULL \
        OR lost_at <= won_at) THEN won_at ELSE lost_at END), id) \
        WHERE won_at IS NOT NULL OR lost_at IS NOT NULL
        """,
        """
        CREATE INDEX events_visits ON events (at, visitor) WHERE visitor IS NOT NULL \
        AND visitor NOT LIKE 'user:%'
        """,
        "CREATE INDEX clocks_started ON clocks (started_at)",
        "DROP INDEX clocks_lead",
        "CREATE INDEX clocks_lead ON clocks (lead_id)",
    ]
}
