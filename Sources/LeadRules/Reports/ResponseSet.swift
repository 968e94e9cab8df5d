/// How soon many leads were answered, in parts that were sorted once and need not be sorted again when
/// others are looked at beside them.
package struct ResponseSet: Sendable {
    let parts: [ResponsePart]

    package init(parts: [ResponsePart]) { self.parts = parts.filter { $0.count > 0 } }

    package init(_ responses: [ResponseTime]) { self.init(parts: [ResponsePart(responses)]) }

    /// From the first owner to the first touch, and zero for a touch before.
    var response: Durations { Durations(parts.map(\.response)) }
    var all: ResponseCut.Several { ResponseCut.Several(parts.map(\.all)) }
    var members: Set<MemberID?> { parts.reduce(into: []) { $0.formUnion($1.byMember.keys) } }

    func of(member: MemberID) -> ResponseCut.Several {
        ResponseCut.Several(parts.compactMap { $0.byMember[member] })
    }

    func of(_ temperature: Temperature) -> ResponseCut.Several {
        ResponseCut.Several(parts.compactMap { $0.byTemperature[temperature] })
    }

    func tally(of band: ResponseBand.Band) -> ResponsePart.BandTally {
        parts.reduce(into: ResponsePart.BandTally()) { sum, part in
            guard let tally = part.bands[band] else { return }
            sum.leads += tally.leads
            sum.isSQL += tally.isSQL
            sum.isWon += tally.isWon
        }
    }
}

/// Leads of one stretch of time, sorted in every way that a report looks at them.
package struct ResponsePart: Sendable {
    /// Leads by how soon they were answered.
    struct BandTally: Sendable {
        var leads = 0
        var isSQL = 0
        var isWon = 0
    }

    package let count: Int
    let all: ResponseCut
    let byMember: [MemberID?: ResponseCut]
    let byTemperature: [Temperature: ResponseCut]
    let response: SortedTimes
    let bands: [ResponseBand.Band: BandTally]

    package init(_ responses: [ResponseTime]) {
        count = responses.count
        all = ResponseCut(responses)
        byMember = Dictionary(grouping: responses, by: \.member).mapValues(ResponseCut.init)
        byTemperature = Dictionary(grouping: responses, by: \.temperature)
            .mapValues(ResponseCut.init)
        response = SortedTimes(responses.compactMap(\.response))
        bands = responses.reduce(into: [:]) { bands, response in
            let band = ResponseBand.Band.of(response.responseSeconds)
            bands[band, default: BandTally()].leads += 1
            if response.isSQL { bands[band, default: BandTally()].isSQL += 1 }
            if response.isWon { bands[band, default: BandTally()].isWon += 1 }
        }
    }
}

/// Response times of some leads, in milliseconds.
struct ResponseCut: Sendable {
    let system: SortedTimes
    let human: SortedTimes
    let total: SortedTimes
    /// Since when somebody could have answered: all leads, and those that were not answered within 48
    /// and 72 hours of it.
    let since: SortedTimes
    let since48h: SortedTimes
    let since72h: SortedTimes

    init(_ responses: [ResponseTime]) {
        system = SortedTimes(responses.compactMap(\.system))
        human = SortedTimes(responses.compactMap(\.human))
        total = SortedTimes(responses.compactMap(\.total))
        since = SortedTimes(responses.map(\.waitingSince.milliseconds))
        func late(_ limit: TimeSpan) -> SortedTimes {
            SortedTimes(
                responses.filter { ($0.response ?? .max) > limit.seconds * 1000 }
                    .map(\.waitingSince.milliseconds))
        }
        since48h = late(.hours(48))
        since72h = late(.hours(72))
    }

    /// The cuts of several parts beside each other.
    struct Several {
        let cuts: [ResponseCut]
        init(_ cuts: [ResponseCut]) { self.cuts = cuts }

        var system: Durations { Durations(cuts.map(\.system)) }
        var human: Durations { Durations(cuts.map(\.human)) }
        var total: Durations { Durations(cuts.map(\.total)) }

        /// Those without an answer within a time, of those that are at least that old.
        func late48h(at now: Instant) -> Share { late(\.since48h, .hours(48), now) }
        func late72h(at now: Instant) -> Share { late(\.since72h, .hours(72), now) }

        private func late(
            _ those: KeyPath<ResponseCut, SortedTimes>, _ limit: TimeSpan, _ now: Instant
        ) -> Share {
            let latest = (now - limit).milliseconds
            return Share(
                cuts.reduce(0) { $0 + $1[keyPath: those].count(upTo: latest) },
                of: cuts.reduce(0) { $0 + $1.since.count(upTo: latest) })
        }
    }
}

/// Milliseconds in order.
struct SortedTimes: Sendable {
    let values: [Int64]
    let sum: Int64

    init(_ values: [Int64]) {
        self.values = values.sorted()
        sum = values.reduce(0, &+)
    }

    /// How many are no larger.
    func count(upTo limit: Int64) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] <= limit { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The value at a place in the order of all the parts together, counted from 0.
    static func value(at place: Int, of parts: [SortedTimes]) -> Int64 {
        if parts.count == 1 { return parts[0].values[place] }
        var low = parts.compactMap(\.values.first).min() ?? 0
        var high = parts.compactMap(\.values.last).max() ?? 0
        while low < high {
            let middle = low + (high - low) / 2
            let count = parts.reduce(0) { $0 + $1.count(upTo: middle) }
            if count > place { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Durations {
    /// Of all the parts together.
    init(_ parts: [SortedTimes]) {
        self.init()
        let parts = parts.filter { !$0.values.isEmpty }
        count = parts.reduce(0) { $0 + $1.values.count }
        guard count > 0 else { return }
        meanSeconds = Double(parts.reduce(0) { $0 &+ $1.sum }) / 1000 / Double(count)
        medianSeconds = Self.quantile(0.5, of: parts, count)
        p90Seconds = Self.quantile(0.9, of: parts, count)
    }

    private static func quantile(_ fraction: Double, of parts: [SortedTimes], _ count: Int)
        -> Double
    {
        let position = fraction * Double(count - 1)
        let index = Int(position)
        let lower = Double(SortedTimes.value(at: index, of: parts)) / 1000
        guard position > Double(index) else { return lower }
        let upper = Double(SortedTimes.value(at: index + 1, of: parts)) / 1000
        return lower + (position - Double(index)) * (upper - lower)
    }
}
