/// Who becomes an MQL or PQL, and why.
package struct ScoringRules: Hashable, Sendable {
    /// Total points that make an MQL once the gate is passed.
    package var threshold = 50.0
    /// Attribute points below which behaviour never makes an MQL.
    package var attributeGate = 0.0
    package var attributes: [AttributeScoreRule] = []
    package var behaviours: [BehaviourScoreRule] = []
    package var inactivity: [InactivityRule] = []
    package var repetition: RepetitionRule?
    package var pql: [ProductRule] = []
    /// Other thresholds for a source group or segment; the first that applies is taken.
    package var variants: [ScoringVariant] = []
    package init() {}
}

package struct AttributeScoreRule: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var when = Condition.always
    package var points = 0.0
    package init() {}
}

package struct BehaviourScoreRule: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var activity = ""
    /// Further facts of the activity itself (its properties), when the kind is not enough.
    package var when = Condition.always
    package var points = 0.0
    /// The largest number of points that this rule gives in all.
    package var cap: Double?
    /// Points halve each time this much time passes.
    package var halfLife: TimeSpan?
    package init() {}
}

/// Points for a long time without any of some activities.
package struct InactivityRule: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var after = TimeSpan.days(90)
    package var without: [String] = []
    package var points = -10.0
    package init() {}
}

/// Points, once a day, when one action comes again and again on that day.
package struct RepetitionRule: Hashable, Sendable {
    package var times = 3
    package var points = -50.0
    /// Activities that people repeat in good faith: pages looked at again, a product in use.
    package var except: [String] = []
    package init() {}
}

/// A rule over product counts: it makes a PQL when every count is reached.
package struct ProductRule: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var counts: [String: Double] = [:]
    package init() {}
}

package struct ScoringVariant: Hashable, Sendable {
    package var id = ""
    package var when = Condition.always
    package var threshold: Double?
    package var attributeGate: Double?
    package init() {}
}

/// BANT, 100 points: how many each confirmed part gives, and what the grades do.
package struct BANTRules: Hashable, Sendable {
    package var budgetPoints = 30.0
    /// In the currency below; a confirmed budget under it gives no points.
    package var budgetAtLeast = 50_000.0
    package var currency = "USD"
    package var decisionMakerPoints = 25.0
    package var influencerPoints = 10.0
    package var needPoints = 35.0
    package var timelinePoints = 10.0
    package var timelineWithinDays = 90
    /// From the best grade to the worst; the last has no lower bound.
    package var grades: [BANTGradeRule] = []
    package init() {}
}

package struct BANTGradeRule: Hashable, Sendable {
    package var grade = "F"
    package var atLeast = 0.0
    package var action = BANTAction.mail
    /// For `assign`: the clock under which whoever works the lead is to hand it over.
    package var clock: String?
    /// For `nurture` and `mail`: the track whose mails begin.
    package var track: String?
    package init() {}
}

package enum BANTAction: String, Codable, CaseIterable, Sendable {
    /// Assign to sales at once.
    case assign
    /// Warm up by content.
    case nurture
    /// Automated mail only.
    case mail
}

/// The ten-point handoff score: points for each part.
package struct HandoffScoreRules: Hashable, Sendable {
    package var industryFit = 1.0
    package var sizeFit = 1.0
    package var stackFit = 1.0
    package var triggerTyped = 2.0
    package var triggerUntyped = 1.0
    package var impactConcrete = 2.0
    package var impactStated = 1.0
    package var decisionReachable = 2.0
    package var decisionKnown = 1.0
    package var timeline = 1.0
    package var timelineWithinDays = 90
    package init() {}
}

/// When a lead is sales qualified.
package struct QualificationRules: Hashable, Sendable {
    /// Record fields that must be known for an SQL.
    package var required: [QualificationField] = []
    /// How many stakeholders must be known at least.
    package var stakeholders = 2
    /// How lately the lead must have talked with us to count as in active communication.
    package var activeWithin = TimeSpan.days(30)
    package init() {}
}
