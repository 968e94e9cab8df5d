import LeadRules

extension YAMLValue {
    func activity() -> ActivityRule? {
        map("an activity") { map in
            var activity = ActivityRule()
            map.identity(.activity, id: &activity.id, title: &activity.title)
            map.optional("by", into: &activity.by) { $0.choice() }
            map.optional("hot-for", into: &activity.hotFor) { $0.positiveDuration() }
            map.optional("hand-raise", into: &activity.handRaise) { $0.flag() }
            map.optional("bot-within", into: &activity.botWithin) { $0.positiveDuration() }
            map.optional("reply", into: &activity.reply) { $0.flag() }
            return activity
        }
    }

    func trackingRule() -> TrackingRule? {
        map("a tracking rule") { map in
            var rule = TrackingRule()
            map.required("when", into: &rule.when) { $0.condition(.event) }
            map.optional("activity", into: &rule.activity) { $0.name(of: .activity) }
            map.optional("count", into: &rule.count) { $0.mention(.count) }
            map.optional("by", into: &rule.by) { $0.text("the name of a property") }
            if map["activity"] == nil, map["count"] == nil {
                map.report("A tracking rule needs 'activity', 'count' or both.")
            }
            if map["count"] == nil {
                map["by"]?.report("'by' says by how much to count; add 'count'.")
            }
            return rule
        }
    }

    /// A name that exists by being said, however often.
    private func mention(_ kind: Name) -> String? {
        guard let name = text("a name") else { return nil }
        reading.mention(kind, name, at: place)
        return name
    }
}
