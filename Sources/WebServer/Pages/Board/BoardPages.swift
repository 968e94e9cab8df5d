enum BoardPages {
    static let table: [PageRoute] = []
}
