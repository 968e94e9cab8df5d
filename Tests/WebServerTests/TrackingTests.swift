import CZlib
import Foundation
import HTTPTypes
import LeadEngine
import LeadRules
import TestWeb
import Testing
import WebServer

@Suite struct `The tracking intake over HTTP` {
    @Test func `anonymous visits join the lead once the person says who they are`() async throws {
        try await TestServer.run { server in
            for number in 1...2 {
                let visit = try await server.track(
                    "page",
                    #"{"messageId": "p\#(number)", "anonymousId": "a1", "context": {"page": {"path": "/pricing"}}}"#
                )
                #expect(visit.status == 200)
                #expect(visit["success"] as? Bool == true)
            }
            #expect(try await server.get("leads").count("data") == 0)
            let identify = try await server.track(
                "identify",
                """
                {"messageId": "i1", "anonymousId": "a1", "userId": "u1",
                 "traits": {"email": "kim@hanbit.co.kr", "name": "Kim"}}
                """)
            #expect(identify.status == 200)
            let lead = try await server.get("leads/L1")
            #expect(lead.string("email") == "kim@hanbit.co.kr")
            #expect(lead.string("origin", "source") == "website")
            #expect(lead.string("origin", "landingPage") == "/pricing")
            #expect(lead.number("scoreBreakdown", "total") == 2)
            #expect(try await server.get("leads/L1/activities").count("data") == 2)
        }
    }

    @Test func `a message that comes again counts once`() async throws {
        try await TestServer.run { server in
            try await server.lead("kim@hanbit.co.kr", source: "e-book")
            let batch = """
                {"batch": [
                  {"type": "identify", "messageId": "m1", "userId": "u1",
                   "traits": {"email": "kim@hanbit.co.kr"}},
                  {"type": "track", "messageId": "m2", "userId": "u1", "event": "Invited",
                   "properties": {"teammates": 3}},
                  {"type": "page", "messageId": "m3", "userId": "u1"}
                ]}
                """
            for _ in 1...3 { #expect(try await server.track("batch", batch).status == 200) }
            #expect(try await server.get("leads/L1/activities").count("data") == 2)
            #expect(try await server.get("leads/L1").number("score") == 1)
        }
    }

    @Test func `the write key may stand in the body, and a wrong one is 401`() async throws {
        try await TestServer.run { server in
            let none: HTTPFields = [.authorization: "-"]
            let body = #"{"writeKey": "\#(server.writeKey)", "userId": "u", "name": "Home"}"#
            let inBody = try await server.track("page", body, none)
            #expect(inBody.status == 200)
            #expect(try await server.track("page", #"{"userId": "u"}"#, none).status == 401)
            let wrong = #"{"writeKey": "baton_wrong", "userId": "u"}"#
            #expect(try await server.track("page", wrong, none).status == 401)
            let api = #"{"writeKey": "\#(server.key)", "userId": "u"}"#
            #expect(try await server.track("page", api, none).status == 403)
        }
    }

    @Test func `a malformed message of a batch is named, and the others are taken in`() async throws
    {
        try await TestServer.run { server in
            let answer = try await server.track(
                "batch",
                """
                {"batch": [{"type": "page", "anonymousId": "a1", "messageId": "good"},
                           {"type": "track", "anonymousId": "a1"}]}
                """)
            #expect(answer.status == 200 && answer.fields == ["batch[1].event"])
            #expect(try await server.get("activities").count("data") == 1)
            let bad = try await server.track("batch", #"{"batch": [{"type": "track"}]}"#)
            #expect(bad.status == 400 && !bad.fields.isEmpty)
            #expect(bad.string("code") == "malformed-messages")
            #expect(bad.string("message") != nil)
        }
    }

    @Test func `gzip is unpacked, and a bomb is not`() async throws {
        try await TestServer.run { server in
            let packed: HTTPFields = [.contentEncoding: "gzip"]
            let good = try await send(
                server, gzip(Array(#"{"userId": "u", "name": "Home"}"#.utf8)), packed)
            #expect(good.status == 200)
            let bomb = gzip([UInt8](repeating: UInt8(ascii: " "), count: 100 << 20))
            #expect(bomb.count < 200_000)
            #expect(try await send(server, bomb, packed).status == 413)
            #expect(try await send(server, Array("no gzip".utf8), packed).status == 400)
            #expect(try await send(server, Array(bomb.prefix(500)), packed).status == 400)
        }
    }

    private func send(_ server: TestServer, _ body: [UInt8], _ headers: HTTPFields) async throws
        -> Answer
    {
        var headers = headers
        headers[.authorization] =
            "Basic \(Data("\(server.writeKey):".utf8).base64EncodedString())"
        return Answer(
            try await server.client.send(.post, "/v1/page", headers, body: body))
    }

    private func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        var output = [UInt8](repeating: 0, count: bytes.count / 500 + 1024)
        var bytes = bytes
        deflateInit2_(
            &stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        bytes.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                let status = deflate(&stream, Z_FINISH)
                precondition(status == Z_STREAM_END)
            }
        }
        deflateEnd(&stream)
        return Array(output.prefix(Int(stream.total_out)))
    }

    @Test func `a body beyond 500 KB is 413`() async throws {
        try await TestServer.run { server in
            let name = String(repeating: "x", count: 500 * 1024)
            let answer = try await server.track("page", #"{"userId": "u", "name": "\#(name)"}"#)
            #expect(answer.status == 413)
        }
    }

    @Test func `a page of another site may send, and is told so beforehand`() async throws {
        try await TestServer.run { server in
            let asked = try await server.send(
                .options, "/v1/batch", "", [.origin: "https://site.example"])
            #expect(asked.status == 204)
            #expect(asked.headers[.accessControlAllowOrigin] == "*")
            #expect(asked.headers[.accessControlAllowHeaders]?.contains("Authorization") == true)
            let sent = try await server.track(
                "page", #"{"anonymousId": "a"}"#,
                [.origin: "https://site.example", .contentType: "text/plain"])
            #expect(sent.status == 200)
            #expect(sent.headers[.accessControlAllowOrigin] == "*")
        }
    }

    @Test func `only named origins may send where some are named`() async throws {
        try await TestServer.run {
            $0.trackingOrigins = ["https://site.example"]
        } _: { server in
            let other = try await server.send(
                .options, "/v1/batch", "", [.origin: "https://other.example"])
            #expect(other.headers[.accessControlAllowOrigin] == nil)
            let own = try await server.send(
                .options, "/v1/batch", "", [.origin: "https://site.example"])
            #expect(own.headers[.accessControlAllowOrigin] == "https://site.example")
        }
    }

    @Test(arguments: [(true, "203.0.113.7"), (false, "127.0.0.1")])
    func `a forwarded address is believed of a trusted proxy only`(
        trusted: Bool, expected: String
    ) async throws {
        try await TestServer.run { configuration in
            if trusted { configuration.trustedProxies = ["127.0.0.1", "::1"] }
        } _: { server in
            _ = try await server.track(
                "identify", #"{"userId": "u", "traits": {"email": "kim@hanbit.co.kr"}}"#,
                [
                    .origin: "https://site.example",
                    HTTPField.Name("X-Forwarded-For")!: "198.51.100.1, 203.0.113.7",
                ])
            let ip = try await server.get("leads/L1").string("origin", "ip")
            #expect(ip == expected || !trusted && ip == "::1")
        }
    }

    @Test func `a server that tracks for people lends them no address`() async throws {
        try await TestServer.run { server in
            _ = try await server.track(
                "identify", #"{"userId": "u", "traits": {"email": "kim@hanbit.co.kr"}}"#)
            #expect(try await server.get("leads/L1")["origin", "ip"] == nil)
        }
    }

    @Test func `many clients at once lose nothing and count nothing twice`() async throws {
        try await TestServer.run { server in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for client in 1...20 {
                    group.addTask {
                        let pages = (1...10).map { number in
                            #"{"type":"page","userId":"u\#(client)","messageId":"\#(client)-\#(number / 2)"}"#
                        }
                        return try await server.track(
                            "batch", #"{"batch": [\#(pages.joined(separator: ","))]}"#
                        ).status
                    }
                }
                for try await status in group { #expect(status == 200) }
            }
            let activities = try await server.get("activities?limit=200")
            #expect(activities.count("data") == 20 * 6)
        }
    }
}
