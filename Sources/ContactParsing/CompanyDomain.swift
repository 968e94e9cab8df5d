extension CompanyName {
    /// Whether a mail domain may be that of the stated company.
    ///
    /// True when a telling word of the name is in the domain, or the domain shortens the name
    /// (`lge`, `bmw`); false when they have nothing in common; nil when that cannot be told: a
    /// free-mail or disposable domain, a name or domain in another script, or a domain of up to
    /// four letters that could still be an abbreviation (`vw`).
    package static func plausiblyMatches(domain: String, company: String) -> Bool? {
        let domain = domain.lowercased()
        guard !MailDomains.isFreeMail(domain), !MailDomains.isDisposable(domain),
            let labels = CompanyLabels(domain)
        else { return nil }
        let spellings = spellings(company).map(latinWords)
        if spellings.contains(where: labels.show) { return true }
        let isAllLatin = words(company).allSatisfy(\.isASCII)
        guard isAllLatin, !spellings[0].isEmpty else { return nil }
        return spellings.contains { labels.couldAbbreviate($0.joined()) } ? nil : false
    }

    /// The words of the name as far as a domain can spell them: `lg` of `LG화학`.
    private static func latinWords(_ company: String) -> [String] {
        words(company).flatMap { word in
            word.split { !$0.isASCII }.map(String.init)
        }
    }

    /// Domains write `mueller` for Müller as often as `muller`, which `comparable` makes of it.
    private static func spellings(_ company: String) -> [String] {
        guard !company.isASCII else { return [company] }
        let withDigraphs = [("ä", "ae"), ("ö", "oe"), ("ü", "ue")].reduce(company.lowercased()) {
            $0.replacing($1.0, with: $1.1)
        }
        return [company, withDigraphs]
    }
}

/// The labels of a domain that its owner chose, without hyphens: `kr`, `bosch` of `kr.bosch.co.uk`.
private struct CompanyLabels {
    private let own: String
    private let inside: [String]

    /// nil when the domain has no such label in Latin letters.
    init?(_ domain: String) {
        var labels = domain.split(separator: ".").dropLast()
        let isOfCountry = domain.split(separator: ".").last?.count == 2
        if isOfCountry, labels.count > 1, Self.sharedSecondLevels.contains(labels.last ?? "") {
            labels = labels.dropLast()
        }
        guard labels.last?.hasPrefix("xn--") == false else { return nil }
        var compact = labels.map { $0.filter { $0 != "-" } }
        own = compact.removeLast()
        inside = compact
    }

    /// Whether the name can be seen in one of the labels, or in short in the owner's.
    func show(_ words: [String]) -> Bool {
        ([own] + inside).contains { contains(words, label: $0) }
            || words.joined().hasPrefix(own) && own.count >= 4
            || isMadeOfBeginnings(words)
    }

    /// Whether a short label has the name's first letter and its other letters in their order.
    func couldAbbreviate(_ name: String) -> Bool {
        guard own.count <= 4, own.first == name.first else { return false }
        var rest = name[...]
        return own.allSatisfy { letter in
            guard let index = rest.firstIndex(of: letter) else { return false }
            rest = rest[rest.index(after: index)...]
            return true
        }
    }

    private func contains(_ words: [String], label: String) -> Bool {
        if label == words.joined() { return true }
        return words.contains { word in
            guard word.count > 1, !Self.commonWords.contains(word), !Self.smallWords.contains(word)
            else { return false }
            return word.count < 4 ? label.hasPrefix(word) : label.contains(word)
        }
    }

    /// Whether the label is the beginnings of the first two or more words, such as `lg` + `e` or
    /// `fed` + `ex`; small words (of, de) may be left out.
    private func isMadeOfBeginnings(_ words: [String]) -> Bool {
        // How far into the label the words so far can reach: the first one, and two or more.
        var byOne: Set<Int> = []
        var byMore: Set<Int> = []
        var isAtStart = true
        for word in words {
            let nextByOne = isAtStart ? ends(of: word, from: 0) : []
            let nextByMore = Set(byOne.union(byMore).flatMap { ends(of: word, from: $0) })
            if nextByMore.contains(own.count) { return true }
            let mayBeLeftOut = Self.smallWords.contains(word)
            byOne = mayBeLeftOut ? byOne.union(nextByOne) : nextByOne
            byMore = mayBeLeftOut ? byMore.union(nextByMore) : nextByMore
            isAtStart = isAtStart && mayBeLeftOut
        }
        return false
    }

    /// Where in the label a beginning of the word, of at least a letter, can end.
    private func ends(of word: String, from start: Int) -> Set<Int> {
        let shared = zip(own.dropFirst(start), word).prefix { $0 == $1 }.count
        return Set((0..<shared).map { start + $0 + 1 })
    }

    /// Second-level domains of countries under which anyone registers.
    private static let sharedSecondLevels: Set<Substring> = [
        "co", "com", "or", "org", "ne", "net", "go", "gov", "gob", "gouv", "ac", "edu", "re", "pe",
        "ltd", "plc", "gr", "ad", "ed", "ind", "nom", "web", "info", "biz", "mil", "sch", "id",
    ]

    /// Words that many companies share, so that one of them alone shows nothing.
    private static let commonWords: Set<String> = [
        "group", "holding", "holdings", "technology", "technologies", "tech", "solution",
        "solutions", "system", "systems", "service", "services", "software", "consulting",
        "international", "global", "world", "industries", "industry", "electronics", "digital",
        "labs", "media", "partners", "capital", "energy", "motor", "motors", "foods", "health",
        "engineering", "trading", "network", "networks", "bank", "banco", "insurance", "telecom",
        "pharma", "design", "studio", "online", "data", "cloud", "web", "net", "new",
        "korea", "japan", "germany", "deutschland", "deutsche", "brasil", "brazil", "america",
        "american", "usa", "china", "asia", "europe", "european", "india", "national", "first",
        "university", "hospital", "school", "us", "uk", "eu",
    ]

    private static let smallWords: Set<String> = [
        "the", "of", "for", "in", "de", "do", "da", "dos", "das", "del", "la", "le", "du", "des",
        "der",
        "die", "fur", "e", "y", "et",
    ]
}
