import ArgumentParser
import BulkIntake
import LeadEngine
import LeadRules
import ReportPages

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says why a lead has this score, stage, owner and deadline.")
    @Argument(help: "The lead: its id (L42) or mail address.") var lead: String
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let engine = try Wiring.engine(store)
        defer { engine.close() }
        let now = engine.time.now()
        let explanation = try await engine.store.read { transaction in
            let id = try find(in: transaction)
            return try Explaining.explain(id, in: transaction, now: now)
        }
        if json { return try Wiring.printJSON(explanation) }
        print(ExplanationText.text(explanation))
    }

    private func find(in transaction: any Transaction) throws -> LeadID {
        if let id = LeadID(lead) { return id }
        var filter = LeadFilter()
        filter.email = MailKey.of(lead)
        guard let found = try transaction.leads(filter, Page(limit: 1)).first else {
            throw Failure("There is no lead '\(lead)'. Name an id like L42, or a mail address.")
        }
        return found.id
    }
}
