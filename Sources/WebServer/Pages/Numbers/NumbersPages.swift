import DelimitedText
import Foundation
import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/numbers`: the numbers that both sides share, the same for everybody.
enum NumbersPages {
    static let table: [PageRoute] =
        NumbersTab.allCases.flatMap { tab in
            [
                PageRoute(.get, tab.path, .visit) { try await show(tab, $0) },
                PageRoute(.get, "/numbers/\(tab.rawValue).csv", .visit) { try await file(tab, $0) },
            ]
        } + [PageRoute(.get, "/numbers/weekly.eml", .visit, WeeklyMail.answer)]

    private static func show(_ tab: NumbersTab, _ visit: Visit) async throws -> Response {
        let filter = try NumbersFilter(visit.query, visit.reader)
        let teller = try teller(tab, filter, visit)
        let campaigns = try await visit.read { try $0.campaigns(limit: 200) }
        let sheet = try await tab.sheet(visit, teller)
        let words = visit.words
        let frame: View = [
            "heading": tab == .weekly ? words["numbers.weekly-heading"] : words["menu.numbers"],
            "lede": words("numbers.lede-\(tab.rawValue)", ["part": teller.described]),
            "file": address("/numbers/\(tab.rawValue).csv", tab, filter, teller),
            "mail": address("/numbers/weekly.eml", tab, filter, teller),
            "tabs": NumbersTab.allCases.map { other -> View in
                [
                    "name": words["numbers.tab-\(other.rawValue)"],
                    "href": filter.address(other.path), "isCurrent": other == tab,
                ]
            },
            "filter": NumbersForm.view(filter, tab, teller, campaigns: campaigns),
            "week": tab == .weekly ? NumbersForm.weeks(filter, teller) : nil,
            "everything": filter.period == .all ? nil : "\(tab.path)?period=all",
        ]
        return visit.page(
            "numbers", area: "numbers",
            title: "\(words["numbers.tab-\(tab.rawValue)"]) · \(words["menu.numbers"])",
            frame.with(sheet.view(teller, tab)))
    }

    /// - Parameter filter: the form's own; the weekly pack looks at a week instead.
    private static func teller(_ tab: NumbersTab, _ filter: NumbersFilter, _ visit: Visit) throws
        -> NumbersTeller
    {
        NumbersTeller(
            visit,
            tab == .weekly ? try WeeklyNumbers.week(visit.query, filter, visit.playbook) : filter)
    }

    private static func address(
        _ path: String, _ tab: NumbersTab, _ filter: NumbersFilter, _ teller: NumbersTeller
    ) -> String {
        guard tab == .weekly, let monday = teller.filter.from else { return filter.address(path) }
        return filter.address(path, [("week", monday.description)])
    }

    /// The figures of a tab as a file, or with `table` one of its tables alone.
    private static func file(_ tab: NumbersTab, _ visit: Visit) async throws -> Response {
        let teller = try teller(tab, try NumbersFilter(visit.query, visit.reader), visit)
        let all = try await tab.sheet(visit, teller).tables
        let rows: [[String]]
        if let id = visit.query.text("table") {
            guard let table = all.first(where: { $0.id == id }) else {
                throw Refusal(.notFound, "not-found", "There is no table '\(id)'.")
            }
            rows = table.lines(teller)
        } else {
            rows = all.flatMap { [[$0.title]] + $0.lines(teller) + [[]] }
        }
        var options = CSVWriterOptions()
        options.hasByteOrderMark = true
        let days = [teller.filter.from, teller.filter.to].compactMap { $0?.description }
        let name = (["baton", tab.rawValue] + days).joined(separator: "-")
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"\(name).csv\"",
                .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(
                byteBuffer: ByteBuffer(bytes: CSVText.bytes(of: rows, options: options))))
    }
}
