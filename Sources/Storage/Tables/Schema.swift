/// How a database comes to the declared tables: migrations, applied once each and in order. One that
/// was released never changes.
///
/// The same text runs on every engine. Times are milliseconds since 1970-01-01T00:00:00Z. Columns
/// beside `state` repeat parts of it for queries; both are written in the same statement.
package enum Schema {
    package struct Migration: Sendable {
        package let number: Int
        package let statements: [String]
    }

    package static let migrations = [
        Migration(number: 1, statements: firstTables + firstIndexes),
        Migration(number: 2, statements: signInTables),
        Migration(number: 3, statements: figureTables),
        Migration(
            number: 4,
            statements: [
                """
                CREATE INDEX outbox_delivered ON outbox (delivered_at) \
                WHERE delivered_at IS NOT NULL
                """
            ]),
        Migration(number: 5, statements: decisions),
    ]

    /// The migrations after which the figures of all rows are to be counted: the one that first kept
    /// sums, and those by which a figure came to mean something else.
    package static let recounts: Set<Int> = [3]

    /// The newest schema that this version of Baton knows.
    package static var newest: Int { migrations.map(\.number).max() ?? 0 }

    private static let firstTables = [
        """
        CREATE TABLE events (
            id BIGINT PRIMARY KEY, at BIGINT NOT NULL, actor TEXT NOT NULL,
            playbook BIGINT NOT NULL, name TEXT NOT NULL, lead_id BIGINT, visitor TEXT,
            data TEXT NOT NULL)
        """,
        """
        CREATE TABLE members (
            id BIGINT PRIMARY KEY, email TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
            load BIGINT NOT NULL CHECK (load >= 0), left_at BIGINT, state TEXT NOT NULL)
        """,
        """
        CREATE TABLE accounts (
            id BIGINT PRIMARY KEY, domain TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            state TEXT NOT NULL)
        """,
        """
        CREATE TABLE leads (
            id BIGINT PRIMARY KEY, captured_at BIGINT NOT NULL,
            name TEXT NOT NULL, name_key TEXT, email_key TEXT, phone TEXT, company TEXT,
            account_id BIGINT REFERENCES accounts (id),
            source TEXT NOT NULL, source_group TEXT NOT NULL, campaign TEXT,
            temperature TEXT NOT NULL, ip TEXT, external_id TEXT, segment TEXT,
            verification TEXT NOT NULL, stage TEXT NOT NULL, stage_since BIGINT NOT NULL,
            owner_id BIGINT REFERENCES members (id), assigned_at BIGINT, held_in TEXT,
            sdr_id BIGINT REFERENCES members (id), ae_id BIGINT REFERENCES members (id),
            mql_at BIGINT, pql_at BIGINT, sql_at BIGINT, sal_at BIGINT, won_at BIGINT,
            lost_at BIGINT, amount DOUBLE PRECISION,
            score DOUBLE PRECISION NOT NULL,
            first_assigned_at BIGINT, first_touch_at BIGINT, last_activity_at BIGINT,
            wake_at BIGINT, next_mail_at BIGINT,
            merged_into BIGINT REFERENCES leads (id),
            profile TEXT NOT NULL, progress TEXT NOT NULL,
            CHECK (merged_into IS NULL OR merged_into <> id),
            CHECK (stage <> 'held' OR held_in IS NOT NULL))
        """,
        """
        CREATE TABLE qualifications (
            lead_id BIGINT PRIMARY KEY REFERENCES leads (id), state TEXT NOT NULL)
        """,
        """
        CREATE TABLE handoffs (
            id BIGINT PRIMARY KEY, lead_id BIGINT NOT NULL REFERENCES leads (id),
            kind TEXT NOT NULL, handoff_state TEXT NOT NULL, opened_at BIGINT NOT NULL,
            giver_id BIGINT REFERENCES members (id),
            receiver_id BIGINT NOT NULL REFERENCES members (id),
            points DOUBLE PRECISION NOT NULL, automatic BIGINT NOT NULL,
            decided_at BIGINT, reason TEXT, disputed BIGINT NOT NULL, overturned BIGINT,
            first_contact_at BIGINT, state TEXT NOT NULL)
        """,
        """
        CREATE TABLE clocks (
            id BIGINT PRIMARY KEY, lead_id BIGINT NOT NULL REFERENCES leads (id),
            handoff_id BIGINT REFERENCES handoffs (id), rule TEXT NOT NULL,
            purpose TEXT NOT NULL, clock_state TEXT NOT NULL,
            owner_id BIGINT REFERENCES members (id), started_at BIGINT NOT NULL,
            due_at BIGINT NOT NULL, next_at BIGINT, breached_at BIGINT, ended_at BIGINT,
            state TEXT NOT NULL,
            CHECK (clock_state <> 'running' OR next_at IS NOT NULL))
        """,
        """
        CREATE TABLE seats (
            pool TEXT NOT NULL, member_id BIGINT NOT NULL REFERENCES members (id),
            credit DOUBLE PRECISION NOT NULL, given BIGINT NOT NULL,
            PRIMARY KEY (pool, member_id))
        """,
        """
        CREATE TABLE visitors (
            id TEXT PRIMARY KEY, lead_id BIGINT REFERENCES leads (id),
            carried_to BIGINT REFERENCES leads (id), state TEXT NOT NULL)
        """,
        """
        CREATE TABLE merges (
            id BIGINT PRIMARY KEY, keep_id BIGINT NOT NULL REFERENCES leads (id),
            absorb_id BIGINT NOT NULL REFERENCES leads (id), merge_state TEXT NOT NULL,
            state TEXT NOT NULL)
        """,
        "CREATE TABLE messages (id TEXT PRIMARY KEY, at BIGINT NOT NULL)",
        """
        CREATE TABLE replies (
            key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, status BIGINT NOT NULL,
            body TEXT NOT NULL, at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE playbooks (
            version BIGINT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL,
            added_at BIGINT NOT NULL, added_by TEXT NOT NULL, active_from BIGINT,
            body TEXT NOT NULL)
        """,
        """
        CREATE TABLE endpoints (
            id BIGINT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL)
        """,
        """
        CREATE TABLE outbox (
            id BIGINT PRIMARY KEY, endpoint_id BIGINT NOT NULL REFERENCES endpoints (id),
            event_id BIGINT NOT NULL, body TEXT NOT NULL, message_state TEXT NOT NULL,
            attempts BIGINT NOT NULL, next_at BIGINT, created_at BIGINT NOT NULL,
            delivered_at BIGINT, last_error TEXT)
        """,
        """
        CREATE TABLE attempts (
            message_id BIGINT NOT NULL REFERENCES outbox (id), at BIGINT NOT NULL,
            status BIGINT, error TEXT, milliseconds BIGINT NOT NULL)
        """,
        """
        CREATE TABLE tokens (
            id BIGINT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL UNIQUE,
            scopes TEXT NOT NULL, member_id BIGINT REFERENCES members (id),
            source TEXT, created_at BIGINT NOT NULL, revoked_at BIGINT)
        """,
    ]

    /// Before, a decision was told by its moment and its actor.
    private static let decisions = [
        "ALTER TABLE events ADD COLUMN decision BIGINT NOT NULL DEFAULT 0",
        """
        UPDATE events SET decision = first.id FROM (SELECT e.id AS event, \
        min(e.id) OVER (PARTITION BY e.at, e.actor) AS id FROM events e) first \
        WHERE first.event = events.id
        """,
    ]

    private static let firstIndexes = [
        "CREATE INDEX events_lead ON events (lead_id, id) WHERE lead_id IS NOT NULL",
        "CREATE INDEX events_visitor ON events (visitor, id) WHERE visitor IS NOT NULL",
        "CREATE INDEX events_assigned ON events (at) WHERE name = 'lead.assigned'",
        "CREATE INDEX events_activated ON events (id) WHERE name = 'playbook.activated'",
        "CREATE INDEX events_time_off ON events (id) WHERE name = 'member.time-off-added'",
        "CREATE INDEX leads_email ON leads (email_key) WHERE email_key IS NOT NULL",
        "CREATE INDEX leads_phone ON leads (phone) WHERE phone IS NOT NULL",
        "CREATE INDEX leads_account ON leads (account_id, name_key) WHERE account_id IS NOT NULL",
        "CREATE INDEX leads_external ON leads (external_id, source) WHERE external_id IS NOT NULL",
        "CREATE INDEX leads_ip ON leads (ip, captured_at) WHERE ip IS NOT NULL",
        "CREATE INDEX leads_owner ON leads (owner_id, stage) WHERE owner_id IS NOT NULL",
        "CREATE INDEX leads_held ON leads (held_in, captured_at) WHERE held_in IS NOT NULL",
        "CREATE INDEX leads_wake ON leads (wake_at) WHERE wake_at IS NOT NULL",
        "CREATE INDEX leads_mail ON leads (next_mail_at) WHERE next_mail_at IS NOT NULL",
        "CREATE INDEX leads_captured ON leads (captured_at)",
        "CREATE INDEX leads_stage ON leads (stage, id)",
        """
        CREATE INDEX leads_open ON leads (stage, stage_since) WHERE merged_into IS NULL \
        AND won_at IS NULL AND lost_at IS NULL AND verification <> 'fake'
        """,
        "CREATE INDEX leads_verification ON leads (verification, id)",
        "CREATE INDEX handoffs_lead ON handoffs (lead_id)",
        "CREATE INDEX handoffs_receiver ON handoffs (receiver_id, handoff_state)",
        "CREATE INDEX handoffs_state ON handoffs (handoff_state, id)",
        "CREATE INDEX handoffs_opened ON handoffs (opened_at)",
        "CREATE INDEX clocks_next ON clocks (next_at) WHERE next_at IS NOT NULL",
        "CREATE INDEX clocks_lead ON clocks (lead_id) WHERE ended_at IS NULL",
        "CREATE INDEX clocks_breached ON clocks (breached_at) WHERE breached_at IS NOT NULL",
        "CREATE INDEX visitors_carried ON visitors (carried_to) WHERE carried_to IS NOT NULL",
        "CREATE INDEX merges_keep ON merges (keep_id)",
        "CREATE INDEX merges_absorb ON merges (absorb_id)",
        "CREATE INDEX messages_at ON messages (at)",
        "CREATE INDEX replies_at ON replies (at)",
        "CREATE INDEX outbox_due ON outbox (endpoint_id, next_at, id) WHERE next_at IS NOT NULL",
        "CREATE INDEX attempts_message ON attempts (message_id)",
    ]

    private static let signInTables = [
        """
        CREATE TABLE passwords (
            member_id BIGINT PRIMARY KEY REFERENCES members (id), hash TEXT NOT NULL,
            changed_at BIGINT NOT NULL, failures BIGINT NOT NULL CHECK (failures >= 0),
            locked_until BIGINT)
        """,
        """
        CREATE TABLE sessions (
            digest TEXT PRIMARY KEY, member_id BIGINT NOT NULL REFERENCES members (id),
            form_key TEXT NOT NULL, started_at BIGINT NOT NULL, seen_at BIGINT NOT NULL,
            ends_at BIGINT NOT NULL, browser TEXT NOT NULL)
        """,
        """
        CREATE TABLE preferences (
            member_id BIGINT PRIMARY KEY REFERENCES members (id), state TEXT NOT NULL)
        """,
        """
        CREATE TABLE notices (
            id BIGINT PRIMARY KEY, member_id BIGINT NOT NULL REFERENCES members (id),
            kind TEXT NOT NULL, event_id BIGINT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL,
            lead_id BIGINT, lead_name TEXT NOT NULL, handoff_id BIGINT, detail TEXT NOT NULL,
            seen_at BIGINT)
        """,
        "CREATE INDEX sessions_member ON sessions (member_id)",
        "CREATE INDEX notices_member ON notices (member_id, id)",
        "CREATE INDEX notices_unseen ON notices (member_id) WHERE seen_at IS NULL",
        "CREATE INDEX leads_name ON leads (name_key) WHERE name_key IS NOT NULL",
        "CREATE INDEX leads_sdr ON leads (sdr_id, id) WHERE sdr_id IS NOT NULL",
        "CREATE INDEX leads_ae ON leads (ae_id, id) WHERE ae_id IS NOT NULL",
        "CREATE INDEX leads_campaign ON leads (campaign) WHERE campaign IS NOT NULL",
        "CREATE INDEX leads_won ON leads (id) WHERE won_at IS NOT NULL",
        "CREATE INDEX leads_lost ON leads (id) WHERE lost_at IS NOT NULL",
        "CREATE INDEX handoffs_giver ON handoffs (giver_id, handoff_state)",
        "CREATE INDEX clocks_due ON clocks (due_at) WHERE ended_at IS NULL",
        """
        CREATE INDEX events_verification ON events (id) \
        WHERE name = 'lead.verification-changed'
        """,
        "CREATE INDEX events_people ON events (actor, id) WHERE actor LIKE 'M%'",
    ]
}
