import LeadRules

/// Who decides, drawn: a column for each part, and lines from our contact to everybody else.
enum StakeholderMap {
    private static let column = 160
    private static let row = 62

    struct Node {
        let person: Stakeholder
        let x: Int
        let y: Int
    }

    /// - Returns: nil while nobody is known.
    static func view(_ people: [Stakeholder], _ words: Words) -> View? {
        guard !people.isEmpty else { return nil }
        let nodes = place(people)
        let contact = nodes.first(where: \.person.isContact)
        return [
            "width": column * Stakeholder.Part.allCases.count,
            "height": (nodes.map(\.y).max() ?? 0) + 44,
            "columns": Stakeholder.Part.allCases.enumerated().map { index, part -> View in
                ["x": index * column + column / 2, "title": words["part.\(part.rawValue)"]]
            },
            "ties": nodes.compactMap { node -> View? in
                guard let contact, node.person != contact.person else { return nil }
                return [
                    "x1": contact.x, "y1": contact.y, "x2": node.x, "y2": node.y,
                    "isFirm": node.person.reachable,
                ]
            },
            "nodes": nodes.map { node($0) },
            "label": people.map { tell($0, words) }.joined(separator: "; "),
        ]
    }

    private static func place(_ people: [Stakeholder]) -> [Node] {
        Stakeholder.Part.allCases.enumerated().flatMap { index, part in
            people.filter { $0.part == part }.enumerated().map { place, person in
                Node(person: person, x: index * column + column / 2, y: 48 + place * row)
            }
        }
    }

    private static func node(_ node: Node) -> View {
        let name = node.person.name
        return [
            "x": node.x, "y": node.y, "nameY": node.y + 32, "markY": node.y + 4,
            "name": name.count > 16 ? "\(name.prefix(15))…" : name,
            "initials": Views.initials(of: name), "isReachable": node.person.reachable,
            "isContact": node.person.isContact, "attends": node.person.attendsNextMeeting,
        ]
    }

    private static func tell(_ person: Stakeholder, _ words: Words) -> String {
        let facts = [
            words["part.\(person.part.rawValue)"],
            person.isContact ? words["record.is-contact"] : nil,
            words[person.reachable ? "record.reachable" : "record.not-reachable"],
            person.attendsNextMeeting ? words["record.attends"] : nil,
        ]
        return "\(person.name): \(facts.compactMap(\.self).joined(separator: ", "))"
    }
}
