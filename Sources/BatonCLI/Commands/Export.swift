import ArgumentParser
import BulkIntake
import DelimitedText
import LeadRules

struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes all leads, handoffs or events to standard output.")
    @Argument(help: "leads, handoffs or events.") var what: String
    @Option(help: "csv or jsonl.") var format = "csv"
    @Flag(help: "Begin with a byte order mark, as Excel wants it in Korea and Japan.") var bom =
        false
    @OptionGroup var store: StoreOptions

    func run() async throws {
        guard let kind = BulkExport.What(rawValue: what) else {
            throw Refusal.unknown(
                "export", what, field: "WHAT", known: BulkExport.What.allCases.map(\.rawValue))
        }
        guard let shape = BulkExport.Format(rawValue: format) else {
            throw Refusal.unknown(
                "format", format, field: "--format",
                known: BulkExport.Format.allCases.map(\.rawValue))
        }
        var options = CSVWriterOptions()
        options.hasByteOrderMark = bom && shape == .csv
        options.lineEnd = shape == .csv ? .crlf : .lf
        let out = CSVWriter(descriptor: 1, name: "standard output", options: options)
        let count = try await BulkExport(store: Wiring.existingStore(store)).run(
            kind, shape, to: out)
        Exit.say("\(count) \(what) written.")
    }
}
