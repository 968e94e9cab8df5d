enum SearchPages {
    static let table: [PageRoute] = []
}
