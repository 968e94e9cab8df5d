import LeadRules
import PlaybookFile
import Testing

struct ShippedPlaybookTests {
    @Test(arguments: [
        ("default", "Default"), ("product-led", "Product-led"),
        ("enterprise-outbound", "Enterprise outbound"),
    ])
    func `every shipped playbook is read without a problem`(file: String, name: String) throws {
        #expect(try PlaybookFile.read(shipped(file), file: "\(file).yaml").name == name)
    }

    @Test(arguments: ["default", "product-led", "enterprise-outbound"])
    func `every calendar knows the holidays of two years`(file: String) throws {
        for (_, calendar) in try PlaybookFile.read(shipped(file)).calendars {
            for year in [2026, 2027] {
                #expect(calendar.holidays.contains(CivilDate(year: year, month: 1, day: 1)))
                #expect(calendar.holidays.count { $0.parts.year == year } >= 9)
            }
        }
    }

    @Test func `the default contact times are those of the field`() throws {
        let playbook = try PlaybookFile.read(shipped("default"))
        let expected: [(String, TimeSpan, Bool)] = [
            ("demo-request", .zero, true), ("quote-request", .zero, true),
            ("consultation", .zero, true), ("webinar-attendee", .days(1), false),
            ("e-book", .days(3), false), ("free-trial", .days(7), false),
        ]
        for (id, after, raised) in expected {
            #expect(playbook.source(id)?.contactAfter == after)
            #expect(playbook.source(id)?.handRaise == raised)
        }
        let target = playbook.source("demo-request")?.firstTouchClock.flatMap { playbook.clock($0) }
        #expect(target?.time == .minutes(5))
        #expect(playbook.source("demo-request")?.temperature == .hot)
    }

    @Test func `the default scoring has the figures of the field`() throws {
        let scoring = try PlaybookFile.read(shipped("default")).scoring
        #expect(scoring.threshold == 50)
        let attributes = Dictionary(
            uniqueKeysWithValues: scoring.attributes.map { ($0.id, $0.points) })
        #expect(attributes["revenue"] == 10)
        #expect(attributes["target-industry"] == 5)
        #expect(attributes["department-head"] == 10)
        let behaviours = Dictionary(
            uniqueKeysWithValues: scoring.behaviours.map { ($0.id, $0.points) })
        #expect(behaviours["page-visit"] == 1)
        #expect(behaviours["webinar-registration"] == 5)
        #expect(behaviours["webinar-attendance"] == 10)
        #expect(scoring.inactivity.map(\.points) == [-10])
        #expect(scoring.inactivity.map(\.after) == [.days(90)])
        #expect(scoring.repetition?.times == 3)
        #expect(scoring.repetition?.points == -50)
        #expect(scoring.pql.map(\.counts) == [["teammates-invited": 3, "messages-sent": 1000]])
    }

    @Test(arguments: [
        "Head of Sales", "CTO", "COO", "COO & Partner", "영업부장", "대표이사", "営業部長", "情報システム課長",
        "VP Operations",
    ])
    func `titles at or above department head are known in three languages`(title: String) throws {
        #expect(try isDepartmentHead(title))
    }

    @Test(arguments: ["Engineer", "Coordinator", "Crowd Manager", "대리", "担当", "Student"])
    func `other titles give no points`(title: String) throws {
        #expect(try !isDepartmentHead(title))
    }

    @Test func `the default BANT and ten-point figures are those of the field`() throws {
        let playbook = try PlaybookFile.read(shipped("default"))
        var bant = BANTRules()
        bant.grades = playbook.bant.grades
        #expect(playbook.bant == bant)
        #expect(playbook.bant.grades.map(\.grade) == ["A", "B", "C", "D", "F"])
        #expect(playbook.bant.grades.map(\.atLeast) == [80, 60, 40, 20, 0])
        #expect(playbook.bant.grades.map(\.action) == [.assign, .nurture, .nurture, .mail, .mail])
        #expect(playbook.handoffScore == HandoffScoreRules())
        #expect(playbook.handoff("sdr-to-ae")?.autoAccept == 7)
        #expect(playbook.handoff("sdr-to-ae")?.jointReview == 5)
    }

    @Test func `the default handoff enforces what must be known, and routes each rejection`() throws
    {
        let rule = try PlaybookFile.read(shipped("default")).handoff("sdr-to-ae")
        #expect(
            rule?.required == [
                .icpFit, .segment, .pain, .triggerEvent, .currentAlternative, .decisionStructure,
                .budget, .timeline, .nextStep, .nextMeeting,
            ])
        #expect(rule?.checklist == ChecklistItem.allCases)
        #expect(
            rule?.rejections.map(\.route) == [
                .nurture, .task, .task, .nurture, .backToGiver, .recycle,
            ])
        #expect(rule?.makes == .sal)
    }

    @Test func `the default clocks have the times of the field`() throws {
        let playbook = try PlaybookFile.read(shipped("default"))
        let times: [(String, TimeSpan)] = [
            ("first-contact-hot", .hours(4)), ("first-contact-outbound", .hours(8)),
            ("first-contact", .hours(24)), ("decision", .hours(24)),
            ("phone-verification", .hours(24)), ("first-touch-hand-raise", .minutes(5)),
            ("new-untouched", .days(3)),
        ]
        for (id, time) in times {
            #expect(playbook.clock(id)?.time == time)
            #expect(playbook.clock(id)?.remindAt == [0.5, 0.8])
            #expect(playbook.clock(id)?.onBreach.contains(.alertManager) == true)
        }
        #expect(playbook.clock("new-untouched")?.onBreach.contains(.reassignPool) == true)
        #expect(playbook.clock("first-contact-hot")?.onBreach.contains(.reassignBackup) == true)
    }

    @Test func `the default work rules have the figures of the field`() throws {
        let playbook = try PlaybookFile.read(shipped("default"))
        #expect(playbook.stages.attempts == 6)
        #expect(playbook.queue.slotsPerWeek == 80)
        #expect(playbook.pools.filter { $0.role == .sdr }.allSatisfy { $0.cap == 50 })
        #expect(playbook.recycling.reason("reviewing-in-six-months")?.wakeAfter == .days(180))
        #expect(playbook.targets.mqlToSQL == 0.25)
        #expect(playbook.targets.sqlToWon == 0.15)
    }

    /// Members are added after a playbook is activated, so a shipped one cannot name any.
    @Test(arguments: ["default", "product-led", "enterprise-outbound"])
    func `no shipped playbook names people or teams`(file: String) throws {
        let pools = try PlaybookFile.read(shipped(file)).pools
        #expect(pools.allSatisfy { $0.members.isEmpty && $0.teams.isEmpty && $0.weights.isEmpty })
    }

    private func isDepartmentHead(_ title: String) throws -> Bool {
        let rules = try PlaybookFile.read(shipped("default")).scoring.attributes
        let rule = try #require(rules.first { $0.id == "department-head" })
        return rule.when.holds { $0 == "title" ? .text(title) : nil }
    }
}
