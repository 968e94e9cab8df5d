enum InboxPages {
    static let table: [PageRoute] = []
}
