import Foundation
import Testing

/// Style that a formatter cannot see. The limits are a ratchet: lower them, never raise them.
struct TidyTests {
    @Test func `no file is longer than the limit`() throws {
        let long = try (SourceTree("Sources").written + SourceTree("Tests").written)
            .filter { $0.lines.count > 350 }
        #expect(long.map { "\($0.path): \($0.lines.count)" } == [])
    }

    @Test func `nine files in ten stay below 160 lines`() throws {
        let lengths = try SourceTree("Sources").written.map(\.lines.count).sorted()
        let ninetieth = lengths[lengths.count * 9 / 10]
        #expect(ninetieth <= 160)
    }

    @Test func `no function is longer than the limit`() throws {
        let long = try SourceTree("Sources").written.flatMap { file in
            file.functions.filter { $0.length > 50 }.map {
                "\(file.path):\($0.line): \($0.length) lines: \($0.name)"
            }
        }
        #expect(long == [])
    }

    @Test func `half of all functions are short`() throws {
        let lengths = try SourceTree("Sources").written.flatMap(\.functions).map(\.length).sorted()
        #expect(lengths.count > 500)
        #expect(lengths[lengths.count / 2] <= 10)
    }

    @Test func `no line of a template is longer than the limit`() throws {
        let templates = try SourceTree("Sources/WebServer/Templates", "mustache").files
        #expect(templates.count > 70)
        let long = templates.flatMap { file in
            file.lines.indices.filter { file.lines[$0].count > 140 }
                .map { "\(file.path):\($0 + 1): \(file.lines[$0].count)" }
        }
        #expect(long == [])
    }

    @Test func `nothing is left to be done`() throws {
        let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"]
        let left = try (SourceTree("Sources").written + SourceTree("Tests").written).flatMap {
            file in
            file.lines.indices.filter { line in
                marks.contains {
                    file.lines[line].contains($0 + ":") || file.lines[line].contains("// " + $0)
                }
            }.map { "\(file.path):\($0 + 1)" }
        }
        #expect(left == [])
    }

    @Test func `rules know no clock, no chance and no input or output`() throws {
        let forbidden = [
            "Date()", ".random(", "SystemRandomNumberGenerator", "FileManager", "URLSession",
            "ProcessInfo", "async ", "await ", "import NIO", "import GRDB", "print(",
        ]
        let found = try SourceTree("Sources").written.filter {
            $0.path.hasPrefix("Sources/LeadRules/")
        }.flatMap { file in
            file.lines.indices.filter { line in
                let code = file.lines[line].split(
                    separator: "//", omittingEmptySubsequences: false)[0]
                return forbidden.contains { code.contains($0) }
            }.map { "\(file.path):\($0 + 1): \(file.lines[$0])" }
        }
        #expect(found == [])
    }

    @Test func `rules import no other part of the product`() throws {
        let parts = [
            "LeadEngine", "Storage", "StorageSQLite", "WebServer", "Connectors", "PlaybookFile",
            "Intake", "BulkIntake", "ContactParsing",
        ]
        let found = try SourceTree("Sources").written.filter {
            $0.path.hasPrefix("Sources/LeadRules/")
        }.filter { file in
            file.lines.contains { line in
                line.contains("import ") && parts.contains { line.hasSuffix(" \($0)") }
            }
        }.map(\.path)
        #expect(found == [])
    }

    @Test func `SQL stands in the storage targets alone`() throws {
        let words = ["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE"]
        let found = try SourceTree("Sources").written.filter {
            !$0.path.hasPrefix("Sources/Storage") && !$0.path.hasPrefix("Sources/Bench")
        }.flatMap { file in
            file.lines.indices.filter { line in words.contains { file.lines[line].contains($0) } }
                .map { "\(file.path):\($0 + 1)" }
        }
        #expect(found == [])
    }

    @Test func `every test file holds a test or helps one`() throws {
        let empty = try SourceTree("Tests").files.filter { file in
            file.lines.filter { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("//") }.count < 3
        }.map(\.path)
        #expect(empty == [])
    }

    @Test func `no test is switched off without a reason`() throws {
        let found = try SourceTree("Tests").files.filter { !$0.path.contains("TidyTests") }
            .flatMap { file in
                file.lines.indices.filter { file.lines[$0].contains(".disabled(") }
                    .map { "\(file.path):\($0 + 1)" }
            }
        #expect(found == [])
    }
}
