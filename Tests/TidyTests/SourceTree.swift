import Foundation

/// Files of the repository, for tests about the code itself.
struct SourceTree {
    struct File {
        var path: String
        var lines: [Substring]
    }

    let files: [File]

    /// - Parameters:
    ///   - folder: `Sources` or `Tests`.
    ///   - ending: of the files' names.
    init(_ folder: String, _ ending: String = "swift") throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let top = root.appending(path: folder)
        let all = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
        var files: [File] = []
        while let url = all?.nextObject() as? URL {
            guard url.pathExtension == ending else { continue }
            let text = try String(contentsOf: url, encoding: .utf8)
            files.append(
                File(
                    path: folder + url.path.dropFirst(top.path.count),
                    lines: text.split(separator: "\n", omittingEmptySubsequences: false)))
        }
        self.files = files.sorted { $0.path < $1.path }
    }

    /// Files written by hand: lists of data are none.
    var written: [File] { files.filter { !$0.path.contains("/Resources/") } }
}

extension SourceTree.File {
    struct Function {
        var name: String
        var line: Int
        var length: Int
    }

    /// Functions and initialisers, from their first line to the brace that closes them. The
    /// formatter puts that brace under the line's own indentation.
    var functions: [Function] {
        lines.indices.compactMap { start in
            let line = lines[start]
            let code = line.drop { $0 == " " }
            let isStart =
                code.contains("func ") || code.contains(" init(") || code.hasPrefix("init(")
            guard isStart, !code.hasPrefix("//"), !code.contains("\"") else { return nil }
            if code.contains("{"), code.hasSuffix("}") {
                return Function(name: String(code.prefix(60)), line: start + 1, length: 1)
            }
            let indent = line.prefix { $0 == " " }
            let end = lines[start...].firstIndex { $0 == indent + "}" }
            let next = lines[(start + 1)...].firstIndex {
                $0.hasPrefix(indent) && $0.contains("func ") && !$0.hasPrefix(indent + " ")
            }
            guard let end, next == nil || end < next! else { return nil }
            return Function(name: String(code.prefix(60)), line: start + 1, length: end - start + 1)
        }
    }
}
