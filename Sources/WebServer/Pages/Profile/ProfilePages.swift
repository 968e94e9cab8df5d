enum ProfilePages {
    static let table: [PageRoute] = []
}
