import DelimitedText
import Intake
package import LeadEngine
import LeadRules

/// Plays a team's history through the engine in the order in which it happened: leads come in on
/// their dates, outcomes on theirs, and clocks run in between.
///
/// For fresh workspaces: the engine's time is set to each moment in turn.
package struct HistoryReplay {
    let engine: Engine
    let time: SetTime
    let report: (BulkImport.Progress) -> Void

    package init(
        engine: Engine, time: SetTime, report: @escaping (BulkImport.Progress) -> Void
    ) {
        self.engine = engine
        self.time = time
        self.report = report
    }

    /// A moment of the history.
    private struct Moment {
        var at: Instant
        var what: What

        enum What {
            case lead(CaptureLead)
            case outcome(OutcomeRow)
        }
    }

    /// Plays leads, then what became of them.
    ///
    /// - Returns: how many leads and outcomes were played.
    /// - Throws: `BulkProblem` naming the line of a row that cannot be used.
    package func run(
        leads: String, leadMap: ColumnMap, outcomes: String, outcomeMap: ColumnMap,
        defaultRegion: String
    ) async throws -> (leads: Int, outcomes: Int) {
        var moments: [Moment] = []
        var captured: [String: Instant] = [:]
        try await read(leads, leadMap, ColumnNames.lead) { row in
            let command = try LeadRow.raw(row).capture(defaultRegion: defaultRegion)
            let at = command.at ?? time.now()
            if let id = command.origin.externalID { captured[id] = at }
            moments.append(Moment(at: at, what: .lead(command)))
        }
        let leadCount = moments.count
        time.set(moments.map(\.at).min() ?? time.now())
        let people = try await People(
            engine: engine, actor: .system, addsMembers: outcomeMap.addsMembers)
        try await read(outcomes, outcomeMap, ColumnNames.outcome) { row in
            let outcome = try await OutcomeRow(row, people)
            let at = outcome.command.at ?? time.now()
            // A deal that is dated before its lead is played right after the lead came in.
            var earliest = at
            if case .externalID(let id) = outcome.key { earliest = captured[id] ?? at }
            moments.append(Moment(at: max(at, earliest), what: .outcome(outcome)))
        }
        try await play(
            moments.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
                .map(\.element))
        return (leadCount, moments.count - leadCount)
    }

    private func play(_ moments: [Moment]) async throws {
        let clocks = DueClocks(engine: engine)
        for (index, moment) in moments.enumerated() {
            try await clocks.play(time, to: moment.at)
            switch moment.what {
            case .lead(let command): _ = try await engine.handle(command, by: .system)
            case .outcome(let outcome): try await play(outcome)
            }
            if index % 200 == 0 {
                report(.init(bytes: Int64(index), totalBytes: Int64(moments.count), rows: index))
            }
        }
    }

    /// The SDR works the lead and hands it to the AE, who accepts and closes it.
    private func play(_ outcome: OutcomeRow) async throws {
        let lead = try await engine.handle(FindLead(key: outcome.key), by: .system)
        if let sdr = outcome.command.sdr, let ae = outcome.command.ae,
            let kind = try await handoffKind()
        {
            _ = try await engine.handle(
                AssignLead(lead: lead, to: sdr, reason: "worked it, says the history"), by: .system)
            let handoff = try await engine.handle(
                OpenHandoff(lead: lead, kind: kind, receiver: ae), by: .member(sdr))
            try await accept(handoff, by: ae)
        }
        var command = outcome.command
        command.lead = lead
        _ = try await engine.handle(command, by: .system)
    }

    private func accept(_ id: HandoffID, by member: MemberID) async throws {
        let handoff = try await engine.store.read { try $0.handoff(id) }
        guard let handoff, handoff.state.isOpen else { return }
        _ = try await engine.handle(AcceptHandoff(handoff: id), by: .member(member))
        _ = try await engine.handle(LogFirstContact(handoff: id), by: .member(member))
    }

    /// The playbook's handoff from SDR to AE, if it has one.
    private func handoffKind() async throws -> String? {
        guard let active = engine.activeVersion(at: time.now()) else { return nil }
        return try await engine.store.read { transaction in
            try transaction.playbook(version: active.version).handoffs
                .first { $0.from.contains(.sdr) && $0.to == .ae }?.id
        }
    }

    private func read(
        _ file: String, _ map: ColumnMap, _ names: [String: [String]],
        take: (MappedRow) async throws -> Void
    ) async throws {
        let reader = try CSVReader(path: file)
        let map = ColumnNames.complete(map, header: reader.header.names, names: names)
        let calendar = try BulkImport.zone(map.zone)
        while let record = try reader.next() {
            switch record {
            case .malformed(let problem):
                throw BulkProblem("\(file):\(problem.line): \(problem.message)")
            case .row(let row):
                do {
                    try await take(MappedRow(row: row, map: map, calendar: calendar))
                } catch let refusal as Refusal {
                    throw BulkProblem("\(file):\(row.line): \(refusal.message)")
                }
            }
        }
    }
}
