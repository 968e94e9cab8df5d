import CCurl

/// Why a server said nothing that can be used.
package struct TransferFailure: Error, Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// Nothing was sent yet: refused, unreachable, or too slow to connect.
        case noConnection(errno: Int32)
        /// Nothing was sent yet: the certificate, or what both sides can speak.
        case noSecureConnection
        case late
        case closedWithoutAnswer
        case brokenOff
        case cancelled
        case other
    }

    package let cause: Cause
    /// What libcurl says of it.
    package let detail: String

    init(_ cause: Cause, _ detail: String) {
        self.cause = cause
        self.detail = detail
    }

    /// A setting that this libcurl does not know, or a text that it does not take.
    init(setting code: CURLcode) { self.init(.other, Self.text(code)) }

    static func text(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }
}

extension TransferFailure {
    /// - Parameters:
    ///   - detail: from the handle's error buffer; empty where it says nothing.
    ///   - limits: of the transfer, to tell which of them ran out.
    init(_ code: CURLcode, _ detail: String, of handle: Handle, limits: TransferLimits) {
        self.init(
            Self.cause(code, of: handle, limits: limits),
            detail.isEmpty ? Self.text(code) : detail)
    }

    private static func cause(
        _ code: CURLcode, of handle: Handle, limits: TransferLimits
    ) -> Cause {
        switch code {
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST:
            return .noConnection(errno: Int32(handle.number(CURLINFO_OS_ERRNO)))
        case CURLE_OPERATION_TIMEDOUT:
            if handle.microseconds(CURLINFO_TOTAL_TIME_T) >= limits.time * 1_000 { return .late }
            let isConnected = handle.microseconds(CURLINFO_CONNECT_TIME_T) > 0
            return isConnected ? .noSecureConnection : .noConnection(errno: 0)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_USE_SSL_FAILED,
            CURLE_SSL_ENGINE_INITFAILED:
            return .noSecureConnection
        case CURLE_GOT_NOTHING: return .closedWithoutAnswer
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE: return .brokenOff
        default: return .other
        }
    }
}
