/// What columns are usually called, for files without a map.
enum ColumnNames {
    /// Names by field; compared without case, spaces and punctuation.
    static let lead: [String: [String]] = [
        "email": ["email", "e-mail", "mail", "email address", "이메일", "메일", "メール", "メールアドレス"],
        "name": ["name", "full name", "contact name", "lead name", "이름", "성명", "氏名", "名前"],
        "firstName": ["first name", "given name", "이름만", "名"],
        "lastName": ["last name", "surname", "family name", "성", "姓"],
        "phone": [
            "phone", "phone number", "mobile", "telephone", "tel", "전화", "전화번호", "휴대폰", "電話",
            "電話番号",
        ],
        "title": ["title", "job title", "position", "직함", "직책", "役職"],
        "company": [
            "company", "company name", "organisation", "organization", "account", "회사", "회사명", "会社",
            "会社名",
        ],
        "companyDomain": ["domain", "company domain", "website", "홈페이지", "ドメイン"],
        "country": ["country", "국가", "国"],
        "region": ["region", "state", "지역", "地域"],
        "language": ["language", "언어", "言語"],
        "source": ["source", "유입경로", "流入元"],
        "campaign": ["campaign", "utm campaign", "캠페인", "キャンペーン"],
        "landingPage": ["landing page", "landing page id", "랜딩페이지", "ランディングページ"],
        "ip": ["ip", "ip address"],
        "consent": ["consent", "동의", "同意"],
        "externalID": ["external id", "id", "lead id", "record id"],
        "at": ["captured at", "created at", "created", "date", "생성일", "作成日"],
    ]

    static let activity: [String: [String]] = key.merging([
        "kind": ["kind", "activity", "type", "event"],
        "at": ["at", "time", "date", "timestamp"],
        "note": ["note", "notes", "comment"],
    ]) { old, _ in old }

    static let outcome: [String: [String]] = key.merging([
        "outcome": ["outcome", "result", "status", "won"],
        "at": ["at", "closed at", "won date", "date"],
        "amount": ["amount", "value", "revenue"],
        "cause": ["cause", "reason"],
        "sdr": ["sdr", "sdr id"],
        "ae": ["ae", "ae id", "rep", "sales rep"],
    ]) { old, _ in old }

    /// What names the lead of a row.
    private static let key: [String: [String]] = [
        "lead": ["lead", "baton lead"],
        "email": ["email", "e-mail", "mail", "이메일", "メール"],
        "externalID": ["external id", "lead id", "record id"],
    ]

    /// Fills a map from a header, for fields that the map does not name.
    static func complete(_ map: ColumnMap, header: [String], names: [String: [String]]) -> ColumnMap
    {
        var map = map
        let used = Set(map.columns.values.joined())
        let byKey = Dictionary(header.map { (folded($0), $0) }) { first, _ in first }
        for (field, known) in names.sorted(by: { $0.key < $1.key })
        where map.columns[field] == nil && map.constants[field] == nil {
            let column = known.lazy.compactMap { byKey[folded($0)] }.first { !used.contains($0) }
            if let column { map.columns[field] = [column] }
        }
        return map
    }

    private static func folded(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
