enum LeadListPages {
    static let table: [PageRoute] = []
}
