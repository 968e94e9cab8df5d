import AsyncHTTPClient
import Foundation
import LeadRules
import NIOCore

/// Why there was no answer, as a sentence for the people who look after an endpoint.
package struct SendFailure: Error, Hashable {
    package var sentence: String
    /// Whether nothing was sent, so that another address of the host may be tried.
    var beforeSending = false

    static func badURL(_ url: String) -> SendFailure {
        SendFailure(sentence: "the URL is not a complete http or https address")
    }
    static func unknownHost(_ host: String) -> SendFailure {
        SendFailure(sentence: "the host \(host) is not known to the name service")
    }
    static func privateAddress(_ host: String, _ address: IPAddress) -> SendFailure {
        SendFailure(
            sentence: "\(host) is at \(address), which is no public address; allow private "
                + "addresses if it is meant to be")
    }

    /// - Parameter place: host and port.
    init(_ error: any Error, at place: String, timeout: TimeSpan) {
        switch error {
        case let error as IOError: self.init(error, at: place)
        case let error as HTTPClientError: self.init(error, at: place, timeout: timeout)
        default:
            // NIOSSL's errors; their types are not ours to name.
            let isTLS = String(reflecting: type(of: error)).contains("NIOSSL")
            self.init(
                sentence: isTLS
                    ? "no secure connection with \(place): \(error)" : "sending failed: \(error)")
        }
    }

    private init(_ error: IOError, at place: String) {
        let codes = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, ETIMEDOUT]
        beforeSending = codes.contains(error.errnoCode)
        sentence =
            switch error.errnoCode {
            case ECONNREFUSED: "connection refused by \(place)"
            case EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL: "there is no route to \(place)"
            case ETIMEDOUT: "no connection with \(place)"
            case ECONNRESET, EPIPE: "\(place) broke off the connection"
            default: "sending to \(place) failed: \(error)"
            }
    }

    private init(_ error: HTTPClientError, at place: String, timeout: TimeSpan) {
        beforeSending = error == .connectTimeout
        sentence =
            switch error {
            case .deadlineExceeded, .readTimeout: "no answer within \(timeout.seconds) s"
            case .connectTimeout: "no connection with \(place)"
            case .tlsHandshakeTimeout: "no secure connection with \(place)"
            case .remoteConnectionClosed: "\(place) closed the connection without an answer"
            default: "sending to \(place) failed: \(error)"
            }
    }

    init(sentence: String) { self.sentence = sentence }
}
