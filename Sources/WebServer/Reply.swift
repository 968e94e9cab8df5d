import HTTPTypes
import Hummingbird
import LeadEngine
import Records

/// What is answered, before it goes onto the wire.
struct Reply: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields = [:]
    var body: String
    var contentType = "application/json"

    static let noContent = Reply(status: .noContent, body: "")

    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Reply {
        Reply(status: status, body: try JSONText.of(value))
    }

    func response() -> Response {
        var headers = headers
        guard !body.isEmpty else { return Response(status: status, headers: headers) }
        headers[.contentType] = contentType
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}
