import CCurl
import Dispatch

/// The work of the loop's thread.
struct LoopThread: ~Copyable {
    private let desk: Desk
    private var running: [Int: Running] = [:]

    init(_ desk: Desk) { self.desk = desk }

    consuming func run() {
        while true {
            let news = desk.fetch()
            for order in news.orders { start(order) }
            for number in news.cancelled {
                end(number, .failure(TransferFailure(.cancelled, "cancelled")))
            }
            var count: Int32 = 0
            curl_multi_perform(desk.multi, &count)
            endFinished()
            endSlowBodies()
            if news.isClosed { break }
            curl_multi_poll(desk.multi, nil, 0, wait(), nil)
        }
        for number in Array(running.keys) {
            end(number, .failure(TransferFailure(.cancelled, "the program ends")))
        }
    }

    private mutating func start(_ order: Order) {
        do throws(TransferFailure) {
            let transfer = try Running(order)
            running[order.number] = transfer
            curl_multi_add_handle(desk.multi, transfer.handle.easy)
        } catch {
            order.waiting.resume(throwing: error)
        }
    }

    private mutating func endFinished() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(desk.multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE else { continue }
            let (easy, code) = (message.pointee.easy_handle, batonResult(message))
            guard let transfer = running.values.first(where: { $0.handle.easy == easy }) else {
                continue
            }
            end(transfer.order.number, transfer.outcome(code))
        }
    }

    private mutating func endSlowBodies() {
        let now = DispatchTime.now().uptimeNanoseconds
        for (number, transfer) in running where transfer.bodyEnds.map({ $0 <= now }) == true {
            end(number, transfer.outcome(CURLE_OPERATION_TIMEDOUT))
        }
    }

    private mutating func end(_ number: Int, _ result: Result<Reply, TransferFailure>) {
        guard let transfer = running.removeValue(forKey: number) else { return }
        curl_multi_remove_handle(desk.multi, transfer.handle.easy)
        transfer.order.waiting.resume(with: result.mapError { $0 })
    }

    /// In milliseconds, until the next body has had its time; libcurl knows its own times.
    private func wait() -> Int32 {
        let now = DispatchTime.now().uptimeNanoseconds
        let next = running.values.compactMap(\.bodyEnds).min() ?? now + 60_000_000_000
        return Int32(min((max(next, now) - now) / 1_000_000 + 1, 60_000))
    }
}
