/// What is publicly known about mail domains.
///
/// Domains are written as in `EmailAddress.domain`; capitals do not matter.
package enum MailDomains {
    /// Whether the domain, or one that it is part of, gives out throw-away mailboxes.
    package static func isDisposable(_ domain: String) -> Bool {
        var name = domain.lowercased()[...]
        while !name.isEmpty {
            if DomainList.disposable.contains(name) { return true }
            name = name.drop { $0 != "." }.dropFirst()
        }
        return false
    }

    /// Whether anyone can have a mailbox there, so that it says nothing about a company.
    ///
    /// False for disposable domains: ask for both where neither is wanted.
    package static func isFreeMail(_ domain: String) -> Bool {
        DomainList.freeMail.contains(domain.lowercased()[...])
    }
}
