import Foundation

/// Countries, as people write them.
enum Country {
    /// The ISO 3166 code of a code or a name; nil when it is no country.
    static func code(_ text: String) -> String? {
        let folded = fold(text)
        let upper = text.uppercased()
        if upper.utf8.count == 2, codes.contains(upper) { return upper }
        return aliases[folded] ?? names[folded]
    }

    private static let codes = Set(
        Locale.Region.isoRegions.map(\.identifier).filter { $0.utf8.count == 2 })

    /// Names in English, Korean and Japanese by code.
    private static let names: [String: String] = {
        var names: [String: String] = [:]
        for language in ["en", "ko", "ja"] {
            let locale = Locale(identifier: language)
            for code in codes.sorted() {
                guard let name = locale.localizedString(forRegionCode: code) else { continue }
                names[fold(name)] = names[fold(name)] ?? code
            }
        }
        return names
    }()

    /// Other names in common use.
    private static let aliases: [String: String] = [
        "usa": "US", "us": "US", "unitedstatesofamerica": "US", "america": "US", "미합중국": "US",
        "uk": "GB", "greatbritain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
        "korea": "KR", "republicofkorea": "KR", "korearepublicof": "KR", "rok": "KR", "kor": "KR",
        "southkorea": "KR", "한국": "KR", "남한": "KR", "大韓民国": "KR", "韓国": "KR",
        "jpn": "JP", "日本国": "JP", "nippon": "JP", "deu": "DE", "deutschland": "DE",
        "prc": "CN", "peoplesrepublicofchina": "CN", "mainlandchina": "CN", "chn": "CN",
        "holland": "NL", "thenetherlands": "NL", "czechrepublic": "CZ", "turkey": "TR",
        "russianfederation": "RU", "vietnam": "VN", "uae": "AE", "gbr": "GB", "fra": "FR",
        "espana": "ES", "brasil": "BR", "bharat": "IN", "hongkong": "HK", "taiwan": "TW",
    ]

    private static func fold(_ text: String) -> String {
        text.folding(
            options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil
        )
        .filter { $0.isLetter || $0.isNumber }
    }
}
