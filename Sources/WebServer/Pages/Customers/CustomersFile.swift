import LeadEngine
import LeadRules

/// Won deals, each with its handoffs to those who keep the customer.
struct CustomersFile: Sendable {
    struct Customer: Sendable {
        let lead: Lead
        let account: Account?
        let handoffs: [Handoff]
        let clocks: [Clock]
    }

    static let pageSize = 50

    /// The latest win first.
    let customers: [Customer]
    /// The last id of the page, when there are more.
    let older: Int64?
    /// Of all customers in sight, not only those of the page.
    let totals: CustomerTotals

    init(_ sight: Sight, after: Int64?, in transaction: any Transaction, at now: Instant) throws {
        var filter = LeadFilter()
        filter.won = true
        filter.limit(to: sight)
        totals = try transaction.customers(filter, at: now)
        let page = Page(after: after, limit: Self.pageSize + 1, newestFirst: true)
        let leads = try transaction.leads(filter, page)
        let shown = leads.prefix(Self.pageSize)
        older = leads.count > shown.count ? shown.last?.id.number : nil
        customers = try shown.map { lead in
            Customer(
                lead: lead, account: try lead.account.flatMap { try transaction.account($0) },
                handoffs: try transaction.handoffs(of: lead.id),
                clocks: try transaction.unendedClocks(of: lead.id))
        }.sorted { a, b in
            (a.lead.milestones.won ?? a.lead.capturedAt)
                > (b.lead.milestones.won ?? b.lead.capturedAt)
        }
    }
}
