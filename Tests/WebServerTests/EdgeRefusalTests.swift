import Foundation
import HTTPTypes
import Testing
import WebServer

@Suite struct `What the engine and the edges refuse` {
    @Test(arguments: EdgeProvocation.all)
    func `is told by its code or its sentence`(provocation: EdgeProvocation) async throws {
        try await TestServer.run { server in
            let told = try await provocation.told(server)
            #expect(told.contains(provocation.tells))
        }
    }

    @Test func `the first person's form is told when it is incomplete`() async throws {
        try await TestServer.run {
            $0.setUpCode = "the-code"
        } _: { server in
            let form = [("name", "Ada"), ("code", "the-code")]
            let answer = try await server.page(.post, "/set-up", form: form)
            #expect(answer.status == 422 && answer.body.contains("Fill in what is missing."))
        }
    }

    @Test func `is provoked wherever its code stands`() throws {
        // A wrong field is named by many tests of forms and of the API.
        let stand = try Self.codes().subtracting(["invalid-field"])
        let provoked = Set(EdgeProvocation.all.map(\.code))
        #expect(stand.subtracting(provoked).sorted() == [])
        #expect(provoked.subtracting(stand).sorted() == [])
    }

    private static func codes() throws -> Set<String> {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        var codes: Set<String> = []
        for part in ["LeadEngine", "Storage", "Intake", "PlaybookFile", "WebServer"] {
            let all = FileManager.default.enumerator(
                at: top.appending(path: part), includingPropertiesForKeys: nil)
            while let url = all?.nextObject() as? URL {
                guard url.pathExtension == "swift" else { continue }
                let text = try String(contentsOf: url, encoding: .utf8)
                codes.formUnion(
                    text.matches(of: /Refusal\(\s*\.\w+, "([a-z-]+)"/).map { String($0.1) })
                codes.formUnion(
                    text.matches(of: /Refusal\.unknown\(\s*"([a-z]+)"/).map { "unknown-\($0.1)" })
            }
        }
        return codes
    }
}
