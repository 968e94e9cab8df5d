import Foundation
import Glibc

/// A running `baton serve` on a workspace.
final class Server {
    let port: Int
    /// From the start of the process to its first answer.
    let bootSeconds: Double
    private let process = Process()

    init(_ site: Site, _ workspace: Workspace) throws {
        port = try freePort()
        let log = "\(site.folder.path)/server-\(port).log"
        try Data().write(to: URL(filePath: log))
        process.executableURL = URL(filePath: site.baton)
        process.arguments = ["serve", "--port", "\(port)"] + workspace.place
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: log)
        let start = ContinuousClock.now
        try process.run()
        do {
            try Self.awaitAnswer(port: port, process)
        } catch {
            let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            throw BenchFailure("baton serve did not answer: \(said)")
        }
        bootSeconds = start.duration(to: .now) / .seconds(1)
    }

    private static func awaitAnswer(port: Int, _ process: Process) throws {
        var request: [UInt8] = []
        Requests.empty(0, &request)
        for _ in 0..<30_000 where process.isRunning {
            if let connection = try? HTTPConnection(port: port),
                try connection.send(request) == 200
            {
                return
            }
            usleep(1_000)
        }
        process.terminate()
        throw BenchFailure("no answer")
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Resident memory now, in MB of a million bytes.
    func memory() -> Double {
        let status =
            (try? String(
                contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kibibytes = line.flatMap { Double($0.filter(\.isNumber)) } ?? 0
        return kibibytes * 1024 / 1e6
    }

    /// Processor time of the process so far, in seconds.
    func processorSeconds() -> Double {
        let stat =
            (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8))
            ?? ""
        // After the name in parentheses; user and system time are the 14th and 15th field.
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13])
        else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
