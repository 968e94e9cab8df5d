import ContactParsing
import Testing

@Suite struct PersonNameTests {
    @Test(arguments: [
        ["Kim Minji", "Minji Kim", "KIM MINJI", "Kim, Min-ji", " kim   minji ", "Ms. Minji Kim"],
        ["김민지", "김 민지", "김민지님", "김민지 님", "김민지 씨", "김민지 대표님", "김민지 과장"],
        ["山田太郎", "山田 太郎", "山田　太郎", "山田太郎様", "山田 太郎 様", "山田太郎さん"],
        ["ヤマダタロウ", "ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ・タロウ"],
        [
            "Jürgen Groß", "Dr. Jürgen Groß", "GROSS, Jurgen", "Herr Jürgen Groß",
            "Ju\u{308}rgen Groß",
        ],
        ["João da Silva", "Joao Da Silva", "Sr. João da Silva", "da Silva, João"],
        ["Pat O'Neil", "Pat O’Neil", "ONEIL PAT"],
        ["John R. Smith", "Mr.John R Smith", "Smith, John R., PhD"],
        ["Nguyễn Văn Đức", "Nguyen Van Duc"],
        ["Ｋｉｍ　Ｍｉｎｊｉ", "kim minji"],
    ])
    func `the usual ways to write one name share a key`(spellings: [String]) {
        #expect(Set(spellings.map(PersonName.key)).count == 1)
    }

    @Test(arguments: [
        ("Kim Minji", "kim minji"),
        ("김민지님", "김민지"),
        ("山田 太郎 様", "山田太郎"),
        ("Kim 민지", "kim 민지"),
        ("Иван Петров", "иван петров"),
        ("님", "님"),
        ("Dr.", "dr"),
        ("鵜殿", "鵜殿"),
        ("", ""),
        ("?!", ""),
    ])
    func `keys read as expected`(name: String, key: String) {
        #expect(PersonName.key(name) == key)
    }

    @Test(arguments: [
        ("Kim Minji", "Kim Minjae"), ("김민지", "김민재"), ("山田太郎", "山田次郎"),
        ("John Smith", "John Smith Jr."), ("か", "が"), ("ハハ", "パパ"),
    ])
    func `different names keep different keys`(one: String, other: String) {
        #expect(PersonName.key(one) != PersonName.key(other))
    }
}
