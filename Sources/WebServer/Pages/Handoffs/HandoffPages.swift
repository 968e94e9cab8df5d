enum HandoffPages {
    static let table: [PageRoute] = []
}
