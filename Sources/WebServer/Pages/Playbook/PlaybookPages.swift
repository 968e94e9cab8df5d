enum PlaybookPages {
    static let table: [PageRoute] = []
}
