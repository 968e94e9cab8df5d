import LeadRules

/// A column of the leads' table: how it is written from a lead, and how it is read back where it holds
/// more than what queries look for.
///
/// What a decision changed is written by groups: an activity changes the score, which no index knows;
/// a decision changes the place as well; the profile seldom changes.
struct LeadColumn: Sendable {
    typealias Write = @Sendable (Lead, RowJSON) throws -> SQLValue
    /// Takes the value at a place of a row over into the lead that is read.
    typealias Read = @Sendable (inout LeadReading, any SQLRow, Int) throws -> Void

    let column: Column
    let read: Read?
    let write: Write

    init(_ column: Column, read: Read? = nil, write: @escaping Write) {
        self.column = column
        self.read = read
        self.write = write
    }

    static let all = key + profile + place + score

    /// What never changes. A lead that is read begins with it.
    static let key = [id, capturedAt]
    static let id = LeadColumn(.integer("id")) { lead, _ in .integer(lead.id.number) }
    static let capturedAt = LeadColumn(.integer("captured_at")) { lead, _ in
        .time(lead.capturedAt)
    }

    /// Who it is and where it came from.
    static let profile: [LeadColumn] = [
        LeadColumn(.text("name")) { lead, _ in .text(lead.contact.name) },
        LeadColumn(.text("name_key").orNull) { lead, _ in .optional(lead.contact.nameKey) },
        LeadColumn(.text("email_key").orNull) { lead, _ in .optional(lead.contact.emailKey) },
        LeadColumn(.text("phone").orNull) { lead, _ in .optional(lead.contact.phone) },
        LeadColumn(.text("company").orNull) { lead, _ in .optional(lead.contact.company) },
        LeadColumn(
            .id("account_id", of: "accounts").orNull,
            read: { $0.lead.account = $1.integer($2).map { AccountID($0) } },
            write: { lead, _ in .id(lead.account) }),
        LeadColumn(.text("source")) { lead, _ in .text(lead.origin.source) },
        LeadColumn(.text("source_group")) { lead, _ in .text(lead.origin.group.rawValue) },
        LeadColumn(.text("campaign").orNull) { lead, _ in .optional(lead.origin.campaign) },
        LeadColumn(.text("temperature")) { lead, _ in .text(lead.origin.temperature.rawValue) },
        LeadColumn(.text("ip").orNull) { lead, _ in .optional(lead.origin.ip) },
        LeadColumn(.text("external_id").orNull) { lead, _ in .optional(lead.origin.externalID) },
        LeadColumn(
            .text("segment").orNull, read: { $0.lead.segment = $1.text($2) },
            write: { lead, _ in .optional(lead.segment) }),
        LeadColumn(.text("verification")) { lead, _ in .text(lead.verification.state.rawValue) },
        LeadColumn(
            .id("merged_into", of: "leads").orNull,
            read: { $0.lead.mergedInto = $1.integer($2).map { LeadID($0) } },
            write: { lead, _ in .id(lead.mergedInto) }),
        LeadColumn(
            .record("profile", LeadProfile.self),
            read: { try $0.take($0.json.value(LeadProfile.self, $1.string($2))) },
            write: { lead, json in .text(try json.text(lead.profile)) }),
    ]

    /// Where it stands, with whom, and what is to come.
    static let place: [LeadColumn] = [
        LeadColumn(
            .text("stage"),
            read: { $0.lead.stage = Stage(rawValue: $1.string($2)) ?? .marketing },
            write: { lead, _ in .text(lead.stage.rawValue) }),
        LeadColumn(
            .integer("stage_since"),
            read: { $0.lead.stageSince = Instant(milliseconds: $1.int($2)) },
            write: { lead, _ in .time(lead.stageSince) }),
        LeadColumn(
            .id("owner_id", of: "members").orNull,
            read: { $0.owner = $1.integer($2).map { MemberID($0) } },
            write: { lead, _ in .id(lead.assignment?.owner) }),
        LeadColumn(
            .integer("assigned_at").orNull, read: { $0.assignedAt = $1.time($2) },
            write: { lead, _ in .time(lead.assignment?.at) }),
        LeadColumn(
            .text("held_in").orNull, read: { $0.lead.heldIn = $1.text($2) },
            write: { lead, _ in .optional(lead.heldIn) }),
        LeadColumn(
            .id("sdr_id", of: "members").orNull,
            read: { $0.lead.credits.sdr = $1.integer($2).map { MemberID($0) } },
            write: { lead, _ in .id(lead.credits.sdr) }),
        LeadColumn(
            .id("ae_id", of: "members").orNull,
            read: { $0.lead.credits.ae = $1.integer($2).map { MemberID($0) } },
            write: { lead, _ in .id(lead.credits.ae) }),
        LeadColumn(.integer("mql_at").orNull) { lead, _ in .time(lead.milestones.mql) },
        LeadColumn(.integer("pql_at").orNull) { lead, _ in .time(lead.milestones.pql) },
        LeadColumn(.integer("sql_at").orNull) { lead, _ in .time(lead.milestones.sql) },
        LeadColumn(.integer("sal_at").orNull) { lead, _ in .time(lead.milestones.sal) },
        LeadColumn(.integer("won_at").orNull) { lead, _ in .time(lead.milestones.won) },
        LeadColumn(.integer("lost_at").orNull) { lead, _ in .time(lead.milestones.lost) },
        LeadColumn(.real("amount").orNull) { lead, _ in .optional(lead.milestones.amount) },
        LeadColumn(.integer("first_assigned_at").orNull) { lead, _ in
            .time(lead.work.firstAssignedAt)
        },
        LeadColumn(.integer("first_touch_at").orNull) { lead, _ in .time(lead.work.firstTouchAt) },
        LeadColumn(.integer("wake_at").orNull) { lead, _ in .time(lead.rest.wakeAt) },
        LeadColumn(.integer("next_mail_at").orNull) { lead, _ in .time(lead.rest.nextMailAt) },
    ]

    /// What every activity changes.
    static let score: [LeadColumn] = [
        LeadColumn(.real("score")) { lead, _ in .real(lead.score.total) },
        LeadColumn(.integer("last_activity_at").orNull) { lead, _ in
            .time(lead.work.lastActivityAt)
        },
        LeadColumn(
            .record("progress", LeadProgress.self),
            read: { try $0.take($0.json.value(LeadProgress.self, $1.string($2))) },
            write: { lead, json in .text(try json.text(lead.progress)) }),
    ]
}

extension LeadReading {
    fileprivate mutating func take(_ profile: LeadProfile) {
        lead.contact = profile.contact
        lead.origin = profile.origin
        lead.attributes = profile.attributes
        lead.verification = profile.verification
    }

    fileprivate mutating func take(_ progress: LeadProgress) {
        lead.score = progress.score
        lead.milestones = progress.milestones
        lead.stageReason = progress.stageReason
        lead.work = progress.work
        lead.rest = progress.rest
        pool = progress.pool
    }
}
