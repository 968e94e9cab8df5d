import Connectors
import LeadEngine
import LeadRules
import Testing

@Suite struct CourierTests {
    let now = Instant(seconds: 1_772_442_000)

    func deliver(
        to url: String, kind: Endpoint.Kind = .webhook, allowPrivate: Bool = true,
        timeout: TimeSpan = .seconds(20)
    ) async -> Delivery {
        let courier = HTTPCourier(
            time: SetTime(now), allowPrivateAddresses: allowPrivate, timeout: timeout)
        let body =
            kind == .webhook
            ? #"{"id":"E1","name":"lead.captured","at":"2026-03-02T09:00:00Z","data":{}}"#
            : #"{"kind":"held","event":"E1","at":"2026-03-02T09:00:00Z","leadName":"","title":"T","#
                + #""reason":"R","nextStep":"N","awaitsDecision":false}"#
        let message = OutgoingMessage(
            id: 5, endpoint: 1, event: EventID(1), body: body, state: .waiting, attempts: 0,
            nextAt: now, createdAt: now, deliveredAt: nil, lastError: nil)
        let secrets = kind == .webhook ? [WebhookSecret.random().text] : []
        return await courier.deliver(
            message,
            to: Endpoint(id: 1, kind: kind, url: url, secrets: secrets, events: [], createdAt: now))
    }

    func error(_ delivery: Delivery) -> String {
        guard case .failed(nil, let error, nil) = delivery else { return "\(delivery)" }
        return error
    }

    @Test(arguments: [
        "http://127.0.0.1:PORT/", "http://localhost:PORT/", "http://2130706433:PORT/",
        "http://0x7f.1:PORT/", "http://127.1:PORT/", "http://0.0.0.0:PORT/", "http://[::1]:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/", "http://[::ffff:7f00:1]:PORT/",
    ])
    func `this machine is refused, however its address is written`(url: String) async throws {
        try await Receiver.run { receiver in
            let port = receiver.url.split(separator: ":").last ?? ""
            let delivery = await deliver(
                to: url.replacing("PORT", with: port), allowPrivate: false)
            #expect(error(delivery).contains("is no public address"))
            #expect(receiver.requests.isEmpty)
        }
    }

    @Test func `a cloud's metadata service is refused`() async throws {
        let delivery = await deliver(
            to: "http://169.254.169.254/latest/meta-data", allowPrivate: false)
        #expect(
            error(delivery) == "169.254.169.254 is at 169.254.169.254, which is no public address; "
                + "allow private addresses if it is meant to be")
    }

    @Test(arguments: [
        "ftp://example.com/", "file:///etc/passwd", "unix:///run/docker.sock", "example.com", "",
        "http://", "http+unix://%2Frun%2Fdocker.sock/", "http://user:pass@127.0.0.1/",
        "http://user@127.0.0.1/",
    ])
    func `other kinds of URL, and URLs with a user, are not used`(url: String) async throws {
        let delivery = await deliver(to: url)
        #expect(error(delivery) == "the URL is not a complete http or https address")
    }

    @Test func `the host's own name goes to the address that was checked`() async throws {
        try await Receiver.run { receiver in
            let url = receiver.url.replacing("127.0.0.1", with: "localhost") + "/hook?a=1"
            #expect(await deliver(to: url) == .delivered(status: 200))
            let request = try #require(receiver.requests.first)
            #expect(request.headers["host"] == url.split(separator: "/")[1].description)
            #expect(request.headers["content-type"] == CloudEvent.contentType)
            #expect(request.id == "msg_5")
            #expect(request.headers["webhook-timestamp"] == "1772442000")
        }
    }

    @Test func `the greeting of a secure connection names the host, not its address`() async {
        let hanging = SilentPort(.hangs)
        let url = hanging.url.replacing("http://127.0.0.1", with: "https://localhost")
        _ = await deliver(to: url, timeout: .seconds(1))
        let greeting = hanging.received()
        #expect(greeting.first == 22)
        #expect(String(decoding: greeting, as: UTF8.self).contains("localhost"))
    }

    @Test func `failures are sentences`() async throws {
        let refusing = SilentPort(.refuses)
        #expect(
            error(await deliver(to: refusing.url))
                == "connection refused by \(refusing.url.dropFirst(7).dropLast())")
        let hanging = SilentPort(.hangs)
        #expect(
            error(await deliver(to: hanging.url, timeout: .seconds(1)))
                == "no answer within 1 s")
        #expect(
            error(await deliver(to: "http://nowhere.invalid/"))
                == "the host nowhere.invalid is not known to the name service")
        try await Receiver.run { receiver in
            let url = receiver.url.replacing("http:", with: "https:")
            #expect(error(await deliver(to: url)).hasPrefix("no secure connection with 127.0."))
        }
    }

    @Test func `only 2xx is success, and the answer is quoted when it can be read`() async throws {
        try await Receiver.run(
            .replying { request, _ in
                let status = Int(request.path.dropFirst()) ?? 0
                return Receiver.Reply(
                    status: status, headers: status == 302 ? ["location": "/200"] : [:],
                    body: status == 502 ? "<html>" : "no such table\nat line 3")
            }
        ) { receiver in
            func answer(_ status: Int) async -> Delivery {
                await deliver(to: "\(receiver.url)/\(status)")
            }
            #expect(await answer(200) == .delivered(status: 200))
            #expect(await answer(204) == .delivered(status: 204))
            #expect(await answer(410) == .gone(status: 410))
            for (status, words) in [
                (302, "answered 302, a redirect; redirects are not followed"),
                (404, "answered 404: no such table"), (500, "answered 500: no such table"),
                (502, "answered 502"),
            ] {
                #expect(
                    await answer(status)
                        == .failed(status: status, error: words, retryAfter: nil))
            }
            #expect(receiver.requests.count == 7)
        }
    }

    @Test func `an endless answer is not waited for`() async throws {
        try await Receiver.run(
            .replying { _, _ in
                Receiver.Reply(status: 500, body: String(repeating: "x", count: 100_000))
            }
        ) { receiver in
            let delivery = await deliver(to: receiver.url)
            let words = "answered 500: " + String(repeating: "x", count: 200)
            #expect(delivery == .failed(status: 500, error: words, retryAfter: nil))
        }
    }

    @Test(arguments: [(429, 7), (503, 7), (500, nil)])
    func `a pause is honoured where it means one`(status: Int, seconds: Int64?) async throws {
        try await Receiver.run(
            .replying { _, _ in
                Receiver.Reply(status: status, headers: ["retry-after": "7"], body: "")
            }
        ) { receiver in
            #expect(
                await deliver(to: receiver.url)
                    == .failed(
                        status: status, error: "answered \(status)",
                        retryAfter: seconds.map { .seconds($0) }))
        }
    }

    @Test(arguments: [
        (404, "no_service", true), (410, "channel_is_archived", true), (403, "no_team", true),
        (404, "", false), (400, "invalid_payload", false), (500, "no_service", false),
    ])
    func `Slack says in its own words that a channel is gone`(
        status: Int, body: String, isGone: Bool
    ) async throws {
        try await Receiver.run(.replying { _, _ in Receiver.Reply(status: status, body: body) }) {
            receiver in
            let delivery = await deliver(to: receiver.url, kind: .slack)
            #expect((delivery == .gone(status: status)) == isGone)
            #expect(receiver.requests.first?.headers["webhook-id"] == nil)
        }
    }
}
