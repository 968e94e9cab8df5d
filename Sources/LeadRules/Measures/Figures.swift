/// Numbers as people in all three languages write them.
package enum Figures {
    /// `1,234,567`.
    package static func count(_ number: Int) -> String {
        let digits = String(abs(number))
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return number < 0 ? "−\(grouped)" : grouped
    }

    /// With so many decimals at most; zeros at the end are left out.
    package static func number(_ number: Double, decimals: Int = 1) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return "–" }
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (abs(number) * scale).rounded()
        let whole = (scaled / scale).rounded(.down)
        var text = count(Int(whole))
        let rest = Int(scaled - whole * scale)
        if rest > 0 {
            var decimals = rest.padded(decimals)
            while decimals.hasSuffix("0") { decimals.removeLast() }
            text += ".\(decimals)"
        }
        return number < 0 && scaled > 0 ? "−\(text)" : text
    }

    /// A fraction of 1 as `25 %` in whole percents, `2.5 %` below ten; a dash without one.
    package static func percent(_ rate: Double?) -> String {
        guard let rate else { return "–" }
        let percent = rate * 100
        return "\(number(percent, decimals: abs(percent) < 10 ? 1 : 0))%"
    }

    /// With a sign, as points are given: `+10`, `−50`.
    package static func points(_ points: Double) -> String {
        points > 0 ? "+\(number(points))" : number(points)
    }

    /// `$12,000`, `₩12,000`, `12,000 BRL`.
    package static func money(_ amount: Double, _ currency: String) -> String {
        let text = number(amount, decimals: amount == amount.rounded() ? 0 : 2)
        let signs = ["USD": "$", "EUR": "€", "GBP": "£", "KRW": "₩", "JPY": "¥"]
        return signs[currency].map { "\($0)\(text)" } ?? "\(text) \(currency)"
    }
}
