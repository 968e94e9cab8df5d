import BulkIntake
import DelimitedText
import Foundation
import LeadEngine
import LeadRules
import PlaybookFile
import ShippedPlaybooks
import WebServer

/// What the pages need of other edges.
enum PageWiring {
    static func tools(_ engine: Engine) -> PageTools {
        var tools = PageTools()
        tools.shipped = ShippedPlaybook.allCases.map { ShippedText(id: $0.rawValue, text: $0.text) }
        tools.differences = { PlaybookDiff.lines(from: $0, to: $1) }
        tools.digest = { Wiring.digest($0) }
        tools.importLeads = { bytes, name, actor in
            try await importLeads(bytes, name, by: actor, engine)
        }
        return tools
    }

    /// Takes a file in as `baton import leads` does.
    private static func importLeads(
        _ bytes: [UInt8], _ name: String, by actor: Actor, _ engine: Engine
    ) async throws -> ImportedLeads {
        let folder = URL(filePath: Wiring.scratchPath("upload"))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "leads.csv")
        try Data(bytes).write(to: file)
        let active = try await engine.store.read { [now = engine.time.now()] in
            try $0.activePlaybook(at: now).playbook
        }
        let bulk = BulkImport(engine: engine, actor: actor) { _ in }
        let summary: BulkImport.Summary
        do {
            summary = try await bulk.leads(
                file.path, map: ColumnMap(), defaultRegion: active.defaultRegion)
        } catch let problem as CSVFileError {
            throw unreadable("\(problem)", file, name)
        } catch let problem as BulkProblem {
            throw unreadable("\(problem)", file, name)
        }
        var imported = ImportedLeads()
        imported.new = summary.added
        imported.known = summary.joined + summary.repeated
        imported.rejected = summary.rejected
        if let rejected = summary.rejectedFile {
            imported.rejectedCSV = try Wiring.text(of: rejected)
        }
        return imported
    }

    /// Why a file cannot be read, under the name that its owner knows it by.
    private static func unreadable(_ problem: String, _ file: URL, _ name: String) -> Refusal {
        Refusal.invalid(field: "file", problem.replacing(file.path, with: name))
    }
}
