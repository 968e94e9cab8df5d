/// Steps that grow narrower, with the share that comes from one to the next between them.
package struct FunnelChart: Sendable {
    package struct Step: Sendable {
        package var name: String
        package var count: Int
        package var text: String
        /// How many come here from the step above, in words; its colour says whether that is enough.
        var rate: String?
        var tone: String?
        /// Another way to the same height, drawn thinner below.
        var beside: (name: String, count: Int, text: String)?

        package init(
            _ name: String, _ count: Int, _ text: String, rate: String? = nil, tone: String? = nil,
            beside: (name: String, count: Int, text: String)? = nil
        ) {
            self.name = name
            self.count = count
            self.text = text
            self.rate = rate
            self.tone = tone
            self.beside = beside
        }
    }

    package var steps: [Step]

    package init(_ steps: [Step]) { self.steps = steps }

    package var isEmpty: Bool { !steps.contains { $0.count > 0 } }

    /// How wide each step is.
    package var widths: [Double] {
        let most = Double(steps.flatMap { [$0.count, $0.beside?.count ?? 0] }.max() ?? 0)
        return steps.map { ChartScale.length(Double($0.count), of: most, full: Drawing.width) }
    }

    package func svg(label: String) -> String {
        var drawing = Drawing()
        var y = 0.0
        let widths = widths
        let most = Double(steps.map(\.count).max() ?? 0)
        for (place, step) in steps.enumerated() {
            if let rate = step.rate, place > 0 {
                drawing.points(
                    "s1 area",
                    [(0, y), (widths[place - 1], y), (widths[place], y + 34), (0, y + 34)],
                    isArea: true)
                if let tone = step.tone { drawing.dot(tone, x: 14, y: y + 17, radius: 6) }
                drawing.text(rate, x: step.tone == nil ? 10 : 28, y: y + 23)
                y += 34
            }
            y = bar(
                step.name, step.text, widths[place], "s1", height: 24, at: y, in: &drawing)
            if let beside = step.beside {
                let width = ChartScale.length(
                    Double(beside.count), of: most, full: Drawing.width)
                y = bar(beside.name, beside.text, width, "s2", height: 12, at: y, in: &drawing)
            }
        }
        return drawing.svg(height: max(1, y), label: label)
    }

    /// - Returns: where the next thing begins.
    private func bar(
        _ name: String, _ text: String, _ width: Double, _ style: String, height: Double,
        at y: Double, in drawing: inout Drawing
    ) -> Double {
        drawing.text(name, x: 0, y: y + 24, style: "label strong")
        drawing.text(text, x: Drawing.width, y: y + 24, anchor: .end, style: "label strong")
        drawing.rect(style, x: 0, y: y + 32, width: width, height: height, radius: 3)
        return y + 32 + height
    }
}
