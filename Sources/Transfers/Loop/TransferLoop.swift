import CCurl
import Foundation
import Synchronization

/// A thread of its own that carries out transfers, any number at a time, with libcurl.
///
/// It keeps connections open for a few seconds, for the next transfer to the same address. The
/// thread ends with the last reference to the loop.
package final class TransferLoop: Sendable {
    private let desk = Desk()
    private let numbers = Atomic<Int>(0)

    package init() {
        let desk = desk
        Thread.detachNewThread {
            Thread.current.name = "transfers"
            LoopThread(desk).run()
        }
    }

    deinit { desk.close() }

    /// Carries out a conversation; ends it early when the task is cancelled.
    ///
    /// - Parameter address: the only address that is connected to, whatever the name service says;
    ///   nil lets libcurl look the host's name up.
    /// - Throws: `TransferFailure` when nothing came that can be used.
    package func carryOut(
        _ conversation: any Conversation, at address: IPAddress? = nil, limits: TransferLimits
    ) async throws -> Reply {
        let number = numbers.add(1, ordering: .relaxed).newValue
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiting in
                desk.place(
                    Order(
                        number: number, conversation: conversation, address: address,
                        limits: limits, waiting: waiting))
                // Cancelled before it lay there, it was not found.
                if Task.isCancelled { desk.cancel(number) }
            }
        } onCancel: {
            desk.cancel(number)
        }
    }
}

/// A transfer that somebody waits for.
struct Order: Sendable {
    let number: Int
    let conversation: any Conversation
    let address: IPAddress?
    let limits: TransferLimits
    let waiting: CheckedContinuation<Reply, any Error>
}

/// Where orders lie until the loop's thread fetches them.
final class Desk: Sendable {
    struct News: Sendable {
        var orders: [Order] = []
        var cancelled: [Int] = []
        var isClosed = false
    }

    /// libcurl lets other threads only wake it up.
    nonisolated(unsafe) let multi: UnsafeMutableRawPointer
    private let news = Mutex(News())

    /// Once for the process, before its first handle.
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init() {
        guard Self.isReady, let multi = curl_multi_init() else {
            fatalError("libcurl cannot be started")
        }
        self.multi = multi
    }

    deinit { curl_multi_cleanup(multi) }

    func place(_ order: Order) { tell { $0.orders.append(order) } }
    func cancel(_ number: Int) { tell { $0.cancelled.append(number) } }
    func close() { tell { $0.isClosed = true } }

    private func tell(_ change: (inout sending News) -> Void) {
        news.withLock { change(&$0) }
        curl_multi_wakeup(multi)
    }

    /// What is new since it was asked last.
    func fetch() -> News {
        news.withLock { news in
            defer { news = News() }
            return news
        }
    }
}
