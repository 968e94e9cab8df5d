import LeadRules

/// Figures in rows, which a page shows and a file carries alike.
struct NumbersTable: Sendable {
    enum Kind: Sendable { case text, count, share, span, money, number }

    struct Column: Sendable {
        var title: String
        var kind: Kind

        init(_ title: String, _ kind: Kind) {
            self.title = title
            self.kind = kind
        }
    }

    enum Value: Sendable {
        case text(String)
        case count(Int)
        case share(Share)
        case span(Double?)
        case money(Double?)
        case number(Double?)
    }

    struct Cell: Sendable {
        var value: Value
        /// Where the leads behind the figure are.
        var path: String?
        var tone: String?

        static func text(_ text: String, _ path: String? = nil, tone: String? = nil) -> Cell {
            Cell(value: .text(text), path: path, tone: tone)
        }

        /// Nothing stands behind a zero, so it leads nowhere.
        static func count(_ count: Int, _ path: String? = nil, tone: String? = nil) -> Cell {
            Cell(value: .count(count), path: count == 0 ? nil : path, tone: tone)
        }

        static func share(_ share: Share, _ path: String? = nil, tone: String? = nil) -> Cell {
            Cell(value: .share(share), path: share.count == 0 ? nil : path, tone: tone)
        }

        static func span(_ seconds: Double?) -> Cell { Cell(value: .span(seconds)) }
        static func money(_ amount: Double?) -> Cell { Cell(value: .money(amount)) }
        static func number(_ number: Double?) -> Cell { Cell(value: .number(number)) }
    }

    /// Its name in addresses.
    var id: String
    var title: String
    var note: String?
    var columns: [Column]
    var rows: [[Cell]]

    init(
        _ id: String, _ title: String, note: String? = nil, _ columns: [Column], _ rows: [[Cell]]
    ) {
        self.id = id
        self.title = title
        self.note = note
        self.columns = columns
        self.rows = rows
    }
}

/// As a page shows it.
extension NumbersTable {
    func view(_ teller: NumbersTeller, _ tab: NumbersTab) -> View {
        [
            "id": id, "title": title, "note": note, "isEmpty": rows.isEmpty,
            "isWide": columns.count > 6,
            "file": teller.filter.address("/numbers/\(tab.rawValue).csv", [("table", id)]),
            "columns": columns.enumerated().map { place, column -> View in
                ["title": column.title, "isFigure": place > 0 && column.kind != .text]
            },
            "rows": rows.map { row -> View in
                [
                    "cells": row.enumerated().map { place, cell in
                        self.view(cell, place, teller)
                    }
                ]
            },
        ]
    }

    private func view(_ cell: Cell, _ place: Int, _ teller: NumbersTeller) -> View {
        var detail: String?
        if case .share(let share) = cell.value, share.of > 0 {
            detail = "\(Figures.count(share.count)) / \(Figures.count(share.of))"
        }
        let text = teller.text(cell.value)
        return [
            "text": text, "detail": detail, "href": cell.path, "tone": cell.tone,
            "isHead": place == 0, "isFigure": place > 0 && columns[place].kind != .text,
            "label": text.isEmpty ? nil : columns[place].title,
        ]
    }
}

/// As a file carries it: plain numbers, shares as a fraction with its two parts.
extension NumbersTable {
    func lines(_ teller: NumbersTeller) -> [[String]] {
        [columns.flatMap { head($0, teller) }]
            + rows.map { row in row.flatMap { Self.plain($0.value) } }
    }

    private func head(_ column: Column, _ teller: NumbersTeller) -> [String] {
        switch column.kind {
        case .text, .count, .number: [column.title]
        case .share:
            [
                column.title, "\(column.title) (\(teller.words["numbers.csv-count"]))",
                "\(column.title) (\(teller.words["numbers.csv-of"]))",
            ]
        case .span: ["\(column.title) (\(teller.words["numbers.csv-seconds"]))"]
        case .money: ["\(column.title) (\(teller.currency))"]
        }
    }

    private static func plain(_ value: Value) -> [String] {
        switch value {
        case .text(let text): [text]
        case .count(let count): [String(count)]
        case .share(let share): [plain(share.rate, 10_000), "\(share.count)", "\(share.of)"]
        case .span(let seconds): [plain(seconds, 1)]
        case .money(let amount), .number(let amount): [plain(amount, 100)]
        }
    }

    private static func plain(_ number: Double?, _ scale: Double) -> String {
        guard let number, number.isFinite else { return "" }
        let rounded = (number * scale).rounded() / scale
        return rounded == rounded.rounded() && abs(rounded) < 1e15
            ? String(Int64(rounded)) : String(rounded)
    }
}
