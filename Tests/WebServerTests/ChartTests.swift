import Charts
import Testing
import WebServer

@Suite struct `Pictures of figures` {
    @Test(arguments: [0, -3, Double.nan, .infinity, 0.001, 7, 10, 1e12])
    func `a bar is never negative and never too long`(_ value: Double) {
        for most in [0, -1, 10, Double.nan, .infinity] {
            let length = ChartScale.length(value, of: most, full: 640)
            #expect(length >= 0 && length <= 640)
        }
    }

    @Test func `what there is can be seen`() {
        #expect(ChartScale.length(1, of: 1_000_000, full: 640) == 2)
        #expect(ChartScale.length(5, of: 10, full: 640) == 320)
    }

    @Test(
        arguments: [
            ([Double](), 1.0), ([0, 0], 1), ([7], 8), ([0.31], 0.4), ([100], 100), ([1_234], 2_000),
        ] as [([Double], Double)])
    func `an axis ends at a round number above all values`(_ values: [Double], _ top: Double) {
        #expect(abs(ChartScale.top(of: values) - top) < 1e-9)
    }

    @Test func `wide letters count twice when a label is cut`() {
        #expect(ChartScale.fitted("Webinar", 7) == "Webinar")
        #expect(ChartScale.fitted("Webinars", 7) == "Webinar…")
        #expect(ChartScale.fitted("데모요청", 6) == "데모요…")
    }

    @Test func `a funnel's steps are as wide as their share of the largest`() {
        let chart = FunnelChart([
            FunnelChart.Step("Visitors", 400, "400"), FunnelChart.Step("Leads", 100, "100"),
            FunnelChart.Step("Won", 0, "0", rate: "0%", tone: "bad"),
        ])
        #expect(chart.widths == [640, 160, 0])
        #expect(!chart.isEmpty)
        Self.expectWellFormed(chart.svg(label: "Funnel"))
    }

    @Test func `bars of one picture share a scale`() {
        let chart = BarChart([
            BarChart.Bar("A", 50, "50", target: 100), BarChart.Bar("B", 25, "25"),
            BarChart.Bar("<b>", -4, "none"),
        ])
        #expect(chart.lengths == [320, 160, 0])
        let svg = chart.svg(label: "Load & \"cap\"")
        Self.expectWellFormed(svg)
        #expect(svg.contains("&lt;b&gt;"))
        #expect(svg.contains("aria-label=\"Load &amp; &quot;cap&quot;\""))
    }

    @Test(arguments: [PlotChart.Form.columns, .lines])
    func `columns and lines stay in their field, gaps and all`(_ form: PlotChart.Form) {
        let chart = PlotChart(
            form, (1...13).map { "week \($0)" },
            [
                PlotChart.Series("Leads", (1...13).map { Double($0) }),
                PlotChart.Series("Won", [nil, 0, 3] + Array(repeating: nil, count: 10)),
            ]
        ) { "\(Int($0))" }
        #expect(abs(chart.band * 13 - 572) < 1e-9)
        #expect(chart.height(13) <= 200)
        #expect(chart.height(20) <= 200)
        Self.expectWellFormed(chart.svg(label: "Leads"))
    }

    @Test func `without data nothing is drawn and nothing breaks`() {
        let funnel = FunnelChart([])
        let bars = BarChart([])
        let plot = PlotChart(.lines, [], []) { "\($0)" }
        #expect(funnel.isEmpty && bars.isEmpty && plot.isEmpty)
        for svg in [funnel.svg(label: ""), bars.svg(label: ""), plot.svg(label: "")] {
            Self.expectWellFormed(svg)
        }
        #expect(FunnelChart([FunnelChart.Step("Leads", 0, "0")]).widths == [0])
    }

    private static func expectWellFormed(_ svg: String) {
        #expect(svg.hasPrefix("<svg role=\"img\" viewBox=\"0 0 640 "))
        #expect(!svg.contains("nan") && !svg.contains("inf"))
        #expect(!svg.contains("style="))
        #expect(svg.firstMatch(of: /(?:width|height|r)="-/) == nil)
    }
}
