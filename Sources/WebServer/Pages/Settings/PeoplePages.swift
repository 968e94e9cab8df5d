enum PeoplePages {
    static let table: [PageRoute] = []
}
