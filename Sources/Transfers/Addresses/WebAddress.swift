import CCurl
import DomainNames

/// A complete URL of HTTP, read by the parser that the transfer will use, so that what is checked
/// and what is connected to are the same host.
package struct WebAddress: Hashable, Sendable {
    /// `http` or `https`.
    package let scheme: String
    /// A name in ASCII, or an IP address without brackets.
    package let host: String
    package let port: Int
    /// All of it, the host as above, and letters of the path that need it percent-encoded.
    package let text: String

    /// Nil for other schemes, for a URL with a user or password, and for what is no complete URL.
    package init?(_ written: String) {
        guard let url = ParsedURL(written), let scheme = url[CURLUPART_SCHEME],
            scheme == "http" || scheme == "https",
            url[CURLUPART_USER] == nil, url[CURLUPART_PASSWORD] == nil,
            let host = url[CURLUPART_HOST].flatMap(Self.plain), url.setHost(host),
            let port = url[CURLUPART_PORT].flatMap({ Int($0) }), let text = url[CURLUPART_URL]
        else { return nil }
        self.scheme = scheme
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        self.port = port
        self.text = text
    }

    private static func plain(_ host: String) -> String? {
        host.hasPrefix("[") ? host : DomainName.ascii(host)
    }
}

/// libcurl's own view of a URL.
private final class ParsedURL {
    private let url: OpaquePointer

    init?(_ text: String) {
        guard !text.utf8.contains(0), let url = curl_url() else { return nil }
        self.url = url
        let flags = UInt32(CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_PATH_AS_IS)
        guard curl_url_set(url, CURLUPART_URL, text, flags) == CURLUE_OK else { return nil }
    }

    deinit { curl_url_cleanup(url) }

    /// Nil where the URL says nothing of it; the port is that of the scheme then.
    subscript(_ part: CURLUPart) -> String? {
        var found: UnsafeMutablePointer<CChar>?
        let flags = part == CURLUPART_PORT ? UInt32(CURLU_DEFAULT_PORT) : 0
        guard curl_url_get(url, part, &found, flags) == CURLUE_OK, let found else { return nil }
        defer { curl_free(found) }
        return String(cString: found)
    }

    func setHost(_ host: String) -> Bool {
        curl_url_set(url, CURLUPART_HOST, host, 0) == CURLUE_OK
    }
}
