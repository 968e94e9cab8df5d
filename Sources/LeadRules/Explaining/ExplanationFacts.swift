/// Everything an explanation is told from.
package struct ExplanationFacts: Sendable {
    package var lead: Lead
    package var account: Account?
    package var record = QualificationRecord()
    /// Clocks of the lead that are not over, or ran out.
    package var clocks: [Clock] = []
    package var handoffs: [Handoff] = []
    /// The lead's story, the oldest event first.
    package var events: [Recorded] = []
    package var members: [Member] = []
    /// Every version of the playbook that something of the lead was decided under.
    package var playbooks: [Int: Playbook] = [:]
    package var active: PlaybookName

    package init(lead: Lead, active: PlaybookName) {
        self.lead = lead
        self.active = active
    }

    /// Versions of the playbook that an explanation refers to.
    package var versions: Set<Int> {
        Set(events.map(\.stamp.playbook) + clocks.map(\.playbook) + handoffs.map(\.playbook))
            .union([active.version])
    }
}

/// Tells the story; each part of it stands in a file of its own.
struct Storyteller {
    let facts: ExplanationFacts
    let playbook: Playbook
    let now: Instant
    let names: Names
    let members: [MemberID: Member]

    init(_ facts: ExplanationFacts, at now: Instant) {
        self.facts = facts
        self.now = now
        playbook = facts.playbooks[facts.active.version] ?? Playbook()
        names = Names(facts.members)
        members = Dictionary(facts.members.map { ($0.id, $0) }) { first, _ in first }
    }

    var lead: Lead { facts.lead }

    func explanation() -> Explanation {
        Explanation(
            lead: lead.id, name: lead.displayName, asOf: now, playbook: facts.active,
            mergedInto: lead.mergedInto, who: who(), origin: origin(), score: score(),
            verification: verification(), stage: stage(), owner: owner(), clocks: clocks(),
            handoffs: handoffs(), next: next(), decidedUnder: decidedUnder())
    }

    func name(of actor: Actor) -> String {
        switch actor {
        case .member(let id): names(id)
        case .token(let name): "the key '\(name)'"
        case .system: "the system"
        }
    }

    /// A moment in the time zone of a member; of the home calendar for nobody.
    func local(_ at: Instant, of member: MemberID? = nil, under version: Int? = nil) -> String {
        at.rfc3339(offsetSeconds: calendar(of: member, under: version)?.offsetSeconds(at: at) ?? 0)
    }

    func calendar(of member: MemberID?, under version: Int? = nil) -> BusinessCalendar? {
        let playbook = version.flatMap { facts.playbooks[$0] } ?? playbook
        let name = member.flatMap { members[$0]?.profile.calendar } ?? playbook.homeCalendar
        return playbook.calendars[name]
    }

    func pool(_ id: String) -> String {
        playbook.pool(id).map { $0.title.isEmpty ? id : $0.title } ?? id
    }
}

extension Explanation {
    /// Explains a lead by its facts as of a moment.
    package init(_ facts: ExplanationFacts, at now: Instant) {
        self = Storyteller(facts, at: now).explanation()
    }
}
