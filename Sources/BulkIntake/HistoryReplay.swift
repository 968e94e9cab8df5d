package import LeadEngine
package import LeadRules

/// Plays a team's history through the engine in the order in which it happened: leads come in on
/// their dates, outcomes on theirs, and clocks run in between.
package struct HistoryReplay {
    /// What was played.
    package struct Played: Codable, Hashable, Sendable {
        package var leads: Int
        package var outcomes: Int
    }

    private let files: HistoryFiles
    private let leads: [HistoryRow]

    /// The time of the first lead, when the history begins.
    package let start: Instant

    /// Reads the file of leads.
    ///
    /// - Parameter defaultRegion: ISO 3166 code for phone numbers without a country code.
    /// - Throws: `BulkProblem` naming the line of a row that cannot be used.
    package init(_ files: HistoryFiles, defaultRegion: String) async throws {
        self.files = files
        leads = try await files.leadRows(defaultRegion: defaultRegion)
        guard let start = leads.map(\.at).min() else {
            throw BulkProblem("\(files.leads) has no leads: there is nothing to play.")
        }
        self.start = start
    }

    /// Plays everything, some hundred moments a commit.
    ///
    /// - Parameters:
    ///   - engine: of a fresh workspace whose playbook is active.
    ///   - time: the engine's own time, which stands at `start`.
    ///   - report: told now and then how many of how many moments were played.
    /// - Throws: `BulkProblem` naming the line of a row that cannot be used.
    package func run(
        in engine: Engine, moving time: SetTime, report: (Int, Int) -> Void
    ) async throws -> Played {
        let people = try await People(
            engine: engine, actor: .system, addsMembers: files.outcomeMap.addsMembers)
        let outcomes = try await files.outcomeRows(people)
        let kind = try await Self.handoffKind(engine, at: start)
        let moments = inOrder(outcomes).map { row in
            PastMoment(at: row.at) { try HistoryStep(handoffKind: kind).play(row, in: $0) }
        }
        for from in stride(from: 0, to: moments.count, by: 250) {
            let batch = moments[from..<min(from + 250, moments.count)]
            try await engine.replay(Array(batch), moving: time)
            report(batch.endIndex, moments.count)
        }
        return Played(leads: leads.count, outcomes: outcomes.count)
    }

    /// All rows by time. An outcome that is dated before its lead comes right after the lead.
    private func inOrder(_ outcomes: [HistoryRow]) -> [HistoryRow] {
        var captured: [String: Instant] = [:]
        for row in leads {
            guard case .lead(let command) = row.what, let id = command.origin.externalID else {
                continue
            }
            captured[id] = row.at
        }
        let late = outcomes.map { row in
            guard case .outcome(let outcome) = row.what, case .externalID(let id) = outcome.key
            else { return row }
            var row = row
            row.at = max(row.at, captured[id] ?? row.at)
            return row
        }
        return (leads + late).enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    /// The playbook's handoff from SDR to AE, if it has one.
    private static func handoffKind(_ engine: Engine, at start: Instant) async throws -> String? {
        guard let active = engine.activeVersion(at: start) else { return nil }
        return try await engine.store.read { transaction in
            try transaction.playbook(version: active.version).handoffs
                .first { $0.from.contains(.sdr) && $0.to == .ae }?.id
        }
    }
}

/// One row of a history, carried out.
struct HistoryStep: Sendable {
    let handoffKind: String?

    func play(_ row: HistoryRow, in past: Replaying) throws {
        do {
            switch row.what {
            case .lead(let command): _ = try past.handle(command, by: .system)
            case .outcome(let outcome): try play(outcome, in: past)
            }
        } catch let refusal as Refusal {
            throw BulkProblem("\(row.place): \(refusal.message)")
        }
    }

    private func play(_ outcome: OutcomeRow, in past: Replaying) throws {
        var command = outcome.command
        command.lead = try past.handle(FindLead(key: outcome.key), by: .system)
        try handOver(command, in: past)
        _ = try past.handle(command, by: .system)
    }

    /// The SDR works the lead and hands it to the AE, who accepts.
    private func handOver(_ outcome: RecordOutcome, in past: Replaying) throws {
        guard let sdr = outcome.sdr, let ae = outcome.ae, let handoffKind,
            try past.transaction.handoffs(of: outcome.lead).isEmpty
        else { return }
        _ = try past.handle(
            AssignLead(lead: outcome.lead, to: sdr, reason: "worked it, says the history"),
            by: .system)
        let id = try past.handle(
            OpenHandoff(lead: outcome.lead, kind: handoffKind, receiver: ae), by: .member(sdr))
        guard let handoff = try past.transaction.handoff(id), handoff.state.isOpen else { return }
        _ = try past.handle(AcceptHandoff(handoff: id), by: .member(ae))
        _ = try past.handle(LogFirstContact(handoff: id), by: .member(ae))
    }
}
