import ContactParsing
import Testing

@Suite struct CompanyNameTests {
    @Test(arguments: [
        ["Samsung Electronics", "Samsung Electronics Co., Ltd.", "SAMSUNG ELECTRONICS CO.,LTD"],
        ["카카오", "㈜카카오", "(주)카카오", "카카오(주)", "주식회사 카카오", "카카오 주식회사", "（주） 카카오"],
        ["トヨタ自動車", "トヨタ自動車株式会社", "トヨタ自動車㈱", "㈱ﾄﾖﾀ自動車", "トヨタ自動車 (株)"],
        ["Sony", "Sony K.K.", "Sony Kabushiki Kaisha", "ＳＯＮＹ"],
        ["Müller", "Müller GmbH", "MULLER GmbH & Co. KG", "Müller AG", "Müller KGaA"],
        ["Petrobras", "Petrobras S.A.", "Petrobras S/A", "PETROBRAS SA", "Petrobras S. A."],
        ["Padaria Pão", "Padaria Pao Ltda.", "PADARIA PÃO LTDA", "Padaria Pão EIRELI"],
        ["Procter & Gamble", "Procter and Gamble", "The Procter & Gamble Company"],
        ["Acme", "Acme Inc", "Acme, Inc.", "ACME LLC", "Acme Corp.", "Acme B.V.", "Acme S.r.l."],
        ["Acme", "Acme S.p.A.", "Acme Pty Ltd", "Acme (Pty) Ltd", "Acme Sp. z o.o.", "Acme Oy"],
        ["Amazon", "Amazon.com, Inc.", "amazon.com"],
        ["Coca-Cola", "Coca Cola"],
        ["McDonald's", "McDonald’s Corporation", "Mcdonalds"],
        ["삼성전자", "삼성 전자", "삼성전자 주식회사"],
    ])
    func `the usual ways to write one company share a key`(spellings: [String]) {
        #expect(Set(spellings.map(CompanyName.key)).count == 1)
    }

    @Test(arguments: [
        ("Samsung Electronics Co., Ltd.", "samsung electronics"),
        ("㈜카카오", "카카오"),
        ("LG화학", "lg화학"),
        ("7-Eleven", "7 eleven"),
        ("AT&T Inc.", "at t"),
        ("Ltd.", "ltd"),
        ("The", "the"),
        ("주식회사", "주식회사"),
        ("", ""),
        ("-", ""),
    ])
    func `keys read as expected`(name: String, key: String) {
        #expect(CompanyName.key(name) == key)
    }

    @Test(arguments: [
        ("Samsung Electronics", "Samsung SDS"), ("카카오", "카카오뱅크"), ("Acme", "Acne"),
        ("Deutsche Bank", "Deutsche Telekom"),
    ])
    func `different companies keep different keys`(one: String, other: String) {
        #expect(CompanyName.key(one) != CompanyName.key(other))
    }
}
