import Foundation
import LeadRules
import Transfers

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
    init(_ failure: TransferFailure, at place: String, timeout: TimeSpan) {
        switch failure.cause {
        case .noConnection(let code):
            sentence = Self.sentence(code, at: place)
            beforeSending = true
        case .noSecureConnection:
            sentence = "no secure connection with \(place): \(failure.detail)"
        case .late: sentence = "no answer within \(timeout.seconds) s"
        case .closedWithoutAnswer:
            sentence = "\(place) closed the connection without an answer"
        case .brokenOff: sentence = "\(place) broke off the connection"
        case .cancelled, .other: sentence = "sending to \(place) failed: \(failure.detail)"
        }
    }

    private static func sentence(_ code: Int32, at place: String) -> String {
        switch code {
        case ECONNREFUSED: "connection refused by \(place)"
        case EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL: "there is no route to \(place)"
        default: "no connection with \(place)"
        }
    }

    init(sentence: String) { self.sentence = sentence }
}
