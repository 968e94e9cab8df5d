import ContactParsing

/// The mail domain of a company, from the address of its site.
enum CompanySite {
    /// `https://www.acme.com/about` and `acme.com` give `acme.com`; nil for what is no domain, and
    /// for free-mail and disposable domains, which belong to no company.
    static func domain(_ text: String) -> String? {
        guard var host = text.filled?.lowercased()[...] else { return nil }
        if let scheme = host.firstRange(of: "://") { host = host[scheme.upperBound...] }
        host = host.prefix { !"/?#:".contains($0) }
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        // A domain is whatever a mail address can end in.
        guard case .success(let address) = EmailAddress.parse("info@\(host)"),
            !MailDomains.isFreeMail(address.domain), !MailDomains.isDisposable(address.domain)
        else { return nil }
        return address.domain
    }
}
