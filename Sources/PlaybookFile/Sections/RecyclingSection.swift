import LeadRules

extension YAMLValue {
    func recycling() -> RecyclingRules? {
        section { map in
            var rules = RecyclingRules()
            map.optional("reasons", into: &rules.reasons) { $0.list { $0.recycleReason() } }
            map.optional("tracks", into: &rules.tracks) { $0.list { $0.track() } }
            return rules
        }
    }

    private func recycleReason() -> RecycleReason? {
        map("a recycling reason") { map in
            var reason = RecycleReason()
            map.identity(.recycleReason, id: &reason.id, title: &reason.title)
            map.optional("wake-after", into: &reason.wakeAfter) { $0.positiveDuration() }
            map.optional("wake-on-rise", into: &reason.wakeOnRise) { $0.number(above: 0) }
            map.optional("track", into: &reason.track) { $0.name(of: .track) }
            if map["wake-after"] == nil, map["wake-on-rise"] == nil {
                map.report(
                    "\(map.what) needs 'wake-after' or 'wake-on-rise', or its leads never come back."
                )
            }
            return reason
        }
    }

    private func track() -> NurtureTrack? {
        map("a nurture track") { map in
            var track = NurtureTrack()
            map.identity(.track, id: &track.id, title: &track.title)
            map.required("steps", into: &track.steps) { $0.steps() }
            return track
        }
    }

    private func steps() -> [NurtureStep]? {
        var latest = TimeSpan.zero
        return filledList { item in
            item.map("a step") { map in
                var step = NurtureStep()
                map.required("after", into: &step.after) { $0.duration() }
                map.required("stage", into: &step.stage) { $0.choice() }
                map.required("mail", into: &step.mail) { $0.text() }
                if step.after < latest {
                    map["after"]?.report(
                        "Steps count from the start of the track: this one must not come before "
                            + "\(latest).")
                }
                latest = max(latest, step.after)
                return step
            }
        }
    }
}
