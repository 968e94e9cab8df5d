import ArgumentParser
import BulkIntake
import DelimitedText
import LeadEngine
import LeadRules

// Words of the command line that must be one of some; the help lists them.

extension Role: ExpressibleByArgument {}
extension Temperature: ExpressibleByArgument {}
extension ReportKind: ExpressibleByArgument {}
extension BulkExport.What: ExpressibleByArgument {}
extension BulkExport.Format: ExpressibleByArgument {}

/// How a report is printed.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, html
}

extension TextEncoding: ExpressibleByArgument {
    /// Any usual name: `EUC-KR` as well as `CP949`.
    init?(argument: String) { self.init(name: argument) }
}

extension CSVDelimiter: ExpressibleByArgument {
    private static let names: [CSVDelimiter: String] = [
        .comma: "comma", .semicolon: "semicolon", .tab: "tab", .bar: "bar",
    ]

    /// A name, or the character itself.
    init?(argument: String) {
        let found = Self.allCases.first {
            argument == Self.names[$0] || argument.utf8.elementsEqual([$0.rawValue])
        }
        guard let found else { return nil }
        self = found
    }

    static var allValueStrings: [String] { allCases.compactMap { names[$0] } }
}

/// What an API key may do, separated by commas.
struct ScopeList: ExpressibleByArgument {
    var scopes: [TokenScope]

    init(_ scopes: [TokenScope]) { self.scopes = scopes }

    init?(argument: String) {
        let names = argument.split(separator: ",").map { $0.filter { $0 != " " } }
        let scopes = names.compactMap { TokenScope(rawValue: $0) }
        guard !scopes.isEmpty, scopes.count == names.count else { return nil }
        self.scopes = scopes
    }

    var defaultValueDescription: String { text }
    var text: String { scopes.map(\.rawValue).joined(separator: ", ") }
}
