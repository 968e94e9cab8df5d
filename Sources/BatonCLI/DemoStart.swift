import Demo
import Foundation
import LeadEngine
import LeadRules
import PlaybookFile
import ShippedPlaybooks
import StorageSQLite
import WebServer

/// Fills a fresh workspace with the demo.
enum DemoStart {
    /// How people get in.
    struct Keys {
        /// An API key with every scope.
        var everything: String
        var signIns: [DemoSignIn]
    }

    /// The password of everybody in the demo.
    static let password = "baton-demo"

    /// - Returns: how people get in.
    /// - Throws: `Failure` when the workspace is in use already.
    static func fill(_ options: StoreOptions) async throws -> Keys {
        let place = try options.place()
        try await Wiring.refuseExisting(place)
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
        try await Wiring.settle(memory, at: place)
        progress.finish("done")
        return keys
    }

    /// A key for everything, and passwords for one person of each role and language.
    private static func signIns(_ engine: Engine) async throws -> Keys {
        try await markAsRead(engine)
        let everything = try await engine.createToken(
            name: "demo: everything", scopes: TokenScope.allCases, by: .system
        ).secret
        let members = try await engine.store.read { try $0.members() }
        var signIns: [DemoSignIn] = []
        for mail in [
            "jonas", "jiwoo", "haruka", "lena", "ren", "sungmin", "clara", "felix", "mina",
            "ingrid", "eunji",
        ] {
            guard let member = members.first(where: { $0.profile.email.hasPrefix(mail + "@") })
            else { continue }
            try await engine.setPassword(password, of: member.id, by: .system)
            signIns.append(
                DemoSignIn(
                    name: member.profile.name, role: member.profile.role,
                    email: member.profile.email, password: password))
        }
        return Keys(everything: everything, signIns: signIns)
    }

    /// What was told more than a day ago has been read.
    private static func markAsRead(_ engine: Engine) async throws {
        try await engine.submit { transaction, now in
            for member in try transaction.members() {
                try transaction.seeNotices(of: member.id, upTo: now - .days(1), at: now)
            }
        }
    }
}
