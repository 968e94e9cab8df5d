/// How companies call their legal form, as `CompanyName` sees it: in lower case, compatibility form
/// (`㈜` is `(주)`) and without dots.
enum LegalForms {
    /// At the end of the name; longer forms are taken off word by word (`gmbh co kg`).
    static let trailing: Set<String> = [
        "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc",
        "llp", "lp", "plc", "pllc", "pbc", "pvt", "pte", "pty", "private", "com",
        "aktiengesellschaft", "gmbh", "ggmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "ev", "eg",
        "se",
        "sa", "s a", "sas", "sarl", "sa rl", "srl", "sl", "slu", "spa", "sapa", "snc",
        "bv", "nv", "bvba", "vof", "ab", "as", "asa", "aps", "oy", "oyj", "sp z oo", "sp zoo",
        "sro", "doo",
        "ltda", "eireli", "epp", "sa de cv", "s de rl", "de cv", "cv", "tbk", "bhd", "sdn", "jsc",
        "kk", "gk", "yk", "kabushiki kaisha", "godo kaisha", "yugen kaisha",
        "jusik hoesa", "yuhan hoesa",
    ]

    /// In front of the name.
    static let leading: Set<String> = ["pt", "kk", "ooo", "oao", "zao"]

    /// On either end of a word; longer ones before those they contain.
    static let eastAsian = [
        "주식회사", "유한책임회사", "유한회사", "합자회사", "합명회사",
        "株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "一般社団法人",
        "股份有限公司", "有限责任公司", "有限公司", "股份公司",
    ]

    /// Short for these, in brackets: `(주)`, `㈱`.
    static let eastAsianMarks: Set<String> = ["주", "유", "재", "사", "합", "株", "有", "同", "合", "資"]
}
