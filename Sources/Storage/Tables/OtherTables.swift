import LeadEngine
import LeadRules
package import Records

/// The journal.
extension Table {
    static let events = Table(
        "events",
        [
            .integer("id"), .integer("decision"), .integer("at"), .text("actor"),
            .integer("playbook"), .text("name"), .integer("lead_id").orNull,
            .text("visitor").orNull, .text("data"),
        ])
}

/// What is kept beside the journal.
extension Table {
    static let messages = Table("messages", [.text("id"), .integer("at")])

    static let replies = Table(
        "replies",
        [
            .text("key"), .text("fingerprint"), .integer("status"), .text("body"), .integer("at"),
        ])

    static let playbooks = Table(
        "playbooks",
        [
            .integer("version"), .text("name"), .text("digest"), .integer("added_at"),
            .text("added_by"), .integer("active_from").orNull, .text("body"),
        ])

    static let endpoints = Table(
        "endpoints", [.integer("id"), .text("kind"), .record("state", Endpoint.self)])

    static let outbox = Table(
        "outbox",
        [
            .integer("id"), .id("endpoint_id", of: "endpoints"), .integer("event_id"),
            .record("body", Alert.self), .text("message_state"), .integer("attempts"),
            .integer("next_at").orNull, .integer("created_at"), .integer("delivered_at").orNull,
            .text("last_error").orNull,
        ])

    static let attempts = Table(
        "attempts", key: [], order: ["message_id", "at"],
        [
            .id("message_id", of: "outbox"), .integer("at"), .integer("status").orNull,
            .text("error").orNull, .integer("milliseconds"),
        ])

    static let tokens = Table(
        "tokens",
        [
            .integer("id"), .text("name"), .text("digest"), .text("scopes"),
            .id("member_id", of: "members").orNull, .text("source").orNull,
            .integer("created_at"), .integer("revoked_at").orNull,
        ])

    static let passwords = Table(
        "passwords",
        [
            .id("member_id", of: "members"), .text("hash"), .integer("changed_at"),
            .integer("failures"), .integer("locked_until").orNull,
        ])

    static let sessions = Table(
        "sessions",
        [
            .text("digest"), .id("member_id", of: "members"), .text("form_key"),
            .integer("started_at"), .integer("seen_at"), .integer("ends_at"), .text("browser"),
        ])

    static let preferences = Table(
        "preferences", [.id("member_id", of: "members"), .record("state", Preferences.self)])

    static let notices = Table(
        "notices",
        [
            .integer("id"), .id("member_id", of: "members"), .text("kind"),
            .integer("event_id"), .integer("at"), .text("actor"), .integer("lead_id").orNull,
            .text("lead_name"), .integer("handoff_id").orNull, .text("detail"),
            .integer("seen_at").orNull,
        ])
}

extension Schema {
    /// Every table, those that others point to first: so they are copied.
    package static let tables: [Table] = [
        .events, .members, .accounts, .leads, .qualifications, .handoffs, .clocks, .seats,
        .visitors, .merges, .messages, .replies, .playbooks, .endpoints, .outbox, .attempts,
        .tokens, .passwords, .sessions, .preferences, .notices, .figures, .leadWords,
    ]

    /// What `verify` compares.
    package static var projections: [Table] { tables.filter(\.isProjection) }

    /// The JSON columns, as `table.column`: what is stored in them for ever, beside the journal.
    package static var records: [(name: String, record: any StoredRecord.Type)] {
        tables.flatMap { table in
            table.columns.compactMap { column in
                column.record.map { ("\(table.name).\(column.name)", $0) }
            }
        }
    }
}
