import LeadRules
import ReportPages
import Testing

@Suite struct HTMLTests {
    private var pages: [String] {
        let script = ReportFixtures.script
        return [
            ReportText.html(ReportFixtures.funnel(campaign: script)),
            ReportText.html(ReportFixtures.handoffs(note: script)),
            ExplanationText.html(ReportFixtures.explanation(name: script)),
        ]
    }

    @Test func `names from outside never become markup`() {
        for page in pages {
            #expect(!page.contains("<script"))
            #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
        }
    }

    @Test func `a page stands alone: no scripts, no other files`() {
        for page in pages {
            #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
            for other in ["src=", "href=", "@import", "url("] { #expect(!page.contains(other)) }
            #expect(page.contains("prefers-color-scheme: dark"))
            #expect(page.contains("@media print"))
        }
    }

    @Test func `every opened element is closed`() {
        for page in pages {
            for name in [
                "section", "table", "tr", "td", "th", "svg", "text", "div", "p", "ul", "li",
            ] {
                let opened = count("<\(name)>", in: page) + count("<\(name) ", in: page)
                #expect(opened == count("</\(name)>", in: page), "\(name)")
            }
            #expect(count("<section>", in: page) > 5)
        }
    }

    private func count(_ part: String, in text: String) -> Int {
        text.split(separator: part, omittingEmptySubsequences: false).count - 1
    }

    @Test func `the funnel is drawn in proportion to its largest step`() {
        let page = ReportText.html(ReportFixtures.funnel())
        // Of 640 for 50: 614.4 wide for 48 visitors, so 153.6 for 12 leads and 51.2 for 4 MQLs.
        for width in ["614.4", "153.6", "51.2"] {
            #expect(page.contains("width=\"\(width)\" height=\"12\""))
        }
    }
}
