import ArgumentParser
import BulkIntake
import DelimitedText

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes leads, activities, outcomes or a whole history from CSV files.",
        discussion: """
            Encoding (UTF-8, UTF-16, CP949, Shift_JIS) and delimiter are found out. Columns are \
            understood by their names in English, Korean or Japanese, or by a map:

              columns: {email: E-mail, company: [Firm, Branch], at: Created}
              values: {country: {Select: ""}}
              constants: {source: import, attributes.list: spring}
              zone: Asia/Seoul

            A row that cannot be taken in goes to FILE.rejected.csv (in UTF-8) with its reason; mend \
            it there and import that file. The same file twice changes nothing.
            """,
        subcommands: [Leads.self, Activities.self, Outcomes.self, ImportHistory.self])

    struct Options: ParsableArguments {
        @Argument(help: "The CSV file; - is standard input.") var file: String
        @Option(
            help: ArgumentHelp(
                "A map of its columns (YAML); without it the header is understood by its names.",
                valueName: "map.yaml"))
        var map: String?
        @Option(help: "The file's encoding, where the guess is wrong.")
        var encoding: TextEncoding?
        @Option(help: "What stands between fields, where the guess is wrong.")
        var delimiter: CSVDelimiter?
        @Flag(
            help: "Try everything on a copy of the workspace; only the rejected rows are written.")
        var dryRun = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions
    }

    struct Leads: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes leads in, with dedupe.",
            discussion: """
                Fields: \(BulkImport.leadFields.joined(separator: ", ")). Every other column becomes \
                a custom attribute. A row needs email, phone, name or externalID.
                """)
        @OptionGroup var options: Options

        func run() async throws {
            try await Importing(options).run { bulk, region in
                try await bulk.leads(
                    options.file, map: try Importing.map(options.map, BulkImport.leadFields),
                    defaultRegion: region)
            }
        }
    }

    struct Activities: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes activities of known leads in.",
            discussion: """
                Fields: \(BulkImport.activityFields.joined(separator: ", ")). A row needs kind, at, and \
                one of lead, email or externalID. Every other column becomes a property.
                """)
        @OptionGroup var options: Options

        func run() async throws {
            try await Importing(options).run { bulk, _ in
                try await bulk.activities(
                    options.file, map: try Importing.map(options.map, BulkImport.activityFields))
            }
        }
    }

    struct Outcomes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes won and lost deals in.",
            discussion: """
                Fields: \(BulkImport.outcomeFields.joined(separator: ", ")). A row needs outcome (won or \
                lost) and one of lead, email or externalID. sdr and ae are members, by name, id or \
                mail address; with `add-members: true` in the map, unknown ones are added.
                """)
        @OptionGroup var options: Options

        func run() async throws {
            try await Importing(options).run { bulk, _ in
                try await bulk.outcomes(
                    options.file, map: try Importing.map(options.map, BulkImport.outcomeFields))
            }
        }
    }
}
