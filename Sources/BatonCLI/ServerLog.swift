import Foundation
import LeadEngine
import LeadRules
import Logging
import Records

/// Log lines on standard error: for people, or one JSON object a line.
struct ServerLog: LogHandler {
    let label: String
    let writesJSON: Bool
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    static func handler(_ label: String, json: Bool) -> ServerLog {
        ServerLog(label: label, writesJSON: json)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        all.merge(event.metadata ?? [:]) { _, new in new }
        let text = writesJSON ? json(event, all) : plain(event, all)
        Console.tell(text + "\n")
    }

    private func plain(_ event: LogEvent, _ all: Logger.Metadata) -> String {
        let details = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        return "\(SystemTime().now().rfc3339) \(event.level) \(label): \(event.message)\(details)"
    }

    private func json(_ event: LogEvent, _ all: Logger.Metadata) -> String {
        var fields = all.mapValues { "\($0)" }
        fields["at"] = SystemTime().now().rfc3339
        fields["level"] = "\(event.level)"
        fields["logger"] = label
        fields["message"] = "\(event.message)"
        return (try? JSONText.of(fields)) ?? plain(event, all)
    }
}
