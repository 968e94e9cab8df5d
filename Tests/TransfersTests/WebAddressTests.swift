import DomainNames
import Testing
import Transfers

@Suite struct `Addresses of the web` {
    @Test(arguments: [
        ("https://BÜCHER.de/a", "xn--bcher-kva.de", 443, "https://xn--bcher-kva.de/a"),
        ("http://例え。テスト/", "xn--r8jz45g.xn--zckzah", 80, "http://xn--r8jz45g.xn--zckzah/"),
        (
            "https://Hooks.Example.COM.:8443/x", "hooks.example.com", 8443,
            "https://hooks.example.com:8443/x"
        ),
        ("http://0x7f.1/", "127.0.0.1", 80, "http://127.0.0.1/"),
        ("http://[::1]:8080/", "::1", 8080, "http://[::1]:8080/"),
        ("https://x.example/a b/ü?q=1", "x.example", 443, "https://x.example/a%20b/%c3%bc?q=1"),
        ("https://x.example/a/../b", "x.example", 443, "https://x.example/a/../b"),
    ])
    func `host, port and text are those of the transfer`(
        written: String, host: String, port: Int, text: String
    ) throws {
        let address = try #require(WebAddress(written))
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.text == text)
    }

    @Test(arguments: [
        "ftp://x.example/", "x.example", "", "http://", "https://user@x.example/",
        "https://a:b@x.example/", "https://x..example/", "http://☃.example/", "http://a\u{0}b/",
        "http://x.example:99999/", "http://[::1/",
    ])
    func `others are no addresses`(written: String) {
        #expect(WebAddress(written) == nil)
    }

    @Test(arguments: [
        ("BÜCHER.de", "xn--bcher-kva.de"), ("faß.de", "xn--fa-hia.de"),
        ("한국.KR", "xn--3e0b707e.kr"),
        ("ｅｘａｍｐｌｅ．ｃｏｍ", "example.com"), ("example.com.", "example.com"),
        ("_dmarc.example.com", "_dmarc.example.com"),
    ])
    func `a host has one name, however it is written`(written: String, name: String) {
        #expect(DomainName.ascii(written) == name)
    }

    @Test func `what is too long, empty or forbidden is no name`() {
        let long = String(repeating: "a", count: 64)
        for text in ["", ".", "a..b", long + ".de", "☃.net", "xn--\u{0FC}.de", "a\u{200B}\u{0}ü"] {
            #expect(DomainName.ascii(text) == nil, "\(text)")
        }
        #expect(DomainName.ascii(String(repeating: "ü", count: 100_000)) == nil)
    }
}
