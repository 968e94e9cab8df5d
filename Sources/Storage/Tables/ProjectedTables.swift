import LeadRules

/// The tables that are made from the journal.
extension Table {
    static let members = Table(
        "members", projection: true,
        [
            .integer("id"), .text("email"), .text("role"), .integer("load"),
            .integer("left_at").orNull, .record("state", Member.self),
        ])

    static let accounts = Table(
        "accounts", projection: true,
        [.integer("id"), .text("domain"), .text("name"), .record("state", Account.self)])

    static let leads = Table("leads", projection: true, LeadColumn.all.map(\.column))

    static let qualifications = Table(
        "qualifications", projection: true,
        [.id("lead_id", of: "leads"), .record("state", QualificationRecord.self)])

    static let handoffs = Table(
        "handoffs", projection: true,
        [
            .integer("id"), .id("lead_id", of: "leads"), .text("kind"), .text("handoff_state"),
            .integer("opened_at"), .id("giver_id", of: "members").orNull,
            .id("receiver_id", of: "members"), .real("points"), .integer("automatic"),
            .integer("decided_at").orNull, .text("reason").orNull, .integer("disputed"),
            .integer("overturned").orNull, .integer("first_contact_at").orNull,
            .record("state", Handoff.self),
        ])

    static let clocks = Table(
        "clocks", projection: true,
        [
            .integer("id"), .id("lead_id", of: "leads"),
            .id("handoff_id", of: "handoffs").orNull, .text("rule"), .text("purpose"),
            .text("clock_state"), .id("owner_id", of: "members").orNull, .integer("started_at"),
            .integer("due_at"), .integer("next_at").orNull, .integer("breached_at").orNull,
            .integer("ended_at").orNull, .record("state", Clock.self),
        ])

    static let seats = Table(
        "seats", projection: true, key: ["pool", "member_id"],
        [.text("pool"), .id("member_id", of: "members"), .real("credit"), .integer("given")])

    static let visitors = Table(
        "visitors", projection: true,
        [
            .text("id"), .id("lead_id", of: "leads").orNull,
            .id("carried_to", of: "leads").orNull, .record("state", Visitor.self),
        ])

    static let merges = Table(
        "merges", projection: true,
        [
            .integer("id"), .id("keep_id", of: "leads"), .id("absorb_id", of: "leads"),
            .text("merge_state"), .record("state", MergeProposal.self),
        ])

    /// A sum of nothing is as good as none.
    static let figures = Table(
        "figures", projection: true, key: ["figure", "span", "at", "key"], condition: "n <> 0",
        [
            .text("figure"), .integer("span"), .integer("at"), .text("key"), .integer("n"),
            .integer("units"), .integer("millionths"),
        ])

    static let leadWords = Table(
        "lead_words", projection: true, [.id("lead_id", of: "leads"), .text("words")])
}
