import Foundation

/// The requests that are sent. The same number gives the same request.
enum Requests {
    /// The batch of `identify` messages that makes leads known.
    static func identify(_ leads: Range<Int>, key: String) -> Load.Writing {
        { number, request in
            let from = leads.lowerBound + number * batchSize
            let items = (from..<min(from + batchSize, leads.upperBound)).map { lead in
                """
                {"type":"identify","messageId":"identify-\(lead)","userId":"user-\(lead)",\
                "timestamp":"\(time(daysAgo: 21))","context":\(library),"traits":{\
                \(Person(lead).json),"industry":"\(lead % 3 == 0 ? "software" : "retail")",\
                "employees":\(lead % 700)}}
                """
            }
            post("/v1/batch", basic(key), batch(items.joined(separator: ",")), into: &request)
        }
    }

    /// Batches of what known leads do, spread over the last twenty days.
    static func events(_ count: Int, leads: Int, key: String) -> Load.Writing {
        let batches = count / batchSize
        let library = library
        return { number, request in
            let time = time(daysAgo: 20 * Double(batches - number) / Double(batches))
            var items = ""
            items.reserveCapacity(32 * 1024)
            for event in number * batchSize..<(number + 1) * batchSize {
                if !items.isEmpty { items += "," }
                items += "{\"messageId\":\"event-\(event)\",\"userId\":\"user-"
                items += "\(Int(mixed(UInt64(event)) % UInt64(leads)))\",\"timestamp\":\"\(time)\","
                items += "\"integrations\":{},\"context\":\(library),"
                items += kinds[event % kinds.count]
                items += "}"
            }
            post("/v1/batch", basic(key), batch(items), into: &request)
        }
    }

    /// One form that somebody new filled in.
    ///
    /// - Parameter sources: where they come from, in turn.
    static func capture(
        key: String, sources: [String] = ["demo-request", "e-book", "demo-request", "web-form"]
    ) -> Load.Writing {
        { number, request in
            let source = sources[number % sources.count]
            let body = """
                {\(Person(number).json),"phone":"+82102\(String(1_000_000 + number))",\
                "country":"KR","source":"\(source)","campaign":"spring","landingPage":"/demo",\
                "attributes":{"employees":\(number % 700),"industry":"software"}}
                """
            post("/api/v1/leads", "Bearer \(key)", body, into: &request)
        }
    }

    /// A line of a CSV file: name, email, company, title, phone, source, employees, notes.
    static func personRow(_ number: Int) -> String {
        let person = Person(number)
        let source = ["demo-request", "e-book", "webinar-attendee", "web-form"][number % 4]
        return "\(person.row),+82102\(1_000_000 + number),\(source),\(number % 700),"
            + "met at the fair and asked for a call\n"
    }

    /// The route that does nothing.
    static let empty: Load.Writing = { _, request in
        request += "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8
    }

    static let batchSize = 100
    private static let library =
        "{\"library\":{\"name\":\"analytics-python\",\"version\":\"2.4.0\"}}"

    private static let kinds = [
        #""type":"page","properties":{"path":"/blog/routing-leads","title":"Routing leads"}"#,
        #""type":"track","event":"Feature Used","properties":{"feature":"export","plan":"team"}"#,
        #""type":"page","properties":{"path":"/product/inbox","title":"The inbox"}"#,
        #""type":"page","properties":{"path":"/docs/start","title":"Getting started"}"#,
        #""type":"track","event":"Email Opened","properties":{"campaign":"spring"}"#,
        #""type":"page","properties":{"path":"/pricing","title":"Prices"}"#,
        #""type":"track","event":"Message Sent","properties":{"quantity":3}"#,
        #""type":"page","properties":{"path":"/","title":"Home","referrer":"https://search.example/"}"#,
    ]

    private static func batch(_ items: String) -> String { "{\"batch\":[\(items)]}" }

    private static func basic(_ key: String) -> String {
        "Basic " + Data("\(key):".utf8).base64EncodedString()
    }

    private static func time(daysAgo days: Double) -> String {
        Date(timeIntervalSinceNow: -days * 86_400).formatted(.iso8601)
    }

    private static func post(
        _ path: String, _ authorization: String, _ body: String, into request: inout [UInt8]
    ) {
        request +=
            """
            POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
            Authorization: \(authorization)\r\nContent-Length: \(body.utf8.count)\r\n\r\n
            """.utf8
        request += body.utf8
    }

    /// SplitMix64: spreads consecutive numbers evenly. Steele, Lea, Flood, OOPSLA 2014.
    private static func mixed(_ number: UInt64) -> UInt64 {
        var z = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Somebody made up; five work at each company.
private struct Person {
    private let number: Int
    init(_ number: Int) { self.number = number }

    private static let first = ["Ada", "Ben", "Chloe", "Dario", "Eun", "Finn", "Grace", "Hana"]
    private static let last = ["Adler", "Berg", "Costa", "Dietz", "Evans", "Falk", "Gupta"]
    private static let titles = ["Head of Sales", "Engineer", "Analyst", "Director", "Assistant"]

    private var fields: (name: String, email: String, company: String, title: String) {
        let first = Self.first[number % Self.first.count]
        let last = "\(Self.last[number % Self.last.count])-\(number % 1009)"
        let company = number / 5
        return (
            "\(first) \(last)", "\(first.lowercased()).\(number)@firm\(company).example",
            "Firm \(company)", Self.titles[number % Self.titles.count]
        )
    }

    var json: String {
        let (name, email, company, title) = fields
        return """
            "name":"\(name)","email":"\(email)","company":"\(company)","title":"\(title)"
            """
    }

    /// The cells of a CSV file.
    var row: String {
        let (name, email, company, title) = fields
        return "\(name),\(email),\(company),\(title)"
    }
}
