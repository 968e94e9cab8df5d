/// Series over categories, as columns side by side or as lines.
package struct PlotChart: Sendable {
    package struct Series: Sendable {
        package var name: String
        /// One for each category; nil is a gap.
        var values: [Double?]

        package init(_ name: String, _ values: [Double?]) {
            self.name = name
            self.values = values
        }
    }

    package enum Form: Sendable { case columns, lines }

    package var form: Form
    package var categories: [String]
    package var series: [Series]
    /// A number of the axis as people read it.
    var axis: @Sendable (Double) -> String
    /// A line across, in the units of the values.
    var target: Double?

    package init(
        _ form: Form, _ categories: [String], _ series: [Series], target: Double? = nil,
        axis: @escaping @Sendable (Double) -> String
    ) {
        self.form = form
        self.categories = categories
        self.series = series
        self.target = target
        self.axis = axis
    }

    package var isEmpty: Bool { !series.flatMap(\.values).contains { ($0 ?? 0) > 0 } }

    private static let left = 64.0
    private static let right = 636.0
    private static let upper = 14.0
    private static let lower = 214.0

    private var top: Double {
        ChartScale.top(of: series.flatMap(\.values).compactMap(\.self) + [target ?? 0])
    }

    /// How much of the width belongs to one category.
    package var band: Double { (Self.right - Self.left) / Double(max(1, categories.count)) }

    /// How high a value stands over the axis.
    package func height(_ value: Double) -> Double {
        ChartScale.length(value, of: top, full: Self.lower - Self.upper)
    }

    /// Which labels are shown, so that none runs into the next where letters are largest, on a phone.
    package var step: Int {
        let longest = categories.map(ChartScale.width(of:)).max() ?? 0
        return max(1, Int(((Double(longest) * 10 + 4) / band).rounded(.up)))
    }

    package func svg(label: String) -> String {
        var drawing = Drawing()
        for part in [0, 0.5, 1] {
            let y = Self.lower - part * (Self.lower - Self.upper)
            drawing.line(part == 0 ? "axis" : "grid", (Self.left, y), (Self.right, y))
            drawing.text(axis(top * part), x: Self.left - 8, y: y + 6, anchor: .end)
        }
        let every = step
        for (place, name) in categories.enumerated() where place % every == 0 {
            drawing.text(name, x: centre(place), y: Self.lower + 26, anchor: .middle)
        }
        switch form {
        case .columns: columns(in: &drawing)
        case .lines: lines(in: &drawing)
        }
        if let target {
            let y = Self.lower - height(target)
            drawing.line("target", (Self.left, y), (Self.right, y))
        }
        return drawing.svg(height: Self.lower + 36, label: label)
    }

    private func centre(_ place: Int) -> Double { Self.left + band * (Double(place) + 0.5) }

    private func columns(in drawing: inout Drawing) {
        let width = min(48, band * 0.7 / Double(max(1, series.count)))
        for (number, series) in series.enumerated() {
            let shift = width * (Double(number) - Double(self.series.count) / 2)
            for (place, value) in series.values.enumerated() {
                let height = height(value ?? 0)
                drawing.rect(
                    "s\(number % 6 + 1)", x: centre(place) + shift, y: Self.lower - height,
                    width: width * 0.92, height: height)
            }
        }
    }

    private func lines(in drawing: inout Drawing) {
        for (number, series) in series.enumerated() {
            let style = "s\(number % 6 + 1)"
            let points = series.values.enumerated().compactMap { place, value in
                value.map { (x: centre(place), y: Self.lower - height($0)) }
            }
            guard let first = points.first, let last = points.last else { continue }
            if number == 0, points.count > 1 {
                drawing.points(
                    "\(style) area", points + [(last.x, Self.lower), (first.x, Self.lower)],
                    isArea: true)
            }
            if points.count > 1 { drawing.points(style, points) }
            for point in points { drawing.dot(style, x: point.x, y: point.y, radius: 3.5) }
        }
    }
}
