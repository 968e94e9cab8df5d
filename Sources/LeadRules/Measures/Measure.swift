/// Figures of one noun that stand side by side. Each is declared once, by the criterion that a row has to
/// meet. Counting rows, keeping sums, listing what is behind a figure, and its column in every report
/// follow from that.
package protocol Measure: RawRepresentable<String>, Hashable, CaseIterable, Sendable {
    associatedtype F: Fact

    /// Which rows it counts.
    var criterion: Criterion<F> { get }
    /// What it adds up of them; nil counts them.
    var amount: F? { get }
    /// Those that reports carry as JSON; the others are only parts of shares.
    static var told: [Self] { get }
}

extension Measure {
    package var amount: F? { nil }
    package static var told: [Self] { Array(allCases) }

    /// Its name in addresses: `auto-accepted`.
    package var slug: String { rawValue.slug }
    /// In English: `Auto accepted`, `MQL`.
    package var title: String { rawValue.slug.titled }
}

extension String {
    /// `MQL to SQL` of `mql-to-sql`.
    fileprivate var titled: String {
        let words = split(separator: "-").map { word in
            ["mql", "pql", "sql", "sal"].contains(word) ? word.uppercased() : String(word)
        }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// `mql-to-sql` of `mqlToSQL`.
    fileprivate var slug: String {
        var slug = ""
        var wasLower = false
        for letter in self {
            if letter.isUppercase, wasLower { slug.append("-") }
            wasLower = letter.isLowercase
            slug += letter.lowercased()
        }
        return slug
    }
}

/// The rows that some measures look at: which ones, at what time each counts, and whose work it is.
package struct Cohort<M: Measure>: Sendable {
    package typealias F = M.F

    package let measures: [M]
    /// Which rows count at all.
    package let base: Criterion<F>
    /// The moment that has to lie in the period; nil for rows as they are now.
    package let at: F?
    /// Whose work it is: one of these people has to be asked for.
    package let credited: [F]

    init(_ measures: [M], of base: Criterion<F>, at: F?, creditedTo credited: [F]) {
        self.measures = measures
        self.base = base
        self.at = at
        self.credited = credited
    }
}

/// How often each measure counted, and what was added up.
package struct Counts<M: Measure>: Hashable, Sendable {
    private var numbers: [Int]
    /// The sum of the measure that adds up, in the playbook's currency.
    package var amount = 0.0

    package init() { numbers = Array(repeating: 0, count: M.allCases.count) }

    /// What so many rows count that meet these measures, and no other.
    ///
    /// - Parameter amount: the sum over these rows, for the measure that adds up.
    package init(_ met: [M], rows: Int, amount: Double = 0) {
        self.init()
        for measure in met {
            if measure.amount == nil { self[measure] = rows } else { self.amount = amount }
        }
    }

    package subscript(_ measure: M) -> Int {
        get { numbers[Self.place(measure)] }
        set { numbers[Self.place(measure)] = newValue }
    }

    private static func place(_ measure: M) -> Int {
        var place = 0
        for other in M.allCases {
            if other == measure { return place }
            place += 1
        }
        return place
    }

    package static func + (a: Counts, b: Counts) -> Counts {
        var sum = a
        sum += b
        return sum
    }

    package static func += (a: inout Counts, b: Counts) {
        for place in a.numbers.indices { a.numbers[place] += b.numbers[place] }
        a.amount += b.amount
    }
}

/// As JSON, a member for each measure that is told.
extension Counts: Codable {
    package init(from decoder: any Decoder) throws {
        self.init()
        let members = try decoder.container(keyedBy: MemberName.self)
        for measure in M.told {
            if measure.amount == nil {
                self[measure] = try members.decode(Int.self, forKey: MemberName(measure.rawValue))
            } else {
                amount = try members.decode(Double.self, forKey: MemberName(measure.rawValue))
            }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: MemberName.self)
        for measure in M.told {
            if measure.amount == nil {
                try members.encode(self[measure], forKey: MemberName(measure.rawValue))
            } else {
                try members.encode(amount, forKey: MemberName(measure.rawValue))
            }
        }
    }
}

/// Shares of measures in others, declared once.
package protocol Rate: RawRepresentable<String>, Hashable, CaseIterable, Sendable {
    associatedtype M: Measure
    /// The whole counts every row that the part counts.
    var part: M { get }
    var whole: M { get }
}

extension Rate {
    /// Its name among texts: `mql-to-sql`.
    package var slug: String { rawValue.slug }
    /// In English: `MQL to SQL`.
    package var title: String { rawValue.slug.titled }

    package func share(of counts: Counts<M>) -> Share { Share(counts[part], of: counts[whole]) }
}

/// Every rate of some counts. As JSON, a member for each.
package struct Shares<R: Rate>: Hashable, Sendable {
    private var shares: [R: Share]

    package init(_ counts: Counts<R.M>) {
        shares = Dictionary(
            uniqueKeysWithValues: R.allCases.map { ($0, $0.share(of: counts)) })
    }

    package subscript(_ rate: R) -> Share { shares[rate] ?? .none }
}

extension Shares: Codable {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: MemberName.self)
        shares = try Dictionary(
            uniqueKeysWithValues: R.allCases.map {
                ($0, try members.decode(Share.self, forKey: MemberName($0.rawValue)))
            })
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: MemberName.self)
        for rate in R.allCases { try members.encode(self[rate], forKey: MemberName(rate.rawValue)) }
    }
}

/// The name of a measure or a rate as a member of JSON.
private struct MemberName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}
