import LeadRules

/// What a lead adds to figures.
extension Lead {
    /// - Parameter add: told each sum that the lead is part of.
    func figures(_ add: (FigureCell, FigureSum) -> Void) {
        guard mergedInto == nil else { return }
        let reach = Reach(self)
        let sum = reach.isWon ? FigureSum(amount: milestones.amount) : .one
        add(
            FigureCell(
                .lead, capturedAt,
                FigureKey.of(
                    origin.source, origin.group.rawValue, origin.campaign, segment, owner?.keyPart,
                    credits.sdr?.keyPart, credits.ae?.keyPart, reach.letters)), sum)
        add(
            FigureCell(
                .origin, capturedAt,
                FigureKey.of(
                    origin.source, origin.group.rawValue, origin.campaign, segment, reach.letters)),
            sum)
        add(FigureCell(.sdr, capturedAt, FigureKey.of(credits.sdr?.keyPart, reach.letters)), sum)
        add(FigureCell(.ae, capturedAt, FigureKey.of(credits.ae?.keyPart, reach.letters)), sum)
        add(FigureCell(.intake, capturedAt, FigureKey.of(origin.source)), .one)
        if let response { add(FigureCell(.response, capturedAt, ""), response.digest) }
        if reach.isWon || reach.isLost {
            let at = reach.isWon ? milestones.won : milestones.lost
            let end = reach.isWon ? Reach.won : Reach.lost
            add(FigureCell(.closed, at, FigureKey.of(end, milestones.cause)), sum)
        } else if !reach.isFake, milestones.won == nil, milestones.lost == nil {
            add(FigureCell(.stage, stageSince, FigureKey.of(stage.rawValue)), .one)
        }
    }

    /// Whether the lead adds the same to every figure as it did before.
    func hasSameFigures(as before: Lead) -> Bool {
        milestones == before.milestones && stage == before.stage
            && stageSince == before.stageSince && credits == before.credits
            && mergedInto == before.mergedInto && segment == before.segment
            && verification.state == before.verification.state
            && origin.source == before.origin.source && origin.group == before.origin.group
            && origin.campaign == before.origin.campaign
            && origin.temperature == before.origin.temperature && owner == before.owner
            && work.firstAssignedAt == before.work.firstAssignedAt
            && work.firstTouchAt == before.work.firstTouchAt
    }

    /// The source that its handoffs and clocks are counted under; nil when none of it counts.
    var countedSource: String? { mergedInto == nil ? origin.source : nil }
}

/// How far a lead has come, as letters: `f` for a fake one, which counts nowhere else, or those of the
/// milestones that it has reached.
struct Reach {
    static let won = "w"
    static let lost = "l"
    let letters: String

    init(_ lead: Lead) {
        guard lead.verification.state != .fake else {
            letters = "f"
            return
        }
        let reached = lead.milestones
        var letters = ""
        if reached.mql != nil { letters += "m" }
        if reached.pql != nil { letters += "p" }
        if reached.sql != nil { letters += "q" }
        if reached.sal != nil { letters += "a" }
        switch reached.furthest {
        case .won: letters += Self.won
        case .lost: letters += Self.lost
        default: break
        }
        self.letters = letters
    }

    init(letters: String) { self.letters = letters }

    var isFake: Bool { letters == "f" }
    var isWon: Bool { letters.hasSuffix(Self.won) }
    var isLost: Bool { letters.hasSuffix(Self.lost) }

    /// What so many leads that have come so far are in a funnel.
    func counts(_ sum: FigureSum) -> FunnelCounts {
        var counts = FunnelCounts()
        let n = Int(sum.count)
        guard !isFake else {
            counts.fake = n
            return counts
        }
        func count(_ all: String) -> Int { all.allSatisfy { letters.contains($0) } ? n : 0 }
        counts.leads = n
        counts.mql = count("m")
        counts.pql = count("p")
        counts.sql = count("q")
        counts.sal = count("a")
        counts.won = count(Self.won)
        counts.lost = count(Self.lost)
        counts.mqlAndSQL = count("mq")
        counts.pqlAndSQL = count("pq")
        counts.sqlAndSAL = count("qa")
        counts.salAndWon = count("aw")
        counts.sqlAndWon = count("qw")
        counts.wonAmount = sum.amount
        return counts
    }
}
