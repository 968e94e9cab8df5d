enum SetUpPages {
    static let table: [OpenRoute] = []
}
