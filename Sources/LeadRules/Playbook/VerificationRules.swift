/// What makes a lead suspect, and how it is verified.
package struct VerificationRules: Hashable, Sendable {
    /// So many leads from one address within the window make the newer ones suspect; 0 is off.
    package var leadsPerAddress = 3
    package var addressWindow = TimeSpan.hours(1)
    /// Addresses that many honest people share (an office, a fair), never suspect.
    package var trustedAddresses: [String] = []
    /// Disposable mail domains make a lead suspect.
    package var suspectDisposable = true
    /// A stated company that does not fit the mail domain makes a lead suspect.
    package var suspectCompanyMismatch = false
    /// The clock under which an MQL is to be verified by phone.
    package var phoneClock: String?
    package init() {}
}
