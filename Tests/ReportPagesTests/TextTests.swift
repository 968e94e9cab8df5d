import LeadRules
import ReportPages
import Testing

@Suite struct TextTests {
    @Test func `a funnel is drawn with aligned columns, wide characters counted as two`() {
        let text = ReportText.text(ReportFixtures.funnel())
        let golden = """
            Funnel
            Leads captured from 2026-03-02T00:00:00Z until now, and how far they have come.

            From visitor to won
            -------------------
            Visitors  ######################################## 48
            Leads     ########## 12
            MQL       ### 4
            PQL       0
            SQL       ## 2
            SAL       # 1
            Won       # 1
            Won $1,234,567.5, lost 0 leads. 1 fake lead left out.

            Conversion
            ----------
            Step                       Rate  Target  Met
            Visitor to lead  25% (12 of 48)
            Lead to MQL       33% (4 of 12)
            MQL to SQL         50% (2 of 4)     25%  yes
            PQL to SQL              no data
            SQL to SAL         50% (1 of 2)
            SAL to won        100% (1 of 1)
            SQL to won         50% (1 of 2)     15%  yes
            Lead to won      8.3% (1 of 12)

            By source
            ---------
            Name    Leads  MQL  PQL  SQL  SAL  Won  MQL to SQL  SQL to SAL  SQL to won      Won USD
            demo        8    4    0    2    1    1         50%         50%         50%  1,234,567.5
            e-book      4    0    0    0    0    0           –           –           –            0

            By source group
            ---------------
            Name     Leads  MQL  PQL  SQL  SAL  Won  MQL to SQL  SQL to SAL  SQL to won      Won USD
            inbound     12    4    0    2    1    1         50%         50%         50%  1,234,567.5

            By campaign
            -----------
            Name       Leads  MQL  PQL  SQL  SAL  Won  MQL to SQL  SQL to SAL  SQL to won      Won USD
            봄 캠페인      8    4    0    2    1    1         50%         50%         50%  1,234,567.5
            (none)         4    0    0    0    0    0           –           –           –            0

            """
        #expect(text.hasPrefix(golden))
        #expect(text.contains("\n田中 花子      8    4"))
    }

    @Test func `an empty report says that there is no data`() {
        let text = ReportText.text(ReportFixtures.emptySpeed)
        #expect(text.contains("Capture to first touch                   0  no data  no data"))
        #expect(text.contains("By member\n---------\nno data\n"))
        #expect(!text.lowercased().contains("nan"))
    }

    @Test func `a weekly pack without any history can be read`() {
        let text = ReportText.text(ReportFixtures.weekly())
        #expect(text.contains("MQL to SQL                      no data              25%"))
        #expect(text.contains("0 leads, 0 in the period before."))
        #expect(text.contains("0 clocks ran out, 0 in the period before."))
    }

    @Test func `a name with line breaks cannot break the table`() {
        let text = ReportText.text(ReportFixtures.funnel(campaign: "spring\nsale\u{1B}[31m"))
        #expect(text.contains("\nspring sale[31m      8    4"))
    }

    @Test func `an explanation is told in sentences`() {
        let text = ExplanationText.text(ReportFixtures.explanation(name: "Kim"))
        #expect(text.hasPrefix("L7: Kim, Kim\nAs of 2026-03-02T00:00:00Z, playbook version 1"))
        #expect(text.contains("\nNobody owns it.\n"))
        #expect(text.contains("What happens next\n-----------------\n- "))
    }
}
