import Intake
import LeadRules
import Testing

@Suite struct `Messages of a tracking client` {
    private let received = Instant(rfc3339: "2026-03-02T09:00:00Z")!

    private func read(
        _ body: String, to endpoint: Segment.Endpoint = .batch, ip: String? = nil
    ) throws -> [TrackedMessage] {
        try Segment.request(Array(body.utf8), to: endpoint).messages(
            Segment.Circumstances(
                receivedAt: received, ip: ip, source: "website", defaultRegion: "KR")
        ).messages
    }

    private func problems(_ body: String, to endpoint: Segment.Endpoint = .batch) -> [FieldProblem]
    {
        do {
            return try Segment.request(Array(body.utf8), to: endpoint).messages(
                Segment.Circumstances(
                    receivedAt: received, ip: nil, source: nil, defaultRegion: "KR")
            ).problems
        } catch {
            return (error as? Refusal)?.problems ?? []
        }
    }

    @Test func `a track carries its properties, its page and its campaign`() throws {
        let message = try #require(
            try read(
                """
                {"messageId": "m1", "event": "Invited", "anonymousId": "a1",
                 "properties": {"teammates": 3, "plan": {"name": "pro"}, "tags": ["x", 2]},
                 "context": {"page": {"path": "/pricing", "url": "https://x.io/pricing"},
                             "campaign": {"name": "spring", "source": "ads"}}}
                """, to: .track
            ).first)
        #expect(message.kind == .track("Invited"))
        #expect(message.properties["teammates"] == 3)
        #expect(message.properties["plan.name"] == "pro")
        #expect(message.properties["tags"] == "x, 2")
        #expect(message.properties["path"] == "/pricing")
        #expect(message.properties["campaign"] == "spring")
        #expect(message.properties["campaign.source"] == "ads")
        #expect(message.origin.landingPage == "https://x.io/pricing")
        #expect(message.origin.source == "website")
    }

    @Test func `an identify becomes a contact, and its other traits attributes`() throws {
        let message = try #require(
            try read(
                """
                {"userId": "u1", "messageId": "m2", "traits": {"email": "kim@hanbit.co.kr",
                 "firstName": "민지", "lastName": "김", "phone": "010-1234-5678",
                 "company": {"name": "Hanbit", "employees": 120}, "plan": "free"}}
                """, to: .identify
            ).first)
        #expect(message.contact?.emailKey == "kim@hanbit.co.kr")
        #expect(message.contact?.name == "김민지")
        #expect(message.contact?.phone == "+821012345678")
        #expect(message.properties == ["company.employees": 120, "plan": "free"])
    }

    @Test func `a clock that is wrong is put right by when the request was sent`() throws {
        let message = try #require(
            try read(
                """
                {"sentAt": "2026-03-02T12:00:10.500Z", "batch": [{"type": "page", "userId": "u",
                 "timestamp": "2026-03-02T21:00:00.500000+09:00"}]}
                """
            ).first)
        #expect(message.at == received - .seconds(10))
    }

    @Test func `nothing happens later than it was received`() throws {
        let message = try read(
            #"{"type":"page","userId":"u","timestamp":"2031-01-01T00:00:00Z"}"#, to: .page)
        #expect(message.first?.at == received)
    }

    @Test func `without a messageId the same content of one time has one id, whenever it is sent`()
        throws
    {
        func id(_ y: Int, at: String, sent: String) throws -> String? {
            try read(
                """
                {"event": "A", "userId": "u", "properties": {"x": 1, "y": \(y)},
                 "timestamp": "2026-03-02T07:00:\(at)Z", "sentAt": "2026-03-02T08:00:\(sent)Z"}
                """, to: .track
            ).first?.id
        }
        let one = try id(2, at: "00", sent: "00")
        #expect(try id(2, at: "00", sent: "09") == one)
        #expect(try id(3, at: "00", sent: "00") != one)
        #expect(try id(2, at: "01", sent: "00") != one)
    }

    @Test func `without a messageId and a timestamp every message is one of its own`() throws {
        let body = #"{"event":"Invited","userId":"u","timestamp":null}"#
        let ids = try (1...3).map { _ in try read(body, to: .track).first?.id }
        #expect(Set(ids).count == 3)
    }

    @Test func `one malformed message keeps no other out`() throws {
        let messages = try read(
            #"{"batch": [{"type": "page", "userId": "u"}, {"type": "track", "userId": "u"}]}"#)
        #expect(messages.map(\.kind) == [.page("")])
    }

    @Test func `every malformed message of a batch is named by its place`() {
        let found = problems(
            """
            {"batch": [
              {"type": "track", "event": "Fine", "userId": "u"},
              {"type": "track", "userId": "u"},
              {"type": "tarck", "userId": "u"},
              {"type": "page"},
              {"type": "alias", "userId": "u"},
              "text",
              {"type": "page", "userId": "u", "timestamp": "yesterday"}
            ]}
            """)
        #expect(
            found.map(\.field) == [
                "batch[1].event", "batch[2].type", "batch[3].userId", "batch[4].previousId",
                "batch[5]", "batch[6].timestamp",
            ])
    }

    @Test func `a message may take 32 KB and not a byte more`() {
        func message(_ size: Int) -> String {
            let frame = #"{"type":"page","userId":"u","name":""}"#
            let filling = String(repeating: "x", count: size - frame.utf8.count)
            return #"{"type":"page","userId":"u","name":"\#(filling)"}"#
        }
        #expect(problems(message(32 * 1024), to: .page).isEmpty)
        #expect(problems(message(32 * 1024 + 1), to: .page).map(\.code) == ["too-large"])
    }

    @Test(arguments: [
        "", "{", "[]", "nul", #"{"a":1,}"#, #"{"a":"\x"}"#, #"{"a":"\ud800"}"#, #"{"a":"\u0000"}"#,
        #"{"a":01e}"#, #"{"a":1e999}"#, "{\"a\":\"\u{01}\"}", #"{"a":1} x"#, #"{"a":+1}"#,
        String(repeating: "[", count: 100_000),
    ])
    func `what is no JSON is refused and never trapped`(body: String) {
        #expect(throws: Refusal.self) { try read(body) }
    }

    @Test func `escapes and pairs of surrogates are read`() throws {
        let message = try read(
            #"{"type":"track","userId":"u","event":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}"#,
            to: .track)
        #expect(message.first?.kind == .track("\"\\/\u{8}\u{c}\n\r\té😀"))
    }
}
