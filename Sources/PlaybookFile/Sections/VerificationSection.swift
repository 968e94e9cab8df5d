import LeadRules

extension YAMLValue {
    func verification() -> VerificationRules? {
        section { map in
            var rules = VerificationRules()
            map.optional("leads-per-address", into: &rules.leadsPerAddress) { $0.whole(from: 0) }
            map.optional("address-window", into: &rules.addressWindow) { $0.positiveDuration() }
            map.optional("trusted-addresses", into: &rules.trustedAddresses) {
                $0.list { $0.text("an IP address") }
            }
            map.optional("suspect-disposable", into: &rules.suspectDisposable) { $0.flag() }
            map.optional("suspect-company-mismatch", into: &rules.suspectCompanyMismatch) {
                $0.flag()
            }
            map.optional("phone-clock", into: &rules.phoneClock) { $0.name(of: .clock) }
            return rules
        }
    }
}
