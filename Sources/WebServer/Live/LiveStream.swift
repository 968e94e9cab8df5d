import Foundation
import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules
import Records
import ServiceLifecycle

/// `/live`: server-sent events (WHATWG HTML, 9.2) for the pages somebody has open.
enum LiveStream {
    static func response(_ visit: Visit) async -> Response {
        let changes = await visit.workspace.live.changes().cancelOnGracefulShutdown()
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
                HTTPField.Name("X-Accel-Buffering")!: "no",
            ],
            body: ResponseBody { writer in
                var seen = (try? await latestNotice(of: visit)) ?? 0
                try await writer.write(
                    ByteBuffer(string: "retry: 2000\nevent: hello\ndata: {}\n\n"))
                stream: for await signal in signals(changes) {
                    switch signal {
                    case .beat:
                        guard try await visit.engine.isOpen(visit.session) else { break stream }
                        try await writer.write(ByteBuffer(string: ": beat\n\n"))
                    case .change(let change):
                        let text = try JSONText.of(["topics": change.topics])
                        try await writer.write(
                            ByteBuffer(string: "event: changed\ndata: \(text)\n\n"))
                        guard change.mayNotify else { continue }
                        guard try await visit.engine.isOpen(visit.session) else { break stream }
                        let (notices, last) = try await notices(of: visit, after: seen)
                        seen = last
                        for html in notices {
                            try await writer.write(
                                ByteBuffer(string: "event: notice\ndata: \(html)\n\n"))
                        }
                    }
                }
                try await writer.finish(nil)
            })
    }

    private enum Signal: Sendable {
        case beat
        case change(LiveHub.Change)
    }

    /// The changes, with a beat every 15 s that keeps proxies from closing the connection.
    private static func signals<S: AsyncSequence & Sendable>(_ changes: S) -> AsyncStream<Signal>
    where S.Element == LiveHub.Change {
        AsyncStream { continuation in
            let task = Task {
                await withTaskGroup { group in
                    group.addTask {
                        while !Task.isCancelled {
                            try? await Task.sleep(for: .seconds(15))
                            continuation.yield(.beat)
                        }
                    }
                    do {
                        for try await change in changes { continuation.yield(.change(change)) }
                    } catch {}
                    group.cancelAll()
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private static func latestNotice(of visit: Visit) async throws -> Int64 {
        let me = visit.me.id
        return try await visit.read { try $0.notices(of: me, after: nil, limit: 1) }.first?.id ?? 0
    }

    private static func notices(of visit: Visit, after seen: Int64) async throws -> (
        [String], Int64
    ) {
        let me = visit.me.id
        let fresh = try await visit.read { try $0.notices(of: me, after: nil, limit: 5) }
            .filter { $0.id > seen && !visit.preferences.muted.contains($0.notice.kind) }
        let html = fresh.reversed().compactMap { kept in
            visit.workspace.templates.render(
                "parts/notice", NoticePages.view(kept, visit).with(["key": visit.session.formKey]),
                in: visit.words.language)?.replacing("\n", with: " ")
        }
        return (html, fresh.map(\.id).max() ?? seen)
    }
}
