enum SettingsPages {
    static let table: [PageRoute] = []
}
