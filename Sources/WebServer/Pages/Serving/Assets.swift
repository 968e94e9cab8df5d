import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Mustache

/// Templates, texts, and the files that browsers load, read once at the start.
struct PageFiles: Sendable {
    let templates: Templates
    let assets: Assets

    /// - Throws: `TextProblem` naming what is wrong with a template or a text.
    init() throws {
        guard let folder = Bundle.module.resourceURL else {
            throw TextProblem("The folder of templates is not beside the executable.")
        }
        let texts = try Texts(folder: folder.appending(path: "Locales"))
        assets = try Assets(folder: folder.appending(path: "Assets"))
        templates = try Templates(folder: folder.appending(path: "Templates"), texts: texts)
    }
}

/// Style, script and pictures. Their address has a digest in it, so that browsers keep them for good
/// and get new ones after an update.
struct Assets: Sendable {
    private struct File: Sendable {
        let bytes: [UInt8]
        let type: String
    }

    private let files: [String: File]
    let path: String

    init(folder: URL) throws {
        var files: [String: File] = [:]
        var hash = SHA256()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            guard let type = Self.types[name.split(separator: ".").last.map(String.init) ?? ""]
            else { continue }
            let data = try Data(contentsOf: folder.appending(path: name))
            hash.update(data: data)
            files[name] = File(bytes: Array(data), type: type)
        }
        self.files = files
        let digest = hash.finalize().prefix(6).map { String(Int($0) + 256, radix: 16).dropFirst() }
        path = "/assets/\(digest.joined())"
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml", "png": "image/png", "webmanifest": "application/manifest+json",
    ]

    func response(_ name: String) throws -> Response {
        guard let file = files[name] else {
            throw Problem(.notFound, "no-route", "There is nothing at this address.")
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: file.type, .cacheControl: "public, max-age=31536000, immutable",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    func routes() -> [ServedPath] {
        [
            ServedPath(method: .get, path: "/assets/{version}/{name}") { _, context in
                try response(context.parameters.get("name") ?? "")
            },
            ServedPath(method: .get, path: "/favicon.ico") { _, _ in
                try response("favicon.svg")
            },
        ]
    }
}

extension Workspace {
    var templates: Templates { files.templates }

    /// A page from a template.
    func render(
        _ template: String, _ view: View, _ language: Language, status: HTTPResponse.Status
    ) -> Response {
        let view = view.with(["assets": files.assets.path])
        guard let html = templates.render(template, view, in: language) else {
            preconditionFailure("no template \(template)")
        }
        return Response(
            status: status, headers: PageHeaders.all,
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}

enum PageHeaders {
    /// Nothing runs but what comes from here, nothing frames the pages, nothing caches them.
    static let all: HTTPFields = [
        .contentType: "text/html; charset=utf-8",
        .contentSecurityPolicy:
            "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; "
            + "object-src 'none'",
        .xContentTypeOptions: "nosniff",
        HTTPField.Name("Referrer-Policy")!: "same-origin",
        HTTPField.Name("X-Frame-Options")!: "DENY",
        .cacheControl: "no-store",
        .vary: "Cookie, Accept-Language, X-Partial",
    ]
}
