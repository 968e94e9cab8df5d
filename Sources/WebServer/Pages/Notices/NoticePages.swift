import Hummingbird
import LeadEngine
import LeadRules

/// `/notices`: what somebody was told, the latest first.
enum NoticePages {
    static let table = [
        PageRoute(.get, "/notices", .visit, show),
        PageRoute(.post, "/notices/seen", .visit, see),
    ]

    private static func show(_ visit: Visit) async throws -> Response {
        let me = visit.me.id
        let after = try visit.query.number("after", in: 1 ... .max)
        let kept = try await visit.read { try $0.notices(of: me, after: after, limit: 51) }
        let shown = kept.prefix(50)
        return visit.page(
            "notices", area: "notices", title: visit.words["notices.title"],
            [
                "notices": shown.map { view($0, visit) },
                "isEmpty": kept.isEmpty, "hasUnseen": kept.contains { $0.seenAt == nil },
                "older": kept.count > 50 ? shown.last.map { Int($0.id) } : nil,
            ])
    }

    private static func see(_ visit: Visit) async throws -> Response {
        let me = visit.me.id
        try await visit.engine.submit { transaction, now in
            try transaction.seeNotices(of: me, upTo: now, at: now)
        }
        return visit.redirect("/notices")
    }

    static func view(_ kept: KeptNotice, _ visit: Visit) -> View {
        let notice = kept.notice
        let by: String? =
            if case .member(let id) = notice.by { visit.name(id) } else { nil }
        let rule = visit.title(ofClock: notice.detail)
        let text = visit.words(
            "notices.\(notice.kind.rawValue)",
            [
                "lead": notice.leadName, "by": by ?? visit.words["notices.baton"], "rule": rule,
                "detail": detail(notice, visit),
            ])
        let path =
            notice.handoff.map { "/handoffs/\($0)" } ?? notice.lead.map { "/leads/\($0)" }
            ?? (notice.kind == .delivery ? "/settings/alerts" : nil)
        return [
            "id": kept.id, "text": text, "path": path, "when": visit.reader.ago(notice.at),
            "at": notice.at.rfc3339, "isUnseen": kept.seenAt == nil, "icon": icon(notice.kind),
            "tone": tone(notice.kind),
        ]
    }

    /// Why, in the reader's language and with people by their names.
    private static func detail(_ notice: Notice, _ visit: Visit) -> String {
        switch notice.kind {
        case .handoffRejected: visit.title(ofRejection: notice.detail)
        // What somebody wrote stays as it is.
        case .question, .answer: notice.detail
        default:
            visit.words["notices.detail-\(notice.detail)", ifAny: visit.told(notice.detail)]
        }
    }

    private static func icon(_ kind: Notice.Kind) -> String {
        switch kind {
        case .assigned, .takenOver: "user"
        case .handoffReceived, .handoffAccepted, .handoffRejected: "handoff"
        case .disputed, .disputeDecided: "dispute"
        case .question, .answer: "question"
        case .reminder, .breach: "clock"
        case .handRaised: "star"
        case .delivery: "warning"
        }
    }

    private static func tone(_ kind: Notice.Kind) -> String {
        switch kind {
        case .breach, .handoffRejected, .delivery: "bad"
        case .reminder, .disputed: "warn"
        case .handoffAccepted: "good"
        default: "info"
        }
    }
}
