import DelimitedText
import Foundation

/// A file that is gone when the test is done with it.
final class ScratchFile {
    let path: String

    init(_ bytes: [UInt8] = []) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        path = url.path()
        try Data(bytes).write(to: url)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var bytes: [UInt8] {
        get throws { try Array(Data(contentsOf: URL(filePath: path))) }
    }
}

/// All that a reader says about a file.
struct Contents {
    var names: [String] = []
    var rows: [[String]] = []
    var rowLines: [Int] = []
    var problems: [CSVProblem] = []
    var encoding: EncodingChoice
    var delimiter: CSVDelimiter

    var faults: [CSVFault] { problems.map(\.fault) }
    var problemLines: [Int] { problems.map(\.line) }
}

func read(
    _ bytes: [UInt8], _ adjust: (inout CSVReaderOptions) -> Void = { _ in }
) throws -> Contents {
    var options = CSVReaderOptions()
    adjust(&options)
    let file = try ScratchFile(bytes)
    let reader = try CSVReader(path: file.path, options: options)
    var contents = Contents(
        names: reader.header.names, encoding: reader.encoding, delimiter: reader.delimiter)
    while let record = try reader.next() {
        switch record {
        case .row(let row):
            contents.rows.append(row.fields)
            contents.rowLines.append(row.line)
        case .malformed(let problem):
            contents.problems.append(problem)
        }
    }
    return contents
}

func read(
    _ text: String, _ adjust: (inout CSVReaderOptions) -> Void = { _ in }
) throws -> Contents {
    try read(Array(text.utf8), adjust)
}

/// What a writer makes of the rows.
func written(
    _ rows: [[String]], _ adjust: (inout CSVWriterOptions) -> Void = { _ in }
) throws -> [UInt8] {
    var options = CSVWriterOptions()
    adjust(&options)
    let file = try ScratchFile()
    let writer = try CSVWriter(path: file.path, options: options)
    for row in rows { try writer.write(row) }
    try writer.finish()
    return try file.bytes
}

func hex(_ digits: String) -> [UInt8] {
    let values = digits.compactMap(\.hexDigitValue).map(UInt8.init)
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}

/// The same numbers for the same seed (SplitMix64, Steele and others 2014).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
