import LeadRules

/// The ten-point score, drawn with the bands of the handoff's rule, and taken apart.
struct TenMeter {
    let playbook: Playbook
    let rule: HandoffRule?
    let record: QualificationRecord
    let lines: [ScoreLine]
    let visit: Visit

    private var words: Words { visit.words }
    private var total: Double { lines.points }
    /// Width of one point in the drawing.
    private static let step = 24.0

    func view() -> View {
        let band = rule?.band(of: total)
        return [
            "points": Figures.number(total), "tone": band?.tone,
            "band": band.map { words["ten.\($0.rawValue)"] },
            "cells": (0..<10).map { index -> View in
                let filled = min(1, max(0, total - Double(index)))
                return [
                    "x": index * Int(Self.step), "on": Int(filled * 22), "isOn": filled > 0,
                ]
            },
            "bands": bands, "marks": marks, "hasBands": !(rule?.bands.isEmpty ?? true),
            "lines": parts(), "label": words("ten.label", ["points": Figures.number(total)]),
        ]
    }

    private var marks: [View] {
        (rule?.bands ?? []).filter { $0.from > 0 }.map { limit -> View in
            ["x": limit.from * Self.step - 1, "n": Figures.number(limit.from)]
        }
    }

    private var bands: [View] {
        let all = rule?.bands ?? []
        let ends = all.dropFirst().map(\.from) + [10]
        return zip(all, ends).filter { $0.from < $1 }.map { band, to -> View in
            [
                "x": (band.from + to) / 2 * Self.step,
                "name": words["ten.\(band.band.shortName)"],
            ]
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

extension PointsBand {
    fileprivate var tone: String {
        switch self {
        case .autoAccept: "good"
        case .jointReview: "warn"
        case .back: "bad"
        }
    }

    fileprivate var shortName: String {
        switch self {
        case .autoAccept: "short-auto"
        case .jointReview: "short-review"
        case .back: "short-back"
        }
    }
}
