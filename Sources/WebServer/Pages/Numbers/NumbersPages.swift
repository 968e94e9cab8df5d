enum NumbersPages {
    static let table: [PageRoute] = []
}
