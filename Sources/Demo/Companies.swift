import Intake
import LeadRules

/// Made-up companies and people of three countries. Domains end in names that belong to nobody.
enum Companies {
    struct Company {
        var name: String
        var domain: String
        var country: String
        var industry: String
        var employees: Int
        /// Millions of USD a year.
        var revenue: Int
        var stack: String
    }

    static let all: [Company] = [
        .init(
            name: "한빛소재", domain: "hanbit-materials.example", country: "KR",
            industry: "manufacturing", employees: 1400, revenue: 310, stack: "SAP"),
        .init(
            name: "다온정밀", domain: "daon-precision.example", country: "KR", industry: "machinery",
            employees: 420, revenue: 64, stack: "MES, Oracle"),
        .init(
            name: "누리통신", domain: "nuri-telecom.example", country: "KR", industry: "telecom",
            employees: 2600, revenue: 720, stack: "Salesforce"),
        .init(
            name: "별빛소프트", domain: "byeolbit.example", country: "KR", industry: "software",
            employees: 180, revenue: 22, stack: "AWS, Slack"),
        .init(
            name: "가온반도체", domain: "gaon-semi.example", country: "KR", industry: "semiconductor",
            employees: 900, revenue: 240, stack: "SAP, AWS"),
        .init(
            name: "새솔유통", domain: "saesol.example", country: "KR", industry: "retail",
            employees: 75, revenue: 9, stack: "Cafe24"),
        .init(
            name: "青葉精機", domain: "aoba-seiki.example", country: "JP", industry: "manufacturing",
            employees: 780, revenue: 130, stack: "SAP"),
        .init(
            name: "みどり通信", domain: "midori-tsushin.example", country: "JP", industry: "telecom",
            employees: 1900, revenue: 410, stack: "Oracle"),
        .init(
            name: "星野ソフトウェア", domain: "hoshino-soft.example", country: "JP", industry: "software",
            employees: 95, revenue: 14, stack: "GCP, Slack"),
        .init(
            name: "東雲電子", domain: "shinonome-denshi.example", country: "JP",
            industry: "electronics", employees: 1250, revenue: 280, stack: "SAP, PLM"),
        .init(
            name: "桜井商店", domain: "sakurai-shoten.example", country: "JP", industry: "retail",
            employees: 30, revenue: 3, stack: ""),
        .init(
            name: "Nordwerk Antriebe", domain: "nordwerk-antriebe.example", country: "DE",
            industry: "machinery", employees: 650, revenue: 115, stack: "SAP"),
        .init(
            name: "Lindenfeld Optik", domain: "lindenfeld-optik.example", country: "DE",
            industry: "manufacturing", employees: 310, revenue: 48, stack: "Oracle"),
        .init(
            name: "Klarnetz", domain: "klarnetz.example", country: "DE", industry: "telecom",
            employees: 540, revenue: 98, stack: "AWS"),
        .init(
            name: "Feldstern Software", domain: "feldstern.example", country: "DE",
            industry: "saas", employees: 140, revenue: 19, stack: "HubSpot, AWS"),
        .init(
            name: "Atelier Perrin", domain: "atelier-perrin.example", country: "FR",
            industry: "design", employees: 24, revenue: 2, stack: "Notion"),
        .init(
            name: "Halvorsen Marine", domain: "halvorsen-marine.example", country: "NO",
            industry: "manufacturing", employees: 880, revenue: 160, stack: "SAP"),
        .init(
            name: "Brightwell Robotics", domain: "brightwell-robotics.example", country: "US",
            industry: "high-tech", employees: 260, revenue: 41, stack: "Salesforce, GCP"),
        .init(
            name: "Cedar Falls Instruments", domain: "cedarfalls.example", country: "US",
            industry: "electronics", employees: 1100, revenue: 205, stack: "Oracle"),
        .init(
            name: "Orchard Lane Books", domain: "orchardlane.example", country: "US",
            industry: "retail", employees: 18, revenue: 1, stack: "Shopify"),
    ]

    private static let families: [String: [String]] = [
        "KR": ["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임"],
        "JP": ["佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "山本", "中村", "小林", "加藤"],
        "DE": ["Müller", "Schmidt", "Fischer", "Weber", "Wagner", "Schäfer", "Koch", "Bauer"],
        "US": ["Taylor", "Morgan", "Reed", "Carter", "Brooks", "Hayes", "Price", "Ward"],
    ]
    private static let given: [String: [String]] = [
        "KR": ["민준", "서연", "지훈", "하윤", "도윤", "수아", "현우", "지민", "예준", "채원"],
        "JP": ["翔太", "葵", "健一", "美咲", "大輔", "結衣", "拓也", "陽菜", "直樹", "彩"],
        "DE": ["Anna", "Lukas", "Sophie", "Maximilian", "Katharina", "Felix", "Julia", "Tobias"],
        "US": ["Emma", "Liam", "Olivia", "Noah", "Ava", "Ethan", "Mia", "Jack"],
    ]
    private static let titles: [String: [String]] = [
        "KR": ["영업부장", "마케팅 이사", "대표", "구매 과장", "사원", "정보보안 팀장"],
        "JP": ["営業部長", "情報システム課長", "取締役", "担当", "主任"],
        "DE": ["Head of Sales", "Director IT", "Buyer", "Managing Director", "Analyst"],
        "US": ["VP Sales", "Director of Operations", "Analyst", "CTO", "Student"],
    ]

    /// A made-up person at a company.
    static func person(at company: Company, number: Int, _ chance: inout Chance) -> RawLead {
        let culture = families[company.country] == nil ? "DE" : company.country
        var lead = RawLead()
        let family = chance.pick(families[culture] ?? [])
        let first = chance.pick(given[culture] ?? [])
        lead.name =
            culture == "KR"
            ? family + first : culture == "JP" ? "\(family) \(first)" : "\(first) \(family)"
        lead.email = "p\(number)@\(company.domain)"
        lead.phone = phone(company.country, number)
        lead.title = chance.pick(titles[culture] ?? [])
        lead.company = company.name
        lead.country = company.country
        lead.attributes = [
            "industry": .text(company.industry), "employees": .number(Double(company.employees)),
            "annual-revenue": .number(Double(company.revenue) * 1_000_000),
            "tech-stack": .text(company.stack),
        ]
        return lead
    }

    private static func phone(_ country: String, _ number: Int) -> String? {
        let tail = String(10_000 + number % 90_000)
        switch country {
        case "KR": return "010-2\(tail.prefix(3))-\(tail.suffix(2))07"
        case "JP": return "090-3\(tail.prefix(3))-\(tail.suffix(2))15"
        case "DE": return "+49 30 2\(tail)7"
        case "US": return "+1 212 5\(tail.prefix(2))-\(tail.suffix(3))0"
        default: return nil
        }
    }
}
