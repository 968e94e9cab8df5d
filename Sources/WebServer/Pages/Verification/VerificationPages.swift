enum VerificationPages {
    static let table: [PageRoute] = []
}
