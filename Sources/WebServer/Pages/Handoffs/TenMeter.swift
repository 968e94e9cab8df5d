import LeadRules

/// The ten-point score, drawn with the bands of the handoff's rule, and taken apart.
struct TenMeter {
    let playbook: Playbook
    let rule: HandoffRule?
    let record: QualificationRecord
    let lines: [ScoreLine]
    let visit: Visit

    private var words: Words { visit.words }
    private var total: Double { lines.reduce(0) { $0 + $1.points } }
    /// Width of one point in the drawing.
    private static let step = 24.0

    func view() -> View {
        let band = band
        return [
            "points": Figures.number(total), "tone": band?.tone,
            "band": band.map { words["ten.\($0.name)"] },
            "cells": (0..<10).map { index -> View in
                let filled = min(1, max(0, total - Double(index)))
                return [
                    "x": index * Int(Self.step), "on": Int(filled * 22), "isOn": filled > 0,
                ]
            },
            "bands": bands, "marks": marks, "hasBands": rule?.jointReview != nil,
            "lines": parts(), "label": words("ten.label", ["points": Figures.number(total)]),
        ]
    }

    private var band: (name: String, tone: String)? {
        guard let rule, let review = rule.jointReview else { return nil }
        if let auto = rule.autoAccept, total >= auto { return ("auto-accept", "good") }
        return total >= review ? ("joint-review", "warn") : ("back", "bad")
    }

    private var marks: [View] {
        [rule?.jointReview, rule?.autoAccept].compactMap(\.self).map { limit -> View in
            ["x": limit * Self.step - 1, "n": Figures.number(limit)]
        }
    }

    private var bands: [View] {
        guard let rule, let review = rule.jointReview else { return [] }
        let auto = rule.autoAccept ?? 10
        let all: [(String, Double, Double)] = [
            ("short-back", 0, review), ("short-review", review, auto), ("short-auto", auto, 10),
        ]
        return all.filter { $0.1 < $0.2 }.map { name, from, to -> View in
            ["x": (from + to) / 2 * Self.step, "name": words["ten.\(name)"]]
        }
    }

    /// Every part with what it gave of what it could give.
    private func parts() -> View {
        let rules = playbook.handoffScore
        let parts: [(String, Double)] = [
            ("icp-industry", rules.industryFit), ("icp-size", rules.sizeFit),
            ("icp-stack", rules.stackFit), ("trigger-event", rules.triggerTyped),
            ("problem-impact", rules.impactConcrete),
            ("access-to-decision", rules.decisionReachable), ("timeline", rules.timeline),
        ]
        return parts.map { id, most -> View in
            let line = lines.first { $0.rule == id }
            return [
                "title": words["score-rule.\(id)"],
                "fact": line == nil ? words["ten.gain-\(id)"] : fact(id),
                "points": Figures.number(line?.points ?? 0), "most": Figures.number(most),
                "isFull": (line?.points ?? 0) >= most, "isNone": line == nil,
            ]
        }.view
    }

    private func fact(_ id: String) -> String? {
        switch id {
        case "trigger-event": return QualificationText.of(.triggerEvent, in: record, visit)
        case "problem-impact": return QualificationText.of(.impact, in: record, visit)
        case "timeline": return QualificationText.of(.timeline, in: record, visit)
        case "access-to-decision":
            let deciders = record.stakeholders.filter {
                $0.part == .approver || $0.part == .security
            }
            return (deciders.first(where: \.reachable) ?? deciders.first).map { person in
                let state = person.reachable ? "record.reachable" : "record.not-reachable"
                return "\(person.name) (\(words["part.\(person.part.rawValue)"])) · \(words[state])"
            }
        default: return QualificationText.of(.segment, in: record, visit)
        }
    }
}
