import LeadRules

/// Leads in their table.
enum LeadRows {
    static let columns = """
        id, captured_at, account_id, segment, stage, stage_since, owner_id, assigned_at, held_in, \
        sdr_id, ae_id, merged_into, profile, progress
        """

    static func read(_ row: any SQLRow, _ json: RowJSON) throws -> Lead {
        var lead = Lead(id: LeadID(row.int(0)), capturedAt: Instant(milliseconds: row.int(1)))
        lead.account = row.integer(2).map { AccountID($0) }
        lead.segment = row.text(3)
        lead.stage = Stage(rawValue: row.string(4)) ?? .marketing
        lead.stageSince = Instant(milliseconds: row.int(5))
        lead.heldIn = row.text(8)
        lead.credits.sdr = row.integer(9).map { MemberID($0) }
        lead.credits.ae = row.integer(10).map { MemberID($0) }
        lead.mergedInto = row.integer(11).map { LeadID($0) }
        let profile = try json.value(LeadProfile.self, row.string(12))
        lead.contact = profile.contact
        lead.origin = profile.origin
        lead.attributes = profile.attributes
        lead.verification = profile.verification
        let progress = try json.value(LeadProgress.self, row.string(13))
        lead.score = progress.score
        lead.milestones = progress.milestones
        lead.stageReason = progress.stageReason
        lead.work = progress.work
        lead.rest = progress.rest
        if let owner = row.integer(6), let at = row.integer(7) {
            lead.assignment = Assignment(
                owner: MemberID(owner), pool: progress.pool, at: Instant(milliseconds: at))
        }
        return lead
    }

    static let insert = """
        INSERT INTO leads (stage, stage_since, owner_id, assigned_at, held_in, sdr_id, ae_id, \
        mql_at, pql_at, sql_at, sal_at, won_at, lost_at, amount, score, first_assigned_at, \
        first_touch_at, last_activity_at, wake_at, next_mail_at, progress, \
        name, name_key, email_key, phone, company, account_id, source, source_group, campaign, \
        temperature, ip, external_id, segment, verification, merged_into, profile, \
        id, captured_at) VALUES (\(Array(repeating: "?", count: 39).joined(separator: ", ")))
        """

    /// What each activity changes: no index knows these columns, so none is touched.
    static let updateScore = """
        UPDATE leads SET score = ?, last_activity_at = ?, progress = ? WHERE id = ?
        """

    static func score(_ lead: Lead, _ json: RowJSON) throws -> [SQLValue] {
        [
            .real(lead.score.total), .time(lead.work.lastActivityAt),
            .text(try json.text(lead.progress)),
        ]
    }

    static let updateProgress = """
        UPDATE leads SET stage = ?, stage_since = ?, owner_id = ?, assigned_at = ?, held_in = ?, \
        sdr_id = ?, ae_id = ?, mql_at = ?, pql_at = ?, sql_at = ?, sal_at = ?, won_at = ?, \
        lost_at = ?, amount = ?, score = ?, first_assigned_at = ?, first_touch_at = ?, \
        last_activity_at = ?, wake_at = ?, next_mail_at = ?, progress = ? WHERE id = ?
        """

    static let updateProfile = """
        UPDATE leads SET name = ?, name_key = ?, email_key = ?, phone = ?, company = ?, \
        account_id = ?, source = ?, source_group = ?, campaign = ?, temperature = ?, ip = ?, \
        external_id = ?, segment = ?, verification = ?, merged_into = ?, profile = ? WHERE id = ?
        """

    static func progress(_ lead: Lead, _ json: RowJSON) throws -> [SQLValue] {
        let reached = lead.milestones
        return [
            .text(lead.stage.rawValue), .time(lead.stageSince), .id(lead.assignment?.owner),
            .time(lead.assignment?.at), .optional(lead.heldIn), .id(lead.credits.sdr),
            .id(lead.credits.ae), .time(reached.mql), .time(reached.pql), .time(reached.sql),
            .time(reached.sal), .time(reached.won), .time(reached.lost),
            .optional(reached.amount), .real(lead.score.total), .time(lead.work.firstAssignedAt),
            .time(lead.work.firstTouchAt), .time(lead.work.lastActivityAt),
            .time(lead.rest.wakeAt), .time(lead.rest.nextMailAt),
            .text(try json.text(lead.progress)),
        ]
    }

    static func profile(_ lead: Lead, _ json: RowJSON) throws -> [SQLValue] {
        [
            .text(lead.contact.name), .optional(lead.contact.nameKey),
            .optional(lead.contact.emailKey), .optional(lead.contact.phone),
            .optional(lead.contact.company), .id(lead.account), .text(lead.origin.source),
            .text(lead.origin.group.rawValue), .optional(lead.origin.campaign),
            .text(lead.origin.temperature.rawValue), .optional(lead.origin.ip),
            .optional(lead.origin.externalID), .optional(lead.segment),
            .text(lead.verification.state.rawValue), .id(lead.mergedInto),
            .text(try json.text(lead.profile)),
        ]
    }
}

extension SQLValue {
    static func time(_ at: Instant?) -> SQLValue { .optional(at?.milliseconds) }
    static func id<K>(_ id: ID<K>?) -> SQLValue { .optional(id?.number) }
    static func flag(_ flag: Bool) -> SQLValue { .integer(flag ? 1 : 0) }
}
