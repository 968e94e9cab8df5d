import Foundation

/// A file of new people, taken in by `baton import leads`.
struct ImportBench {
    let site: Site
    let scale: Scale

    func run() throws -> [Figure] {
        let workspace = try site.workspace()
        let before = try site.copy(workspace)
        let few = try site.copy(workspace)
        let file = try PeopleFile.write(scale.importRows, in: site.folder)
        say("import: \(scale.importRows) rows")
        let whole = try take(file, into: workspace)
        say("import: a tenth of them, for the memory")
        let tenth = try take(
            try PeopleFile.write(scale.importRows / 10, in: site.folder), into: few)
        say("limits: the bare loop")
        let rows = min(scale.importRows, scale.bareImportRows)
        let bare = try BareLoop.importing(
            file, rows: rows, of: scale.importRows, before, filled: workspace)
        try site.verify(workspace)
        return [
            Figure(
                bench: "import", name: "rows", value: Double(scale.importRows) / whole.seconds,
                unit: "/s", limit: bare.perSecond, goal: "0.30 of the bare loop"),
            Figure(
                bench: "import", name: "processor time a row",
                value: whole.processorSeconds * 1e6 / Double(scale.importRows), unit: "us",
                limit: bare.processorMicroseconds),
            Figure(
                bench: "import", name: "most memory, against a tenth of the rows",
                value: whole.peakMegabytes, unit: "MB", limit: tenth.peakMegabytes,
                goal: "flat"),
        ]
    }

    private func take(_ file: String, into workspace: Workspace) throws -> Command.Use {
        try Command(site.baton, ["import", "leads", file] + workspace.place).run()
    }
}

/// A CSV file of made-up people.
enum PeopleFile {
    static func write(_ rows: Int, in folder: TemporaryFolder) throws -> String {
        let path = "\(folder.path)/people-\(rows).csv"
        try Data().write(to: URL(filePath: path))
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw BenchFailure("\(path) cannot be written")
        }
        var text = "name,email,company,title,phone,source,employees,notes\n"
        for number in 0..<rows {
            text += Requests.personRow(number)
            if text.utf8.count > 1 << 20 || number + 1 == rows {
                try handle.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try handle.close()
        return path
    }
}

/// A command of its own process, and what it used.
struct Command {
    struct Use {
        var seconds: Double
        var processorSeconds: Double
        /// The most resident memory, in MB of a million bytes.
        var peakMegabytes: Double
        var output: String
    }

    private let path: String
    private let arguments: [String]

    init(_ path: String, _ arguments: [String]) {
        self.path = path
        self.arguments = arguments
    }

    /// - Throws: when it does not end well.
    func run() throws -> Use {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let start = ContinuousClock.now
        let before = Self.childrenSeconds()
        try process.run()
        let status = "/proc/\(process.processIdentifier)/status"
        let peak = PeakMemory(status)
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let seconds = start.duration(to: .now) / .seconds(1)
        guard process.terminationStatus == 0 else {
            throw BenchFailure("\(path) \(arguments.joined(separator: " ")) failed")
        }
        return Use(
            seconds: seconds, processorSeconds: Self.childrenSeconds() - before,
            peakMegabytes: peak.stop(), output: String(decoding: printed, as: UTF8.self))
    }

    /// Processor time of all processes that were started and have ended.
    private static func childrenSeconds() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_CHILDREN.rawValue, &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) {
            $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
        }
    }
}
