import ArgumentParser
import BulkIntake
import DelimitedText

struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes all leads, handoffs or events to standard output.",
        discussion: """
            Cells that a spreadsheet would run as formulas get an apostrophe in front, which an import \
            takes off again. JSON lines hold everything as it is.
            """)
    @Argument(help: "What to write.") var what: BulkExport.What
    @Option(help: "The format.") var format = BulkExport.Format.csv
    @Flag(help: "Begin with a byte order mark, as Excel wants it in Korea and Japan.")
    var bom = false
    @OptionGroup var store: StoreOptions

    func run() async throws {
        var options = CSVWriterOptions()
        options.hasByteOrderMark = bom && format == .csv
        options.lineEnd = format == .csv ? .crlf : .lf
        let out = CSVWriter(descriptor: 1, name: "standard output", options: options)
        let count = try await BulkExport(store: Wiring.existingStore(store)).run(
            what, format, to: out)
        Exit.say("\(count) \(count == 1 ? "\(what.rawValue.dropLast())" : what.rawValue) written.")
    }
}
