/// Horizontal bars as inline SVG; the figures stand beside them as text.
enum BarChart {
    private static let width = 720.0
    private static let rowHeight = 28.0
    private static let labelWidth = 200.0
    private static let figureWidth = 180.0

    static func svg(_ bars: Bars) -> String {
        let largest = bars.bars.map(\.value).max() ?? 0
        let height = rowHeight * Double(bars.bars.count)
        let rows = bars.bars.enumerated().map { index, bar in
            row(bar, top: rowHeight * Double(index), largest: largest)
        }
        return "<svg role=\"img\" aria-label=\"\(HTMLPage.escaped(bars.label))\" "
            + "viewBox=\"0 0 \(number(width)) \(number(height))\" width=\"\(number(width))\" "
            + "height=\"\(number(height))\">\n" + rows.joined(separator: "\n") + "\n</svg>"
    }

    private static func row(_ bar: Bars.Bar, top: Double, largest: Double) -> String {
        let room = width - labelWidth - figureWidth
        let length = largest > 0 ? room * max(0, bar.value) / largest : 0
        let base = number(top + 19)
        return "<text x=\"\(number(labelWidth - 12))\" y=\"\(base)\" text-anchor=\"end\">"
            + "\(HTMLPage.escaped(bar.title))</text>"
            + "<rect class=\"bar\" x=\"\(number(labelWidth))\" y=\"\(number(top + 4))\" "
            + "width=\"\(number(length))\" height=\"20\" rx=\"2\"/>"
            + "<text x=\"\(number(labelWidth + length + 8))\" y=\"\(base)\">"
            + "\(HTMLPage.escaped(bar.figure))</text>"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded()
            ? Figures.fixed(value, decimals: 0) : Figures.fixed(value, decimals: 1)
    }
}
