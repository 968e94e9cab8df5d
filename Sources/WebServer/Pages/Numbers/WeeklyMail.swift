import Charts
import HTTPTypes
import Hummingbird
import LeadRules
import NIOCore

/// The weekly pack as a mail that is still to be sent, in the reader's language.
enum WeeklyMail {
    static func answer(_ visit: Visit) async throws -> Response {
        let filter = try NumbersFilter(visit.query, visit.reader)
        let teller = NumbersTeller(
            visit, try WeeklyNumbers.week(visit.query, filter, visit.playbook))
        let sheet = try await NumbersTab.weekly.sheet(visit, teller)
        let title = "\(visit.words["numbers.weekly-heading"]): \(teller.described)"
        let draft = MailDraft(
            from: (visit.me.profile.name, visit.me.profile.email), subject: title,
            text: text(sheet, title, teller), html: html(sheet, title, teller),
            language: visit.words.language.rawValue, at: visit.now)
        let day = teller.filter.from?.description ?? "pack"
        return Response(
            status: .ok,
            headers: [
                .contentType: "message/rfc822",
                .contentDisposition: "attachment; filename=\"baton-weekly-\(day).eml\"",
                .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: draft.bytes)))
    }

    /// A line for each figure: columns would not stand under each other in every mail program.
    private static func text(_ sheet: NumbersSheet, _ title: String, _ teller: NumbersTeller)
        -> String
    {
        var lines = [title, ""]
        lines += sheet.stats.map { stat in
            "\(stat.title): \(stat.value)" + (stat.note.map { " (\($0))" } ?? "")
        }
        for part in sheet.rows.flatMap(\.self) {
            switch part {
            case .notes(let notes):
                lines += heading(notes.title)
                lines +=
                    notes.items.isEmpty
                    ? [notes.empty] : notes.items.map { "- \($0.title): \($0.text)" }
            case .table(let table): lines += self.lines(table, teller)
            case .picture(let picture): lines += self.lines(picture.table, teller)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func heading(_ title: String) -> [String] { ["", title.uppercased()] }

    private static func lines(_ table: NumbersTable, _ teller: NumbersTeller) -> [String] {
        heading(table.title)
            + (table.rows.isEmpty ? [teller.words["numbers.nothing"]] : [])
            + table.rows.map { row in
                let figures = zip(table.columns, row).dropFirst().compactMap { column, cell in
                    let text = teller.text(cell.value)
                    return text.isEmpty ? nil : "\(column.title) \(text)"
                }
                let name = row.first.map { teller.text($0.value) } ?? ""
                return figures.isEmpty ? name : "\(name): " + figures.joined(separator: ", ")
            }
    }

    private static func html(_ sheet: NumbersSheet, _ title: String, _ teller: NumbersTeller)
        -> String
    {
        let stats = sheet.stats.map { stat in
            let note = stat.note.map { " (\(Markup.escaped($0)))" } ?? ""
            return
                "<li>\(Markup.escaped(stat.title)): <strong>\(Markup.escaped(stat.value))</strong>\(note)</li>"
        }
        let parts = sheet.rows.flatMap(\.self).map { part in
            switch part {
            case .notes(let notes): html(notes)
            case .table(let table): html(table, teller)
            case .picture(let picture): html(picture.table, teller)
            }
        }
        return """
            <!doctype html>
            <html lang="\(teller.words.language.rawValue)"><head><meta charset="utf-8">\
            <title>\(Markup.escaped(title))</title></head>
            <body style="font-family: sans-serif"><h1>\(Markup.escaped(title))</h1>
            <ul>\(stats.joined())</ul>
            \(parts.joined(separator: "\n"))
            </body></html>

            """
    }

    private static func html(_ notes: NumbersSheet.Notes) -> String {
        let items = notes.items.map { item in
            "<li><strong>\(Markup.escaped(item.title))</strong><br>\(Markup.escaped(item.text))</li>"
        }
        let list =
            items.isEmpty ? "<p>\(Markup.escaped(notes.empty))</p>" : "<ol>\(items.joined())</ol>"
        return "<h2>\(Markup.escaped(notes.title))</h2>\(list)"
    }

    /// Mail programs keep only styles that stand at each cell.
    private static func html(_ table: NumbersTable, _ teller: NumbersTeller) -> String {
        let title = "<h2>\(Markup.escaped(table.title))</h2>"
        guard !table.rows.isEmpty else {
            return "\(title)<p>\(Markup.escaped(teller.words["numbers.nothing"]))</p>"
        }
        func cell(_ name: String, _ text: String, _ place: Int, _ scope: String = "") -> String {
            let isFigure = place > 0 && table.columns[place].kind != .text
            let side = isFigure ? "right" : "left"
            return "<\(name)\(scope) style=\"padding: 4px 10px; text-align: \(side); "
                + "border-bottom: 1px solid #ccc\">\(Markup.escaped(text))</\(name)>"
        }
        let head = table.columns.enumerated().map { cell("th", $1.title, $0, " scope=\"col\"") }
        let rows = table.rows.map { row in
            let cells = row.enumerated().map { place, value in
                cell("td", teller.text(value.value), place)
            }
            return "<tr>\(cells.joined())</tr>"
        }
        return "\(title)<table style=\"border-collapse: collapse\"><thead><tr>\(head.joined())</tr>"
            + "</thead><tbody>\(rows.joined(separator: "\n"))</tbody></table>"
    }
}
