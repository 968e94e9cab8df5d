import LeadEngine
import LeadRules

/// A handoff that somebody is about to open.
struct HandoffDraft {
    let file: QualificationFile
    let rule: HandoffRule
    let visit: Visit
    var fields: RecordFields
    var problems: [FieldProblem] = []
    var refusal: Refusal?
    /// What somebody else wrote in the meantime.
    var conflict: View?
    var receiver = ""
    private var summary = ""
    private var quotes = ""
    private var objections = ""
    private var isJoint = false

    init(file: QualificationFile, rule: HandoffRule, visit: Visit) {
        self.file = file
        self.rule = rule
        self.visit = visit
        fields = RecordFields(file.record, in: visit.reader.zone)
        if needs.fields.contains(.segment) { fields.propose(segment: file.lead.segment) }
    }

    var needs: HandoffNeeds {
        HandoffNeeds(rule: rule, stakeholders: visit.playbook.qualification.stakeholders)
    }

    var reading: RecordReading { file.read(fields, visit) }

    mutating func take(_ form: Form) {
        fields.take(form)
        receiver = form.text("receiver") ?? ""
        summary = form.raw("summary") ?? ""
        quotes = form.raw("quotes") ?? ""
        objections = form.raw("objections") ?? ""
        isJoint = form.text("way") == "joint"
    }

    var packet: Packet {
        var packet = Packet()
        let lines = RecordReading.lines(summary)
        packet.summary = lines.joined(separator: "\n")
        if lines.isEmpty, isJoint { packet.summary = visit.words["hand-over.joint-asked"] }
        packet.quotes = RecordReading.lines(quotes)
        packet.objections = RecordReading.lines(objections)
        return packet
    }

    var packetView: View {
        [
            "summary": summary, "quotes": quotes, "objections": objections, "isJoint": isJoint,
        ]
    }

    /// Checklist and points as they stand with what is typed.
    var standing: View {
        let record = reading.record
        var lead = file.lead
        lead.segment = record.segment ?? lead.segment
        let lines = visit.playbook.tenPoints(record, lead: lead, account: file.account)
        let meter = TenMeter(
            playbook: visit.playbook, rule: rule, record: record, lines: lines, visit: visit)
        return [
            "checklist": needs.view(record, visit.words),
            "ten": rule.jointReview == nil ? nil : meter.view(),
        ]
    }

    func form(addsRow: Bool) -> RecordForm {
        RecordForm(
            fields: fields, shown: Set(needs.fields), required: Set(needs.fields),
            problems: problems, addsRow: addsRow, names: file.names, visit: visit)
    }

    var receivers: View {
        let giver = file.lead.giver(by: visit.me.id)
        let able = visit.members.filter { rule.canReceive($0) && $0.id != giver }
        return [
            "options": Views.options(
                able.map { ($0.id.description, $0.profile.name) }, chosen: receiver),
            "role": visit.words["role.\(rule.to.rawValue)"],
            "error": problems.first { $0.field == "receiver" }.map { visit.words.telling($0) },
        ]
    }

    /// How long the receiver has for the decision.
    var decides: String? {
        rule.decisionClock.flatMap { visit.playbook.clock($0) }
            .map { visit.reader.span($0.time) }
    }

    /// What was promised before, where the receiver needs to know: the latest three.
    var promises: View? {
        guard needs.fields.contains(.promises) else { return nil }
        let told =
            file.handoffs.compactMap(\.record.promises)
            + [file.record.promises].compactMap(\.self)
        let lines = told.flatMap(RecordReading.lines)
        let distinct = lines.enumerated().filter { index, line in
            !lines[(index + 1)...].contains(line)
        }.map(\.element)
        return distinct.isEmpty ? nil : ["lines": distinct.suffix(3).map { $0 }]
    }

    /// The joint review: fifteen minutes in three parts.
    static func agenda(_ words: Words) -> View {
        [("3", "giver"), ("7", "receiver"), ("5", "both")].map { minutes, who -> View in
            [
                "minutes": minutes, "who": words["agenda.\(who)"],
                "what": words["agenda.\(who)-does"],
            ]
        }.view
    }
}
