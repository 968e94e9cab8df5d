import HTTPTypes
import Hummingbird

extension Request {
    /// The body, unpacked where the client sent it with gzip.
    ///
    /// - Parameter limit: in bytes, for what was sent and for what it unpacks to.
    /// - Throws: `Problem` 400, 413 or 415.
    func bytes(upTo limit: Int) async throws -> [UInt8] {
        if let stated = headers[.contentLength].flatMap({ Int($0) }), stated > limit {
            throw Problem.tooLarge(limit)
        }
        let sent = Array(buffer: try await body.collect(upTo: limit))
        switch headers[.contentEncoding]?.lowercased() {
        case nil, "identity": return sent
        case "gzip", "x-gzip":
            switch Inflate.gzip(sent, limit: limit) {
            case .success(let bytes): return bytes
            case .failure(.tooLarge): throw Problem.tooLarge(limit)
            case .failure(.malformed):
                throw Problem(.badRequest, "malformed-gzip", "The body is not what gzip makes.")
            }
        case .some(let other):
            throw Problem(
                .unsupportedMediaType, "unknown-encoding",
                "The encoding '\(other)' is not understood; send gzip or none.",
                headers: [.acceptEncoding: "gzip"])
        }
    }
}

extension Problem {
    static func tooLarge(_ limit: Int) -> Problem {
        Problem(
            .contentTooLarge, "too-large", "The body is larger than the \(limit) bytes taken here.")
    }
}
