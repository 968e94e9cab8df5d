/// Markup of a picture, element by element. Colours come from the style sheet, by class.
struct Drawing {
    /// Units across; the browser scales them to the width that there is.
    static let width = 640.0
    private var elements: [String] = []

    mutating func rect(
        _ style: String, x: Double, y: Double, width: Double, height: Double, radius: Double = 2
    ) {
        guard width > 0, height > 0 else { return }
        elements.append(
            "<rect class=\"\(style)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
                + " width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
                + " rx=\"\(Self.number(min(radius, width / 2)))\"/>")
    }

    mutating func line(
        _ style: String, _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)
    ) {
        elements.append(
            "<line class=\"\(style)\" x1=\"\(Self.number(from.x))\" y1=\"\(Self.number(from.y))\""
                + " x2=\"\(Self.number(to.x))\" y2=\"\(Self.number(to.y))\"/>")
    }

    /// A line through points, or with `isArea` what they enclose.
    mutating func points(_ style: String, _ points: [(x: Double, y: Double)], isArea: Bool = false)
    {
        let list = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }
            .joined(separator: " ")
        elements.append(
            "<\(isArea ? "polygon" : "polyline") class=\"\(style)\" points=\"\(list)\"/>")
    }

    mutating func dot(_ style: String, x: Double, y: Double, radius: Double = 4) {
        elements.append(
            "<circle class=\"\(style)\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\""
                + " r=\"\(Self.number(radius))\"/>")
    }

    enum Anchor: String { case start, middle, end }

    mutating func text(
        _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String = "label"
    ) {
        elements.append(
            "<text class=\"\(style)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
                + " text-anchor=\"\(anchor.rawValue)\">\(Markup.escaped(text))</text>")
    }

    /// - Parameter label: what the picture shows, for those who do not see it.
    func svg(height: Double, label: String) -> String {
        "<svg role=\"img\" viewBox=\"0 0 \(Self.number(Self.width)) \(Self.number(height))\""
            + " aria-label=\"\(Markup.escaped(label))\">\(elements.joined())</svg>"
    }

    /// With a decimal where there is one; 0 for what is no number.
    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }
}

/// Sizes in pictures.
package enum ChartScale {
    /// How long a bar is: never negative, never longer than `full`, and seen as soon as there is
    /// anything to see.
    package static func length(_ value: Double, of most: Double, full: Double) -> Double {
        guard value.isFinite, most.isFinite, value > 0, most > 0, full > 0 else { return 0 }
        return min(full, max(2, value / most * full))
    }

    /// A round number that is not below any value, for the top of an axis.
    package static func top(of values: [Double]) -> Double {
        let most = values.filter(\.isFinite).max() ?? 0
        guard most > 0 else { return 1 }
        var unit = 1.0
        while unit * 10 <= most { unit *= 10 }
        while unit > most { unit /= 10 }
        return [1.0, 2, 3, 4, 5, 6, 8, 10].map { $0 * unit }.first { $0 >= most - unit * 1e-9 }
            ?? unit * 10
    }

    /// How wide a text is, in narrow letters; wide ones count twice.
    package static func width(of text: some StringProtocol) -> Int {
        text.reduce(0) { width, character in
            width + (character.unicodeScalars.contains { $0.value >= 0x1100 } ? 2 : 1)
        }
    }

    /// Cuts a label to the width that there is.
    package static func fitted(_ text: String, _ most: Int = 40) -> String {
        guard width(of: text) > most else { return text }
        let end = text.indices.last { width(of: text[..<$0]) <= most } ?? text.startIndex
        return text[..<end] + "…"
    }
}
