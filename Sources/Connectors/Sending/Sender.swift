import AsyncHTTPClient
import Foundation
import LeadRules
import NIOCore
import NIOHTTP1

/// A request to the outside.
struct Post: Sendable {
    var url: String
    var headers: [(String, String)]
    var body: String
}

/// What came back.
struct Answer: Sendable {
    var status: Int
    var retryAfter: String?
    /// The beginning of the body.
    var text: String
}

/// Posts to URLs that others chose: only to public addresses, unless private ones are allowed,
/// without following redirects, and with limits on time and on what is read.
///
/// The address that is checked is the one that is connected to; a name that changes its address in
/// between (DNS rebinding) gains nothing.
struct Sender: Sendable {
    /// The most bytes read of an answer.
    static let longestAnswer = 4096

    let allowPrivateAddresses: Bool
    let timeout: TimeSpan
    private let clients = PinnedClients()

    init(allowPrivateAddresses: Bool, timeout: TimeSpan) {
        self.allowPrivateAddresses = allowPrivateAddresses
        self.timeout = timeout
    }

    /// - Throws: `SendFailure` when there was no answer.
    func send(_ post: Post) async throws -> Answer {
        // The same parser as the client's, so that both see the same host.
        guard let url = URL(string: post.url), let scheme = url.scheme?.lowercased(),
            scheme == "http" || scheme == "https", url.user == nil, url.password == nil,
            let host = url.host?.withoutBrackets, !host.isEmpty
        else { throw SendFailure.badURL(post.url) }
        let addresses = try await addresses(of: host)
        let place = "\(host):\(url.port ?? (scheme == "https" ? 443 : 80))"
        let deadline = NIODeadline.now() + .seconds(timeout.seconds)
        for address in addresses.dropLast() {
            do {
                return try await send(post, host, at: address, place, deadline)
            } catch let failure as SendFailure where failure.beforeSending {
                // The next address may be reachable.
            }
        }
        return try await send(post, host, at: addresses[addresses.count - 1], place, deadline)
    }

    /// The addresses to try; there is at least one.
    private func addresses(of host: String) async throws -> [IPAddress] {
        let found = await HostLookup.addresses(of: host)
        guard let first = found.first else { throw SendFailure.unknownHost(host) }
        let allowed = found.filter { allowPrivateAddresses || $0.isPublic }
        guard !allowed.isEmpty else { throw SendFailure.privateAddress(host, first) }
        return Array(allowed.prefix(3))
    }

    private func send(
        _ post: Post, _ host: String, at address: IPAddress, _ place: String,
        _ deadline: NIODeadline
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: post.url)
        request.method = .POST
        request.headers = HTTPHeaders(post.headers + [("user-agent", "Baton")])
        request.body = .bytes(ByteBuffer(string: post.body))
        let client = clients.client(for: PinnedClients.Pin(host: host, address: address))
        do {
            let response = try await client.http.execute(request, deadline: deadline)
            return Answer(
                status: Int(response.status.code),
                retryAfter: response.headers.first(name: "retry-after"),
                text: await beginning(of: response.body))
        } catch {
            throw SendFailure(error, at: place, timeout: timeout)
        }
    }

    /// The status is known by now: a body that is slow, long or broken off changes nothing.
    private func beginning(of body: HTTPClientResponse.Body) async -> String {
        await withTaskGroup(of: String?.self) { group in
            group.addTask { await read(body) }
            group.addTask {
                try? await Task.sleep(for: .seconds(2))
                return nil
            }
            defer { group.cancelAll() }
            return await group.next().flatMap { $0 } ?? ""
        }
    }

    private func read(_ body: HTTPClientResponse.Body) async -> String {
        var buffer = ByteBuffer()
        do {
            for try await var part in body {
                buffer.writeBuffer(&part)
                if buffer.readableBytes >= Self.longestAnswer { break }
            }
        } catch {}
        return String(decoding: buffer.readableBytesView.prefix(Self.longestAnswer), as: UTF8.self)
            .trimmed
    }
}

extension String {
    fileprivate var withoutBrackets: String {
        hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
    }

    /// Without white space around it.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
