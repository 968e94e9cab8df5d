import LeadRules
import PlaybookFile
import Testing

struct DocumentationTests {
    @Test func `every key of the file is explained`() throws {
        let reference = try repositoryFile("docs/playbook.md")
        let keys = Set(secondFile.matches(of: #/([a-z-]+): /#).map { String($0.1) })
        let ownNames: Set = ["a", "b", "com", "counts", "event", "opens", "tue", "x"]
        for key in keys.subtracting(ownNames) {
            #expect(reference.contains("`\(key)`") || reference.contains(".\(key)`"), "\(key)")
        }
    }

    @Test func `every stage, role, field, route and step is named`() throws {
        let reference = try repositoryFile("docs/playbook.md")
        let names =
            Stage.allCases.map(\.rawValue) + Role.allCases.map(\.rawValue)
            + QualificationField.allCases.map(\.rawValue) + Route.allCases.map(\.rawValue)
            + BreachStep.allCases.map(\.rawValue) + ChecklistItem.allCases.map(\.rawValue)
            + Milestone.allCases.map(\.rawValue) + AlertKind.allCases.map(\.rawValue)
            + BANTAction.allCases.map(\.rawValue) + FunnelStage.allCases.map(\.rawValue)
            + Lead.factNames
        for name in names { #expect(reference.contains("`\(name)`"), "\(name)") }
    }

    /// The examples leave out what they refer to, and nothing else is wrong with them.
    @Test func `the examples of whole sections are read`() throws {
        let blocks = try repositoryFile("docs/playbook.md")
            .matches(of: #/```yaml\n((?:.|\n)*?)```/#).map { String($0.1) }
        let sections = blocks.filter {
            !["hours:", "when:", "rejections:"].contains(where: $0.hasPrefix)
        }
        #expect(sections.count >= 8)
        for section in sections {
            let faults = try faults(section)
            #expect(faults == [])
        }
    }

    /// What is wrong with an example besides names that it leaves to others to define.
    private func faults(_ section: String) throws -> [String] {
        do {
            _ = try playbook(section)
            return []
        } catch let error as PlaybookErrors {
            let outside = [
                "calendar", "clock", "activity", "nurture", "product", "recycling", "source",
            ]
            return error.problems.map(\.message).filter { message in
                !outside.contains { message.hasPrefix("Unknown \($0)") }
            }
        }
    }
}
