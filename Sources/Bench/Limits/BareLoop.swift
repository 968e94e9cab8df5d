import Glibc

/// How fast a loop without a server, rules or JSON does the same to the same tables.
struct BareLoop {
    var perSecond: Double
    /// Processor time for each, in microseconds.
    var processorMicroseconds: Double

    /// Times a loop of so many steps.
    static func time(_ steps: Int, _ body: () throws -> Void) rethrows -> BareLoop {
        let processor = clock()
        let start = ContinuousClock.now
        try body()
        let seconds = start.duration(to: .now) / .seconds(1)
        return BareLoop(
            perSecond: Double(steps) / seconds,
            processorMicroseconds: Double(clock() - processor) * 1e6 / Double(CLOCKS_PER_SEC)
                / Double(steps))
    }

    /// Per event: reads a lead, inserts a journal row and a message id, updates the lead. 100 events
    /// to a commit.
    ///
    /// - Parameters:
    ///   - workspace: where no event came yet.
    ///   - filled: where they came, which shows how long the texts are.
    static func intake(_ workspace: Workspace, filled: Workspace, events: Int) throws -> BareLoop {
        let sample = try BareSQLite(filled.file).rows(
            """
            SELECT e.name, e.data, l.progress FROM events e JOIN leads l ON l.id = e.lead_id
            WHERE e.name = 'activity.recorded' ORDER BY e.id DESC LIMIT 1
            """)
        guard let sample = sample.first else { throw BenchFailure("no event was recorded") }
        let bare = try BareSQLite(workspace.file)
        let leads = try bare.rows("SELECT count(*) FROM leads")[0].integer(0)
        let lastEvent = try bare.rows("SELECT max(id) FROM events")[0].integer(0)
        let loop = try IntakeLoop(bare, sample)
        return try time(events) {
            for event in 0..<Int64(events) {
                if event % 100 == 0 { try bare.run("BEGIN IMMEDIATE") }
                try loop.step(event: lastEvent + 1 + event, lead: 1 + event &* 7_919 % leads)
                if event % 100 == 99 { try bare.run("COMMIT") }
            }
        }
    }

    /// Writes the rows that captures left, as many captures to a commit as there are connections.
    ///
    /// - Parameters:
    ///   - workspace: where no capture came yet.
    ///   - filled: where they came.
    ///   - without: whose events are none of a capture.
    static func capture(
        _ workspace: Workspace, filled: Workspace, captures: Int, sharing: Int,
        without actor: String = "system"
    ) throws -> BareLoop {
        let bare = try BareSQLite(workspace.file)
        let lastEvent = try bare.rows("SELECT max(id) FROM events")[0].integer(0)
        let writes = try CaptureRows(
            BareSQLite(filled.file), after: lastEvent, most: captures, without: actor)
        let loop = try CaptureLoop(bare)
        return try time(writes.captures.count) {
            for (number, capture) in writes.captures.enumerated() {
                if number % sharing == 0 { try bare.run("BEGIN IMMEDIATE") }
                try loop.write(capture)
                let isLast = number + 1 == writes.captures.count
                if number % sharing == sharing - 1 || isLast { try bare.run("COMMIT") }
            }
        }
    }
}

/// The statements of one event.
private struct IntakeLoop {
    private let read: BareStatement
    private let journal: BareStatement
    private let message: BareStatement
    private let update: BareStatement
    private let progress: StaticText
    private let data: StaticText
    private let name: StaticText
    private let actor = StaticText("token:site")

    init(_ bare: BareSQLite, _ sample: BareRow) throws {
        name = StaticText(sample.text(0))
        data = StaticText(sample.text(1))
        progress = StaticText(sample.text(2))
        read = try bare.prepare("SELECT stage, profile, progress FROM leads WHERE id = ?")
        journal = try bare.prepare(
            """
            INSERT INTO events (id, at, actor, playbook, name, lead_id, data)
            VALUES (?, ?, ?, 1, ?, ?, ?)
            """)
        message = try bare.prepare("INSERT INTO messages (id, at) VALUES (?, ?)")
        update = try bare.prepare(
            "UPDATE leads SET score = ?, last_activity_at = ?, progress = ? WHERE id = ?")
    }

    func step(event: Int64, lead: Int64) throws {
        let at = 1_790_000_000_000 + event
        read.bind(1, lead)
        while try read.step() { _ = read.text(2) }
        journal.bind(1, event)
        journal.bind(2, at)
        journal.bind(3, actor)
        journal.bind(4, name)
        journal.bind(5, lead)
        journal.bind(6, data)
        _ = try journal.step()
        let id = StaticText("bare-event-\(event)")
        message.bind(1, id)
        message.bind(2, at)
        _ = try message.step()
        update.bind(1, Double(event % 90))
        update.bind(2, at)
        update.bind(3, progress)
        update.bind(4, lead)
        _ = try update.step()
    }
}
