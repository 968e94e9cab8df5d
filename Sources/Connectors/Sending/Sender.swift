import Foundation
import LeadRules
import Transfers

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
    private let loop = TransferLoop()

    init(allowPrivateAddresses: Bool, timeout: TimeSpan) {
        self.allowPrivateAddresses = allowPrivateAddresses
        self.timeout = timeout
    }

    /// - Throws: `SendFailure` when there was no answer.
    func send(_ post: Post) async throws -> Answer {
        guard let place = WebAddress(post.url) else { throw SendFailure.badURL(post.url) }
        let addresses = try await addresses(of: place.host)
        let deadline = ContinuousClock.now + .seconds(timeout.seconds)
        for address in addresses.dropLast() {
            do {
                return try await send(post, to: place, at: address, deadline)
            } catch let failure as SendFailure where failure.beforeSending {
                // The next address may be reachable.
            }
        }
        return try await send(post, to: place, at: addresses[addresses.count - 1], deadline)
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
        _ post: Post, to place: WebAddress, at address: IPAddress,
        _ deadline: ContinuousClock.Instant
    ) async throws -> Answer {
        let fields = post.headers.map { (name: $0.0, value: $0.1) }
        let request = WebRequest(
            "POST", place.text, fields: fields + [("user-agent", "Baton")],
            body: Array(post.body.utf8))
        let left = (deadline - .now) / .milliseconds(1)
        // The status is known before the body: one that is slow or long changes nothing.
        let limits = TransferLimits(
            time: max(1, Int(left)), body: 2_000, bytes: Self.longestAnswer)
        do {
            let reply = try await loop.carryOut(request, at: address, limits: limits)
            return Answer(
                status: reply.code, retryAfter: reply.field("retry-after"),
                text: String(decoding: reply.body, as: UTF8.self).trimmed)
        } catch let failure as TransferFailure {
            throw SendFailure(failure, at: "\(place.host):\(place.port)", timeout: timeout)
        }
    }
}

extension String {
    /// Without white space around it.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
