import LeadRules

extension YAMLValue {
    func intake() -> IntakeRules? {
        section { map in
            var intake = IntakeRules()
            map.required("sources", into: &intake.sources) { $0.filledList { $0.source() } }
            map.required("fallback-source", into: &intake.fallbackSource) { $0.name(of: .source) }
            return intake
        }
    }

    private func source() -> SourceRule? {
        map("a source") { map in
            var source = SourceRule()
            map.identity(.source, id: &source.id, title: &source.title)
            map.optional("group", into: &source.group) { $0.choice() }
            map.optional("grade", into: &source.grade) { $0.text() }
            reading.mention(.grade, source.grade, at: place)
            map.optional("temperature", into: &source.temperature) { $0.choice() }
            map.optional("contact-after", into: &source.contactAfter) { $0.duration() }
            map.optional("first-touch-clock", into: &source.firstTouchClock) { $0.name(of: .clock) }
            map.optional("hand-raise", into: &source.handRaise) { $0.flag() }
            map.optional("activity", into: &source.activity) { $0.name(of: .activity) }
            return source
        }
    }

    func segment() -> SegmentRule? {
        map("a segment") { map in
            var segment = SegmentRule()
            map.identity(.segment, id: &segment.id, title: &segment.title)
            map.optional("when", into: &segment.when) { $0.condition() }
            map.optional("industry", into: &segment.industry) { $0.condition() }
            map.optional("size", into: &segment.size) { $0.condition() }
            map.optional("stack", into: &segment.stack) { $0.condition() }
            return segment
        }
    }
}
