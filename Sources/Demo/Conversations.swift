import LeadRules

/// What made-up conversations brought to light.
enum Conversations {
    static let quotes = [
        "“We lose two days between marketing and sales every single time.”",
        "“견적 요청이 누구 책임인지 아무도 모릅니다.”",
        "“引き継ぎの情報がメールに埋もれてしまいます。”",
        "“If it shows me who has the ball, I will sign.”",
    ]
    static let objections = [
        "The CRM has something like it.", "보안 심사가 먼저입니다.", "予算は来期です。",
        "Who will maintain the rules?",
    ]
    static let notes = [
        "The loss per month is a guess.", "승인자가 누구인지 확인되지 않았습니다.", "導入は再来年の予定。",
        "They asked for a feature we do not have.",
    ]
    static let wins = [
        "Speed of first response", "Fit with their own process", "Security review passed",
    ]
    static let losses = ["Chose the CRM's own module", "Project stopped", "Price", "No decision"]

    private static let pains = [
        "Demo requests wait a day and a half for an answer; a third never gets one.",
        "Every AE asks the same questions again, and buyers notice.",
        "Nobody knows which leads of the fair were followed up.",
    ]

    /// What an SDR writes down after a good talk; now and then something stays open.
    static func record(of lead: Lead, at now: Instant, _ chance: inout Chance)
        -> QualificationRecord
    {
        var record = QualificationRecord()
        record.icpConfirmed = true
        record.segment = lead.segment ?? "other"
        record.pain = chance.pick(pains)
        record.need = record.pain
        record.impact = ProblemImpact(
            kind: chance.pick([.money, .time, .time, .opportunity, .risk]),
            statement: "Leads are lost between teams",
            amountPerMonth: chance.happens(0.4) ? Double(5 + chance.below(40)) * 1_000 : nil)
        record.trigger = TriggerEvent(
            kind: chance.pick([
                .newExecutive, .kpiChange, .contractExpiry, .other, .other,
            ]),
            statement: "New targets for the coming half-year")
        record.alternative = CurrentAlternative(
            kind: chance.pick([.spreadsheet, .competitor, .inHouse, .nothing]))
        record.stakeholders = [
            Stakeholder(
                name: lead.contact.name, part: .user, isContact: true, attendsNextMeeting: true),
            Stakeholder(
                name: "Head of the division", part: chance.happens(0.75) ? .approver : .influencer,
                reachable: chance.happens(0.45),
                attendsNextMeeting: true),
        ]
        record.budget = Budget(
            confirmed: chance.happens(0.5), amount: Double(30 + chance.below(90)) * 1_000)
        record.authority = chance.pick([.decisionMaker, .influencer])
        record.timeline = Timeline(withinDays: chance.pick([45, 90, 150, 200]))
        record.nextStep = "Demo on their own data"
        // Some records are not complete: the handoff is refused until they are.
        if chance.happens(0.9) {
            record.nextMeeting = Meeting(
                at: now + .days(4), attendees: [lead.contact.name], purpose: .demo)
        }
        return record
    }
}
