import HTTPTypes
import LeadRules
import Records

/// A field of a request that nobody reads.
struct UnknownField {
    var name: String
    /// `stakeholders[1].par`.
    var path: String
    /// The fields that there are at its place.
    var known: [String]
}

extension Shape {
    /// What an object and those within it hold that is not described.
    func unknown(in value: JSON, at path: String) -> [UnknownField] {
        switch (self, value) {
        case (.nullable(let shape), _): return shape.unknown(in: value, at: path)
        case (.list(let item), .array(let items)):
            return items.enumerated().flatMap { item.unknown(in: $1, at: "\(path)[\($0)]") }
        case (.object(let object), .object(let members, _)):
            let shapes = Dictionary(object.fields.map { ($0.name, $0.shape) }) { $1 }
            return members.sorted { $0.key < $1.key }.flatMap { name, value in
                let path = path.isEmpty ? name : "\(path).\(name)"
                return shapes[name]?.unknown(in: value, at: path)
                    ?? [UnknownField(name: name, path: path, known: shapes.keys.sorted())]
            }
        default: return []
        }
    }
}

extension Problem {
    /// Fields that there are not, with those that may have been meant.
    init(unknown: [UnknownField]) {
        let problems = unknown.map { field in
            let near = NearNames.nearest(to: field.name, in: field.known)
            let hint =
                near.isEmpty
                ? field.known.isEmpty ? "" : " Known: \(field.known.joined(separator: ", "))."
                : " Did you mean \(near.joined(separator: " or "))?"
            return FieldProblem(
                field: field.path, code: "unknown",
                message: "There is no field '\(field.path)'.\(hint)")
        }
        self.init(
            .unprocessableContent, "unknown-field", problems[0].message, errors: problems)
    }
}
