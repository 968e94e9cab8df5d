/// Horizontal bars, one below the other, each under its name.
package struct BarChart: Sendable {
    package struct Bar: Sendable {
        package var name: String
        var value: Double
        /// The value as people read it.
        package var text: String
        /// The class of its colour: `s1`, `good`, …
        var style: String
        /// Where the target of this bar is, in the units of the value.
        var target: Double?

        package init(
            _ name: String, _ value: Double, _ text: String, style: String = "s1",
            target: Double? = nil
        ) {
            self.name = name
            self.value = value
            self.text = text
            self.style = style
            self.target = target
        }
    }

    package var bars: [Bar]

    package init(_ bars: [Bar]) { self.bars = bars }

    package var isEmpty: Bool { !bars.contains { $0.value > 0 } }

    private static let row = 48.0

    private var most: Double { ChartScale.top(of: bars.flatMap { [$0.value, $0.target ?? 0] }) }

    /// How long each bar is.
    package var lengths: [Double] {
        bars.map { ChartScale.length($0.value, of: most, full: Drawing.width) }
    }

    package func svg(label: String) -> String {
        var drawing = Drawing()
        for (place, (bar, length)) in zip(bars, lengths).enumerated() {
            let y = Double(place) * Self.row
            drawing.text(ChartScale.fitted(bar.name), x: 0, y: y + 18, style: "label strong")
            drawing.text(bar.text, x: Drawing.width, y: y + 18, anchor: .end)
            drawing.rect(bar.style, x: 0, y: y + 26, width: length, height: 12)
            if let target = bar.target {
                let x = ChartScale.length(target, of: most, full: Drawing.width)
                drawing.line("target", (x, y + 21), (x, y + 43))
            }
        }
        return drawing.svg(height: max(1, Double(bars.count) * Self.row), label: label)
    }
}
