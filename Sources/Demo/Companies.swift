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

    /// How companies are named in a country: the first part, and how it reads in a domain.
    private struct Naming {
        var country: String
        var firsts: [(name: String, domain: String)]
        var seconds: [(name: String, domain: String, industry: String)]
    }

    private static let namings = [
        Naming(
            country: "KR",
            firsts: [
                ("한빛", "hanbit"), ("다온", "daon"), ("누리", "nuri"), ("가온", "gaon"),
                ("새솔", "saesol"), ("미르", "mir"), ("라온", "raon"), ("해담", "haedam"),
            ],
            seconds: [
                ("소재", "materials", "manufacturing"), ("정밀", "precision", "machinery"),
                ("통신", "telecom", "telecom"), ("소프트", "soft", "software"),
                ("반도체", "semi", "semiconductor"), ("유통", "retail", "retail"),
                ("교육", "edu", "education"),
            ]),
        Naming(
            country: "JP",
            firsts: [
                ("青葉", "aoba"), ("星野", "hoshino"), ("東雲", "shinonome"), ("桜井", "sakurai"),
                ("白石", "shiraishi"), ("若松", "wakamatsu"), ("高森", "takamori"),
            ],
            seconds: [
                ("精機", "seiki", "manufacturing"), ("通信", "tsushin", "telecom"),
                ("電子", "denshi", "electronics"), ("ソフトウェア", "soft", "software"),
                ("商店", "shoten", "retail"), ("物流", "logistics", "logistics"),
            ]),
        Naming(
            country: "DE",
            firsts: [
                ("Nordwerk", "nordwerk"), ("Lindenfeld", "lindenfeld"), ("Klarbach", "klarbach"),
                ("Feldstern", "feldstern"), ("Ahornhof", "ahornhof"), ("Silberau", "silberau"),
            ],
            seconds: [
                (" Antriebe", "antriebe", "machinery"), (" Optik", "optik", "manufacturing"),
                (" Netz", "netz", "telecom"), (" Software", "software", "saas"),
                (" Verlag", "verlag", "publishing"), (" Handel", "handel", "retail"),
            ]),
        Naming(
            country: "US",
            firsts: [
                ("Brightwell", "brightwell"), ("Cedar Falls", "cedarfalls"),
                ("Orchard Lane", "orchardlane"), ("Stonebrook", "stonebrook"),
            ],
            seconds: [
                (" Robotics", "robotics", "high-tech"),
                (" Instruments", "instruments", "electronics"),
                (" Books", "books", "retail"), (" Cloud", "cloud", "software"),
            ]),
    ]

    /// Every company, always with the same facts.
    static let all: [Company] = {
        var chance = Chance(seed: 7)
        return namings.flatMap { naming in
            naming.firsts.flatMap { first in
                naming.seconds.map { second in
                    let employees = chance.pick([18, 45, 120, 260, 480, 900, 1_400, 3_200])
                    return Company(
                        name: first.name + second.name,
                        domain: "\(first.domain)-\(second.domain).example",
                        country: naming.country, industry: second.industry, employees: employees,
                        revenue: max(1, employees * (8 + chance.below(20)) / 100),
                        stack: chance.pick(["SAP", "Oracle", "AWS, Slack", "Salesforce", "GCP", ""])
                    )
                }
            }
        }
    }()

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
