import CCurl
import Dispatch
import Foundation

/// A transfer under way. It is used on the loop's own thread alone.
final class Running {
    let handle = Handle()
    let order: Order
    private(set) var reply = Reply()
    /// When its time for the body is over, in nanoseconds of the machine's uptime.
    private(set) var bodyEnds: UInt64?
    private let complaint = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init(_ order: Order) throws(TransferFailure) {
        self.order = order
        complaint.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try prepare()
    }

    deinit { complaint.deallocate() }

    private func prepare() throws(TransferFailure) {
        try handle.set(CURLOPT_URL, order.conversation.url)
        try handle.set(CURLOPT_PROTOCOLS_STR, type(of: order.conversation).schemes)
        // Signals belong to the whole process.
        try handle.set(CURLOPT_NOSIGNAL, 1)
        // Neither http_proxy nor a proxy's own name resolution may lead around the check.
        try handle.set(CURLOPT_PROXY, "")
        try handle.set(CURLOPT_SSL_VERIFYPEER, 1)
        try handle.set(CURLOPT_SSL_VERIFYHOST, 2)
        try handle.set(CURLOPT_TIMEOUT_MS, max(1, order.limits.time))
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, order.limits.connecting)
        // Below the 5 s after which common servers close an idle connection.
        try handle.set(CURLOPT_MAXAGE_CONN, 4)
        if let address = order.address {
            try handle.set(CURLOPT_CONNECT_TO, ["::\(address.bracketed):"])
        }
        try listen()
        try order.conversation.prepare(handle)
    }

    private func listen() throws(TransferFailure) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        try handle.set(CURLOPT_PRIVATE, pointer: context)
        try handle.set(CURLOPT_ERRORBUFFER, pointer: complaint)
        try handle.set(CURLOPT_HEADERDATA, pointer: context)
        try handle.set(
            CURLOPT_HEADERFUNCTION,
            reader: { bytes, size, count, context in
                Running.at(context).take(
                    line: UnsafeBufferPointer(start: bytes, count: size * count))
                return size * count
            })
        try handle.set(CURLOPT_WRITEDATA, pointer: context)
        try handle.set(
            CURLOPT_WRITEFUNCTION,
            reader: { bytes, size, count, context in
                let piece = UnsafeBufferPointer(start: bytes, count: size * count)
                // Taking less than was offered ends the transfer.
                return Running.at(context).take(piece: piece) ? size * count : 0
            })
        try handle.set(CURLOPT_OPENSOCKETDATA, pointer: context)
        try handle.set(opener: { context, _, address in
            guard let address, Running.at(context).mayConnect(to: &address.pointee.addr) else {
                return CURL_SOCKET_BAD
            }
            let entry = address.pointee
            return socket(
                entry.family, entry.socktype | Int32(SOCK_CLOEXEC.rawValue), entry.protocol)
        })
    }

    static func at(_ context: UnsafeMutableRawPointer?) -> Running {
        Unmanaged<Running>.fromOpaque(context!).takeUnretainedValue()
    }

    /// Whatever made libcurl think of another address, only the one that was checked is used.
    private func mayConnect(to address: UnsafeRawPointer) -> Bool {
        guard let allowed = order.address else { return true }
        return IPAddress(socket: address) == allowed
    }
}

extension Running {
    private func take(line bytes: UnsafeBufferPointer<CChar>) {
        let text = String(decoding: UnsafeRawBufferPointer(bytes), as: UTF8.self)
        let line = text.filter { !$0.isNewline }
        // An answer of HTTP may follow preliminary ones, such as 100 and 103.
        if line.hasPrefix("HTTP/") {
            reply.lines = []
        } else if line.isEmpty {
            headerEnded()
        } else {
            reply.lines.append(line)
        }
    }

    private func headerEnded() {
        reply.code = handle.number(CURLINFO_RESPONSE_CODE)
        guard reply.code >= 200, let patience = order.limits.body else { return }
        bodyEnds = DispatchTime.now().uptimeNanoseconds + UInt64(patience) * 1_000_000
    }

    private func take(piece bytes: UnsafeBufferPointer<CChar>) -> Bool {
        reply.body += UnsafeRawBufferPointer(bytes).prefix(order.limits.bytes - reply.body.count)
        return reply.body.count < order.limits.bytes
    }

    /// What the transfer comes to. Once the header is there, a body that is slow, long or broken
    /// off changes nothing, unless all of it is wanted.
    func outcome(_ code: CURLcode) -> Result<Reply, TransferFailure> {
        let isAnswered = reply.code >= 200 && order.limits.body != nil
        guard code == CURLE_OK || isAnswered else {
            let detail = String(cString: complaint)
            return .failure(
                TransferFailure(code, detail, of: handle, limits: order.limits))
        }
        reply.code = handle.number(CURLINFO_RESPONSE_CODE)
        return .success(reply)
    }
}
