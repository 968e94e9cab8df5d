import Demo
import Foundation
import LeadEngine
import LeadRules
import PlaybookFile
import ShippedPlaybooks
import StorageSQLite

/// A key of the demo, with whose it is.
struct DemoSignIn {
    var name: String
    var secret: String
}

/// Fills a fresh workspace with the demo.
enum DemoStart {
    /// - Returns: keys to sign in with.
    /// - Throws: `Failure` when the workspace is in use already.
    static func fill(_ options: StoreOptions) async throws -> [DemoSignIn] {
        let path = try options.path()
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure(
                "The demo needs a fresh workspace; \(path) exists. Name another with --data.")
        }
        // Made in memory and copied in one go: thousands of small commits would take minutes.
        let memory = try SQLiteStore(inMemory: Wiring.shelf())
        let time = SetTime(SystemTime().now())
        let engine = try Engine(store: memory, time: time)
        defer { engine.close() }
        let text = ShippedPlaybook.standard.text
        let progress = Progress("Making up four weeks")
        var workspace = DemoWorkspace(engine: engine, time: time)
        try await workspace.fill(
            until: SystemTime().now(), playbook: text, name: try PlaybookFile.read(text).name,
            digest: Wiring.digest(text)
        ) { progress.show($0, "\(time.now().rfc3339)") }
        let keys = try await signIns(engine)
        try Wiring.makeFolder(of: path)
        try Wiring.place(memory, at: path)
        progress.finish("done")
        return keys
    }

    /// A key for everything, and one each for an SDR, an AE and the manager.
    private static func signIns(_ engine: Engine) async throws -> [DemoSignIn] {
        var keys = [
            DemoSignIn(
                name: "everything",
                secret: try await engine.createToken(
                    name: "demo: everything", scopes: TokenScope.allCases, by: .system
                ).secret)
        ]
        let members = try await engine.store.read { try $0.members() }
        for mail in ["jiwoo", "ren", "sungmin"] {
            guard let member = members.first(where: { $0.profile.email.hasPrefix(mail + "@") })
            else {
                continue
            }
            let manages = member.profile.role.managesOthers
            let made = try await engine.createToken(
                name: "demo: \(member.profile.name)",
                scopes: manages ? [.read, .work, .manage] : [.read, .work], member: member.id,
                by: .system)
            keys.append(
                DemoSignIn(
                    name: "\(member.profile.name), \(member.profile.role.rawValue)",
                    secret: made.secret))
        }
        return keys
    }
}
