/// `/settings/…` beyond the people.
enum SettingsPages {
    static let table =
        RolePages.table + CalendarPages.table + KeyPages.table + AlertPages.table + AuditPages.table
        + FirstSteps.table
}
