import BulkIntake
import LeadEngine
import LeadRules
import StorageSQLite

/// One run of an import: the workspace, its copy for a dry run, and what is said at the end.
struct Importing {
    private let options: Import.Options
    init(_ options: Import.Options) { self.options = options }

    static func map(_ file: String?, _ fields: [String]) throws -> ColumnMap {
        guard let file else { return ColumnMap() }
        return try ColumnMap(yaml: try Wiring.text(of: file), file: file, fields: fields)
    }

    func run(_ body: (BulkImport, String) async throws -> BulkImport.Summary) async throws {
        guard options.dryRun else {
            return try await run(body, in: Wiring.existingStore(options.store))
        }
        let copy = Wiring.scratchPath("dry-run")
        defer { Wiring.removeStore(at: copy) }
        try await Wiring.snapshot(of: options.store, at: copy)
        try await run(body, in: try SQLiteStore(path: copy, playbooks: Wiring.shelf()))
    }

    private func run(
        _ body: (BulkImport, String) async throws -> BulkImport.Summary, in store: any Store
    ) async throws {
        let engine = try Engine(store: store, time: SystemTime())
        defer { engine.close() }
        guard let active = engine.activeVersion(at: engine.time.now()) else {
            throw Failure("No playbook is active yet. Activate one: baton playbook activate FILE.")
        }
        let region = try await store.read { try $0.playbook(version: active.version).defaultRegion }
        let progress = Progress("Importing")
        let bulk = BulkImport(
            engine: engine, actor: .system, encoding: options.encoding,
            delimiter: options.delimiter
        ) { done in
            progress.show(
                done.totalBytes.map { Double(done.bytes) / Double(max(1, $0)) }, "\(done.rows) rows"
            )
        }
        let summary = try await kept { try await body(bulk, region) }
        progress.finish("\(summary.rows) rows")
        try say(summary)
    }

    /// Says what becomes of the rows before when the store takes no more.
    private func kept(_ body: () async throws -> BulkImport.Summary) async throws
        -> BulkImport.Summary
    {
        do {
            return try await body()
        } catch let problem as StoreProblem where problem.mayPass && !options.dryRun {
            throw Failure(
                "\(problem.message) Rows that were taken in stay; import the same file again to go on."
            )
        }
    }

    private func say(_ summary: BulkImport.Summary) throws {
        if options.json { return try Wiring.printJSON(summary) }
        let dryRun = options.dryRun ? " (dry run, nothing kept)" : ""
        print("\(summary.rows) rows read as \(summary.encoding)\(dryRun)")
        print(
            "  \(summary.added) new, \(summary.joined) joined known ones, "
                + "\(summary.repeated) taken in before, \(summary.rejected) rejected")
        if let file = summary.rejectedFile {
            print("  Rejected rows with their reasons, in UTF-8: \(file)")
        }
    }
}
