import ContactParsing
import Testing

@Suite struct CompanyDomainTests {
    @Test(arguments: [
        ("samsung.com", "Samsung Electronics Co., Ltd."),
        ("SAMSUNG.co.kr", "samsung"),
        ("lgchem.com", "LG화학"),
        ("skhynix.com", "SK hynix Inc."),
        ("toyota.co.jp", "Toyota Motor Corporation"),
        ("kr.bosch.com", "Robert Bosch GmbH"),
        ("mercedes-benz.com", "Mercedes-Benz Group AG"),
        ("mueller.de", "Müller GmbH"),
        ("muller.de", "Müller GmbH"),
        ("petrobras.com.br", "Petróleo Brasileiro S.A. - Petrobras"),
        ("mercadolivre.com.br", "Mercado Livre"),
        ("t-mobile.com", "T-Mobile US"),
        ("3m.com", "3M Company"),
        ("getacme.io", "Acme Inc."),
        ("hyundaimotor.com", "Hyundai Motor Company"),
    ])
    func `a domain with a telling word of the name matches`(domain: String, company: String) {
        #expect(CompanyName.plausiblyMatches(domain: domain, company: company) == true)
    }

    @Test(arguments: [
        ("lge.com", "LG Electronics"),
        ("bmw.de", "Bayerische Motoren Werke AG"),
        ("ibm.com", "International Business Machines Corp."),
        ("hp.com", "Hewlett-Packard"),
        ("pg.com", "Procter & Gamble"),
        ("bb.com.br", "Banco do Brasil S.A."),
        ("fedex.com", "Federal Express"),
        ("ntt.co.jp", "Nippon Telegraph and Telephone"),
    ])
    func `a domain that shortens the name matches`(domain: String, company: String) {
        #expect(CompanyName.plausiblyMatches(domain: domain, company: company) == true)
    }

    @Test(arguments: [
        ("apple.com", "Samsung Electronics"),
        ("xyz.com", "Samsung"),
        ("acme.io", "Globex"),
        ("commerzbank.de", "Deutsche Bank"),
        ("globex-solutions.com", "Acme Solutions Ltd"),
        ("booking.com", "ING"),
        ("dell.com", "Banco de Chile"),
    ])
    func `a domain without anything of the name does not`(domain: String, company: String) {
        #expect(CompanyName.plausiblyMatches(domain: domain, company: company) == false)
    }

    @Test(arguments: [
        ("gmail.com", "Samsung"),
        ("naver.com", "Naver"),
        ("mailinator.com", "Acme"),
        ("samsung.co.kr", "삼성전자"),
        ("toyota.co.jp", "トヨタ自動車株式会社"),
        ("yandex-team.ru", "Яндекс"),
        ("xn--bcher-kva.de", "Bücher"),
        ("vw.com", "Volkswagen"),
        ("acme.com", ""),
        ("com", "Acme"),
        ("", ""),
    ])
    func `what cannot be told is left open`(domain: String, company: String) {
        #expect(CompanyName.plausiblyMatches(domain: domain, company: company) == nil)
    }

    @Test func `a hostile name costs no time`() {
        let label = String(repeating: "d", count: 62) + "x"
        let name = String(repeating: "de ddddy ", count: 1_000)
        #expect(CompanyName.plausiblyMatches(domain: label + ".com", company: name) == false)
    }
}
