import Foundation
import LeadEngine
import LeadRules
import TestStores
import Testing
import WebServer

/// What an earlier release wrote is shown by every page and answered by every route of this one.
@Suite struct `Journals of earlier releases` {
    @Test(arguments: GoldenJournal.all)
    func `every route of the API answers`(_ golden: GoldenJournal) async throws {
        try await TestServer.run(over: golden) { server in
            let ids = try await Numbers(server)
            var answered = 0
            for route in OperationTable.listing where route.method == "GET" {
                for path in ids.filling(route.path) {
                    let answer = try await server.get(path)
                    let isList = path == route.path
                    #expect(answer.status < (isList ? 500 : 300), "\(path): \(answer.text)")
                    answered += 1
                }
            }
            #expect(answered > 300)
        }
    }

    @Test(arguments: GoldenJournal.all)
    func `every page shows`(_ golden: GoldenJournal) async throws {
        try await TestServer.run(over: golden) { server in
            let ids = try await Numbers(server)
            for language in ["en", "ko", "ja"] {
                let visitor = try await server.visitor(
                    .revops, "Reader of \(language)", language: language)
                // What is live is a stream that does not end.
                for route in PageRoutes.listing
                where route.method == "GET" && route.path != "/live" {
                    let paths = ids.filling(route.path)
                    for path in language == "en" ? paths[...] : paths.prefix(12) {
                        let answer = try await visitor.get(path)
                        let isOne = path != route.path
                        #expect(answer.status < (isOne ? 400 : 500), "\(path): \(answer.status)")
                    }
                }
            }
        }
    }
}

/// The numbers that stand in a workspace, for paths such as `/leads/{id}`.
struct Numbers {
    private var known: [String: [String]] = [:]

    init(_ server: TestServer) async throws {
        let (leads, members, handoffs, clocks, accounts, merges) = try await server.engine.store
            .read { transaction in
                let leads = try transaction.leads(LeadFilter(), Page(limit: 500)).map(\.id)
                return (
                    leads, try transaction.members().map(\.id),
                    try transaction.handoffs(HandoffFilter(), Page(limit: 500)).map(\.id),
                    try transaction.clocks(ClockFilter(), Page(limit: 500)).map(\.id),
                    try transaction.accounts(search: nil, Page(limit: 500)).map(\.id),
                    try leads.flatMap { try transaction.merges(of: $0) }.map(\.id)
                )
            }
        known = [
            "leads": leads.map(\.description), "verification": leads.map(\.description),
            "qualifications": leads.map(\.description), "members": members.map(\.description),
            "people": members.map(\.description), "handoffs": handoffs.map(\.description),
            "clocks": clocks.map(\.description), "accounts": accounts.map(\.description),
            "customers": leads.map(\.description), "merges": merges.map(\.description),
            "playbooks": ["1"], "versions": ["1"],
        ]
    }

    /// The paths that a route has here: one for each number that stands in it.
    func filling(_ path: String) -> [String] {
        let parts = path.split(separator: "/")
        guard let hole = parts.firstIndex(where: { $0.hasPrefix("{") }), hole > 0 else {
            return [path]
        }
        return (known[String(parts[hole - 1])] ?? []).map { number in
            path.replacing(parts[hole], with: number)
        }
    }
}
