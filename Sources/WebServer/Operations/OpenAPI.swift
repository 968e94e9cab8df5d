import HTTPTypes
import LeadEngine
import Records

/// `GET /openapi.json`: the operations, described for programs (OpenAPI 3.1).
enum OpenAPI {
    static let path = "/openapi.json"

    /// Anybody may read it: it is the same in every workspace.
    ///
    /// - Throws: `Unshaped` for a type of which no shape can be found.
    static func paths() throws -> [ServedPath] {
        let reply = try Reply.json(document())
        return [ServedPath(method: .get, path: path) { _, _ in reply.response() }]
    }

    static func document() throws -> JSON {
        var schemas: [String: JSON] = ["Problem": problem]
        var paths: [String: [String: JSON]] = [:]
        for operation in OperationTable.all {
            let described = try describe(operation, &schemas)
            paths["/\(operation.path)", default: [:]][operation.method.rawValue.lowercased()] =
                described
        }
        return [
            "openapi": "3.1.1",
            "info": [
                "title": "Baton", "version": "1",
                "description": "Hands leads from person to person. Conventions: docs/api.md.",
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/api/v1"]],
            "security": [["key": []]],
            "paths": .object(paths.mapValues { .object($0, bytes: 0) }, bytes: 0),
            "components": [
                "schemas": .object(schemas, bytes: 0),
                "securitySchemes": [
                    "key": [
                        "type": "http", "scheme": "bearer",
                        "description":
                            "An API key. Its scopes, and the role of the member that it acts for, say what it may do.",
                    ]
                ],
            ],
        ]
    }

    private static func describe(_ operation: Operation, _ schemas: inout [String: JSON]) throws
        -> JSON
    {
        .members([
            ("operationId", .text(operation.name)), ("summary", .text(operation.about)),
            ("tags", [.text(String(operation.path.prefix { $0 != "/" }))]),
            ("x-scope", .text(operation.scope.rawValue)),
            ("x-right", .text(operation.right.rawValue)),
            ("parameters", .array(parameters(of: operation, &schemas))),
            ("requestBody", try body(of: operation, &schemas)),
            ("responses", try responses(of: operation, &schemas)),
        ])
    }

    private static func parameters(of operation: Operation, _ schemas: inout [String: JSON])
        -> [JSON]
    {
        let path = operation.pathFields.map { field -> JSON in
            [
                "name": .text(field.name), "in": "path", "required": .flag(true),
                "schema": field.shape.schema(closed: true, &schemas),
            ]
        }
        let query = operation.query.map { field -> JSON in
            var isList = false
            if case .list = field.shape { isList = true }
            return .members([
                ("name", .text(field.name)), ("in", "query"),
                ("description", field.about.isEmpty ? nil : .text(field.about)),
                ("schema", field.shape.schema(closed: true, &schemas)),
                ("style", isList ? "form" : nil), ("explode", isList ? .flag(false) : nil),
            ])
        }
        guard operation.method == .post else { return path + query }
        let key: JSON = [
            "name": "Idempotency-Key", "in": "header",
            "description": "A POST with the same key takes effect once.",
            "schema": ["type": "string", "minLength": .number(1), "maxLength": .number(255)],
        ]
        return path + query + [key]
    }

    private static func body(of operation: Operation, _ schemas: inout [String: JSON]) throws
        -> JSON?
    {
        switch operation.input {
        case .nothing: return nil
        case .yaml:
            return [
                "required": .flag(true),
                "content": [
                    "application/yaml": ["schema": ["type": "string", "minLength": .number(1)]]
                ],
            ]
        case .json(let shape):
            return [
                "required": .flag(shape.fields.contains(where: \.isRequired)),
                "content": [
                    "application/json": ["schema": shape.schema(closed: true, &schemas)]
                ],
            ]
        }
    }

    private static func responses(of operation: Operation, _ schemas: inout [String: JSON]) throws
        -> JSON
    {
        var all: [String: JSON] = [:]
        for answer in operation.answers {
            let schema = try answer.shape?().schema(closed: false, &schemas)
            all["\(answer.status.code)"] = .members([
                ("description", .text(answer.status.reasonPhrase)),
                ("content", schema.map { ["application/json": ["schema": $0]] }),
            ])
        }
        for status in operation.refusals {
            all["\(status.code)"] = [
                "description": .text(status.reasonPhrase),
                "content": [
                    "application/problem+json": [
                        "schema": ["$ref": "#/components/schemas/Problem"]
                    ]
                ],
            ]
        }
        return .object(all, bytes: 0)
    }

    /// RFC 9457, with what is wrong with each field.
    private static let problem: JSON = [
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": [
            "type": ["type": "string", "pattern": "^urn:baton:problem:[a-z-]+$"],
            "title": ["type": "string"],
            "status": ["type": "integer"],
            "detail": ["type": "string"],
            "errors": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["field", "code", "message"],
                    "properties": [
                        "field": ["type": "string"], "code": ["type": "string"],
                        "message": ["type": "string"],
                    ],
                ],
            ],
        ],
    ]
}

extension Operation {
    /// The parts of the path that name something.
    var pathFields: [QueryField] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
            let name = String(part.dropFirst().dropLast())
            return QueryField(name: name, shape: shape(of: name))
        }
    }

    private func shape(of name: String) -> Shape {
        switch (name, path.prefix { $0 != "/" }) {
        case ("id", "webhooks"), ("id", "deliveries"), ("id", "tokens"): .whole(1 ... .max)
        default: .text(.init(pattern: "^[A-Za-z0-9]+$"))
        }
    }

    /// What may be answered instead when it is not carried out.
    var refusals: [HTTPResponse.Status] {
        var all: [HTTPResponse.Status] = [
            .badRequest, .unauthorized, .forbidden, .tooManyRequests, .serviceUnavailable,
        ]
        var takesBody = true
        if case .nothing = input { takesBody = false }
        if !pathFields.isEmpty || !query.isEmpty || takesBody { all.append(.notFound) }
        if takesBody { all += [.contentTooLarge, .unsupportedMediaType] }
        if method != .get { all.append(.conflict) }
        all.append(.unprocessableContent)
        return all.filter { status in !answers.contains { $0.status == status } }
    }
}
