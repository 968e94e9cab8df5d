import ContactParsing
import Foundation
import Testing

@Suite struct MailDomainsTests {
    @Test(arguments: ["mailinator.com", "MAILINATOR.com", "guerrillamail.com", "yopmail.com"])
    func `a throw-away domain is disposable`(domain: String) {
        #expect(MailDomains.isDisposable(domain))
        #expect(!MailDomains.isFreeMail(domain))
    }

    @Test func `so is what lies below it, but not what only ends alike`() {
        #expect(MailDomains.isDisposable("a.b.mailinator.com"))
        #expect(!MailDomains.isDisposable("notreallymailinator.com"))
        #expect(!MailDomains.isDisposable("mailinator.com.example.org"))
    }

    @Test(arguments: [
        "gmail.com", "Gmail.com", "naver.com", "hanmail.net", "daum.net", "kakao.com", "nate.com",
        "yahoo.co.jp", "docomo.ne.jp", "gmx.de", "web.de", "t-online.de", "uol.com.br",
        "hotmail.com", "outlook.com", "icloud.com", "qq.com",
    ])
    func `a domain where anyone has a mailbox is free mail`(domain: String) {
        #expect(MailDomains.isFreeMail(domain))
        #expect(!MailDomains.isDisposable(domain))
    }

    @Test(arguments: [
        "samsung.com", "toyota.co.jp", "bosch.de", "petrobras.com.br", "com", "", ".",
    ])
    func `a company's domain is neither`(domain: String) {
        #expect(!MailDomains.isFreeMail(domain))
        #expect(!MailDomains.isDisposable(domain))
    }

    @Test func `every listed domain is found and is on one list only`() throws {
        let disposable = try listed("disposable-domains.txt")
        let freeMail = try listed("free-mail-domains.txt")
        #expect(disposable.count > 8_000 && disposable.allSatisfy(MailDomains.isDisposable))
        #expect(freeMail.count > 5_000 && freeMail.allSatisfy(MailDomains.isFreeMail))
        #expect(!disposable.contains(where: MailDomains.isFreeMail))
    }

    @Test func `the neighbours of listed domains are not found`() throws {
        for domain in try listed("free-mail-domains.txt") {
            #expect(!MailDomains.isFreeMail(domain + "x") && !MailDomains.isFreeMail("-" + domain))
        }
    }

    /// The lines of a list as they stand in its file.
    private func listed(_ file: String) throws -> [String] {
        let package = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let url = package.appending(path: "Sources/ContactParsing/Lists/\(file)")
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
