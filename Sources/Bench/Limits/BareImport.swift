import Foundation

extension BareLoop {
    /// Splits the lines of a CSV file at its commas, and writes the rows that their import left, 500
    /// to a commit.
    ///
    /// - Parameters:
    ///   - rows: how many rows of the file to take.
    ///   - all: how many it has.
    ///   - workspace: where nothing was imported yet.
    ///   - filled: where the file was imported.
    static func importing(
        _ file: String, rows: Int, of all: Int, _ workspace: Workspace, filled: Workspace
    ) throws -> BareLoop {
        let parsing = try time(all) {
            let bytes = try Data(contentsOf: URL(filePath: file), options: .mappedIfSafe)
            let fields = bytes.withUnsafeBytes { countFields($0) }
            guard fields > all else { throw BenchFailure("\(file) has too few fields") }
        }
        let inserting = try capture(
            workspace, filled: filled, captures: rows, sharing: 500, without: "")
        return BareLoop(
            perSecond: 1 / (1 / parsing.perSecond + 1 / inserting.perSecond),
            processorMicroseconds: parsing.processorMicroseconds
                + inserting.processorMicroseconds)
    }

    /// Makes a text of every field, as whoever reads a file must.
    private static func countFields(_ bytes: UnsafeRawBufferPointer) -> Int {
        var fields = 0
        var from = 0
        for (place, byte) in bytes.enumerated() where byte == 0x2C || byte == 0x0A {
            let text = String(decoding: bytes[from..<place], as: UTF8.self)
            if !text.isEmpty { fields += 1 }
            from = place + 1
        }
        return fields
    }
}
