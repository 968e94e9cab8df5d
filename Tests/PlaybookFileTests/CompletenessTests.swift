import LeadRules
import PlaybookFile
import Testing

/// A field that is added to the playbook's types must be read from the file and told in a diff.
///
/// Of the two files below, the second gives every field another value than the first, in rules of
/// the same ids.
struct CompletenessTests {
    /// What rules are told apart by, and what a rejection's route does not use: the same in both.
    private let keys = [
        ".id", ".grade", ".mail", "tracking[0].when", "contactClocks[0].when",
        "rejections[0].recycle", "rejections[1].clock", "rejections[1].task",
    ]

    @Test func `every field is read from the file`() throws {
        let (first, second) = try (fields(firstFile), fields(secondFile))
        let unread = first.filter { $0.value == second[$0.key] }.keys
        #expect(unread.filter { path in !keys.contains { path.hasSuffix($0) } }.sorted() == [])
    }

    @Test func `every field is told in a diff`() throws {
        let lines = try PlaybookDiff.lines(
            from: PlaybookFile.read(firstFile), to: PlaybookFile.read(secondFile))
        let (first, second) = try (fields(firstFile), fields(secondFile))
        let changed = first.filter { $0.value != second[$0.key] }.keys
        for path in changed {
            let name = path.split { ".[".contains($0) }.last { !$0.hasSuffix("]") } ?? ""
            #expect(lines.contains { $0.contains(spaced(name)) }, "\(path)")
        }
        #expect(lines.count >= changed.count)
    }

    private func fields(_ text: String) throws -> [String: String] {
        var fields: [String: String] = [:]
        collect(try PlaybookFile.read(text), "playbook", &fields)
        return fields
    }

    /// Every value by the path of property names that leads to it.
    private func collect(_ value: Any, _ path: String, _ fields: inout [String: String]) {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .struct where !(value is TimeSpan || value is BusinessCalendar):
            for child in mirror.children {
                collect(child.value, "\(path).\(child.label ?? "")", &fields)
            }
        case .optional:
            guard let some = mirror.children.first else {
                fields[path] = "nil"
                return
            }
            collect(some.value, path, &fields)
        case .collection:
            for (index, child) in mirror.children.enumerated() {
                collect(child.value, "\(path)[\(index)]", &fields)
            }
        default: fields[path] = "\(value)"
        }
    }

    private func spaced(_ name: some StringProtocol) -> String {
        switch name {
        case "mqlToSQL": "mql to sql"
        case "sqlToWon": "sql to won"
        case "calendars", "counts", "weights", "moves", "sources": String(name.dropLast())
        default: name.reduce("") { $0 + ($1.isUppercase ? " " : "") + $1.lowercased() }
        }
    }
}

private let firstFile = """
    baton: 1
    name: First
    calendars: { a: { zone: UTC, hours: { mon: "09:00-10:00" } }, b: { zone: UTC, hours: { mon: "09:00-10:00" } } }
    home-calendar: a
    intake: { fallback-source: web, sources: [{ id: web }] }
    segments: [{ id: s }]
    activities: [{ id: visit }]
    tracking: [{ when: { event: x }, activity: visit, count: visits }]
    scoring:
      threshold: 5
      attributes: [{ id: a, when: { x: 1 }, points: 1 }]
      behaviours: [{ id: b, activity: visit, points: 1 }]
      inactivity: [{ id: i, without: [visit] }]
      pql: [{ id: p, counts: { visits: 1 } }]
      variants: [{ id: v, when: { x: 1 } }]
    bant: { grades: [{ grade: A, action: mail }] }
    stages:
      moves: { marketing: [held, new, working-untouched, working-connected, converted, recycled, archived] }
      attempts-reason: one
    pools: [{ id: p, role: sdr }]
    handoffs:
      - { id: h, from: sdr, to: ae, contact-clocks: [{ clock: one }], rejections: [{ id: r, route: back-to-giver }, { id: one, route: recycle }] }
    clocks: [{ id: one, time: 1h }, { id: two, time: 2h }]
    recycling:
      reasons: [{ id: one, wake-after: 1d }, { id: two, wake-after: 2d }]
      tracks: [{ id: t, steps: [{ after: 1d, stage: tofu, mail: Hello }] }]
    """

/// A file in which every key is used.
let secondFile = """
    baton: 1
    name: Second
    summary: Other in everything
    default-region: KR
    calendars: { a: { zone: UTC, hours: { tue: "09:00-10:00" } }, b: { zone: UTC, hours: { tue: "09:00-10:00" } } }
    home-calendar: b
    intake:
      fallback-source: form
      sources:
        - id: web
          title: Other
          group: outbound
          grade: A
          temperature: hot
          contact-after: 1h
          first-touch-clock: one
          hand-raise: true
          activity: visit
        - { id: form }
    segments: [{ id: s, title: Other, when: { x: 1 }, industry: { x: 1 }, size: { x: 1 }, stack: { x: 1 } }]
    activities:
      - { id: visit, title: Other, by: member, hot-for: 1m, hand-raise: true, bot-within: 5s, reply: true }
      - { id: open }
    tracking: [{ when: { event: x }, activity: open, count: opens, by: many }]
    verification:
      leads-per-address: 9
      address-window: 9h
      trusted-addresses: [10.0.0.1]
      suspect-disposable: false
      suspect-company-mismatch: true
      phone-clock: one
    scoring:
      threshold: 6
      attribute-gate: 2
      attributes: [{ id: a, title: Other, when: { x: 2 }, points: 2 }]
      behaviours: [{ id: b, title: Other, activity: open, when: { x: 2 }, points: 2, cap: 9, half-life: 9d }]
      inactivity: [{ id: i, title: Other, after: 9d, without: [open], points: -9 }]
      repetition: { times: 9, points: -9 }
      pql: [{ id: p, title: Other, counts: { opens: 1 } }]
      variants: [{ id: v, when: { x: 2 }, threshold: 7, attribute-gate: 1 }]
    bant:
      budget-points: 1
      budget-at-least: 1
      currency: EUR
      decision-maker-points: 1
      influencer-points: 1
      need-points: 1
      timeline-points: 1
      timeline-within-days: 1
      grades: [{ grade: A, at-least: 9, action: assign, clock: one, track: t }]
    handoff-score:
      industry-fit: 2
      size-fit: 2
      stack-fit: 2
      trigger-typed: 3
      trigger-untyped: 2
      impact-concrete: 3
      impact-stated: 2
      decision-reachable: 3
      decision-known: 2
      timeline: 2
      timeline-within-days: 9
    qualification: { required: [need], stakeholders: 9, active-within: 9d }
    stages:
      moves: { marketing: [new, held, working-untouched, working-connected, converted, recycled, archived] }
      new-clock: one
      attempts: 9
      attempts-reason: two
    queue: { slot: 9m, slots-per-week: 9 }
    pools:
      - id: p
        title: Other
        role: bdr
        teams: [east]
        members: [kim@example.com]
        weights: { kim@example.com: 2 }
        when: { x: 1 }
        cap: 9
        owner-first: true
        priority: 9
        held-clock: one
    handoffs:
      - id: h
        title: Other
        from: bdr
        to: am
        required: [pain]
        checklist: [why-now]
        auto-accept: 9
        joint-review: 8
        decision-clock: one
        contact-clocks: [{ clock: two }]
        rejections: [{ id: r, title: Other, route: task, clock: one, task: Ask. }, { id: one, title: Other, route: nurture, recycle: two }]
        makes: sal
        after-win-clock: one
    clocks:
      - { id: one, title: Other, time: 9h, calendar: plain, remind-at: [50%], on-breach: [alert-manager] }
      - { id: two, title: Other, time: 9h, calendar: plain, remind-at: [50%], on-breach: [alert-manager] }
    recycling:
      reasons:
        - { id: one, title: Other, wake-after: 9d, wake-on-rise: 9, track: t }
        - { id: two, title: Other, wake-after: 9d, wake-on-rise: 9, track: t }
      tracks: [{ id: t, title: Other, steps: [{ after: 9d, stage: bofu, mail: Hello }] }]
    alerts: { slack: [breach] }
    targets: { mql-to-sql: 50%, sql-to-won: 50% }
    """
