import HTTPTypes
import Hummingbird

/// Lets pages of other sites send to the tracking intake. It reads no cookies and shows nothing.
enum CORS {
    static func headers(_ request: Request, _ origins: Set<String>) -> HTTPFields {
        guard let origin = request.headers[.origin],
            origins.contains("*") || origins.contains(origin)
        else { return [:] }
        var headers: HTTPFields = [
            .accessControlAllowOrigin: origins.contains("*") ? "*" : origin,
            .vary: "Origin",
        ]
        if request.method == .options {
            headers[.accessControlAllowMethods] = "POST, OPTIONS"
            headers[.accessControlAllowHeaders] =
                "Authorization, Content-Type, Content-Encoding, X-Retry-Count"
            headers[.accessControlMaxAge] = "86400"
        }
        return headers
    }
}
