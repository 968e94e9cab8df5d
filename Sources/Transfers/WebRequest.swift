import CCurl

/// A request of HTTP/1.1. Redirects are not followed, and no proxy of the environment is used.
package struct WebRequest: Conversation {
    package static let schemes = "http,https"

    package let url: String
    let method: String
    let fields: [(name: String, value: String)]
    let body: [UInt8]?

    /// - Parameter fields: those that libcurl would add, such as `Accept`, are left out unless they
    ///   are among them.
    package init(
        _ method: String, _ url: String, fields: [(name: String, value: String)] = [],
        body: [UInt8]? = nil
    ) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
    }

    package func prepare(_ handle: Handle) throws(TransferFailure) {
        try handle.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        try handle.set(CURLOPT_FOLLOWLOCATION, 0)
        try handle.set(CURLOPT_PATH_AS_IS, 1)
        switch (method, body) {
        case ("GET", nil): try handle.set(CURLOPT_HTTPGET, 1)
        case ("HEAD", _): try handle.set(CURLOPT_NOBODY, 1)
        case (_, nil): break
        case (_, let body?): try handle.set(body: body)
        }
        try handle.set(CURLOPT_CUSTOMREQUEST, method)
        try handle.set(CURLOPT_HTTPHEADER, lines)
    }

    /// A name with nothing behind its colon takes away what libcurl would add; a field that is
    /// empty on purpose ends in a semicolon instead.
    private var lines: [String] {
        let added = ["accept", "content-type", "expect", "user-agent"].filter { name in
            !fields.contains { $0.name.lowercased() == name }
        }
        return fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
            + added.map { "\($0):" }
    }
}
