enum CustomerPages {
    static let table: [PageRoute] = []
}
