import LeadRules

/// A part of a playbook taken apart by reflection, so that no field is ever left out: what is added
/// to the playbook's types is found here by itself.
indirect enum PlaybookPart: Equatable, Sendable {
    /// A single value, in the words of the file.
    case words(String)
    /// The fields of a rule or section, by name.
    case fields([Entry])
    /// The entries of a list or mapping, by their ids.
    case items([Entry])

    struct Entry: Equatable, Sendable {
        var name: String
        var part: PlaybookPart
    }

    init(_ value: Any) {
        if let words = Self.words(for: value) {
            self = .words(words)
        } else if let calendar = value as? BusinessCalendar {
            self = Self.calendar(calendar)
        } else {
            let mirror = Mirror(reflecting: value)
            switch mirror.displayStyle {
            case .optional: self = mirror.children.first.map { Self($0.value) } ?? .words("none")
            case .set: self = .words(Self.list(mirror).sorted().joined(separator: ", "))
            case .collection: self = Self.collection(mirror)
            case .dictionary: self = Self.dictionary(mirror)
            default: self = .fields(mirror.children.map { Entry($0) })
            }
        }
    }

    private static func words(for value: Any) -> String? {
        switch value {
        case let text as String: text.contains(where: \.isWhitespace) ? "'\(text)'" : text
        case let number as Double: Value.written(number)
        case let number as Int: String(number)
        case let flag as Bool: flag ? "yes" : "no"
        case let span as TimeSpan: span.description
        case let condition as Condition: condition.description
        case let choice as any RawRepresentable<String>: choice.rawValue
        case let calendar as ClockCalendar: calendar.words
        default: nil
        }
    }

    /// A day without hours.
    static let closed = PlaybookPart.words("closed")

    /// Business calendars keep tables of their zone, which are no part of the policy.
    private static func calendar(_ calendar: BusinessCalendar) -> PlaybookPart {
        let days = calendar.holidays.sorted().map { Entry(name: "\($0)", part: .closed) }
        return .fields([
            Entry(name: "zone", part: .words(calendar.zone)),
            Entry(name: "hours", part: .words(calendar.hours.words)),
            Entry(name: "holidays", part: .items(days)),
        ])
    }

    private static func list(_ mirror: Mirror) -> [String] {
        mirror.children.compactMap { words(for: $0.value) }
    }

    private static func collection(_ mirror: Mirror) -> PlaybookPart {
        let texts = list(mirror)
        if !texts.isEmpty { return .words(texts.joined(separator: ", ")) }
        var times: [String: Int] = [:]
        return .items(
            mirror.children.map { child in
                let part = PlaybookPart(child.value)
                let key = part.key
                times[key, default: 0] += 1
                let copy = times[key] ?? 1
                return Entry(name: copy == 1 ? key : "\(key) (\(copy))", part: part)
            })
    }

    private static func dictionary(_ mirror: Mirror) -> PlaybookPart {
        let entries = mirror.children.map { child in
            let pair = Array(Mirror(reflecting: child.value).children.map(\.value))
            return Entry(name: words(for: pair[0]) ?? "", part: PlaybookPart(pair[1]))
        }
        return .items(entries.sorted { $0.name < $1.name })
    }

    /// What tells an item from the others of its list; empty where nothing does.
    var key: String {
        guard case .fields(let fields) = self else { return "" }
        for name in ["id", "grade", "mail", "when"] {
            if case .words(let words)? = fields.first(where: { $0.name == name })?.part {
                return words.filter { $0 != "'" }
            }
        }
        return ""
    }
}

extension PlaybookPart.Entry {
    fileprivate init(_ child: Mirror.Child) {
        self.init(name: (child.label ?? "").spacedWords, part: PlaybookPart(child.value))
    }
}

extension ClockCalendar {
    var words: String {
        switch self {
        case .owner: "owner"
        case .plain: "plain"
        case .named(let name): name
        }
    }
}

extension WeeklyHours {
    /// `mon-fri 09:00-18:00, sat 09:00-12:00`: neighbouring days with equal hours together.
    var words: String {
        var runs: [(days: [Weekday], hours: [DayInterval])] = []
        for day in Weekday.allCases {
            if let last = runs.last, last.hours == self[day] {
                runs[runs.count - 1].days.append(day)
            } else {
                runs.append(([day], self[day]))
            }
        }
        return runs.filter { !$0.hours.isEmpty }.map { days, hours in
            let names = [days.first, days.count > 1 ? days.last : nil].compactMap(\.self)
            return names.map { "\($0)".prefix(3) }.joined(separator: "-") + " "
                + hours.map(\.description).joined(separator: " and ")
        }.joined(separator: ", ")
    }
}

extension String {
    /// `mqlToSQL` as words: `mql to sql`.
    var spacedWords: String {
        var words = ""
        var afterSmall = false
        for letter in self {
            if letter.isUppercase, afterSmall { words.append(" ") }
            afterSmall = !letter.isUppercase
            words.append(letter.lowercased())
        }
        return words
    }
}
