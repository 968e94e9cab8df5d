import LeadRules

extension YAMLValue {
    func rejections() -> [RejectionRule]? {
        var seen: Set<String> = []
        return list { item in
            guard let rule = item.rejection() else { return nil }
            if !rule.id.isEmpty, !seen.insert(rule.id).inserted {
                item.report("The rejection reason '\(rule.id)' is defined twice.")
            }
            return rule
        }
    }

    private func rejection() -> RejectionRule? {
        map("a rejection reason") { map in
            var rule = RejectionRule()
            map.required("id", into: &rule.id) { $0.text("a name") }
            rule.title = rule.id.titled
            map.optional("title", into: &rule.title) { $0.text() }
            var route: Route?
            map.required("route", into: &route) { $0.choice(Route.self) }
            map.optional("recycle", into: &rule.recycle) { $0.name(of: .recycleReason) }
            map.optional("clock", into: &rule.clock) { $0.name(of: .clock) }
            map.optional("task", into: &rule.task) { $0.text() }
            if let route {
                rule.route = route
                rule.check(map)
            }
            return rule
        }
    }
}

extension RejectionRule {
    /// Each route needs its own keys, and the others would do nothing.
    fileprivate func check(_ map: YAMLMap) {
        switch route {
        case .task, .backToGiver:
            useless(["recycle"], map)
            if clock == nil, map["clock"] == nil, task != nil || route == .task {
                (map["task"] ?? map.value).report(
                    "The rejection '\(id)' gives a task without a clock; add 'clock'.")
            }
        case .nurture, .recycle:
            useless(["clock", "task"], map)
            // Without a reason of its own, the rejection's id is the recycling reason.
            if map["recycle"] == nil, let route = map["route"] {
                map.value.reading.use(.recycleReason, id, at: route.place)
            }
        case .archive: useless(["recycle", "clock", "task"], map)
        }
    }

    private func useless(_ keys: [String], _ map: YAMLMap) {
        for key in keys {
            map[key]?.report("'\(key)' does nothing on the route '\(route.rawValue)'.")
        }
    }
}
