package import CCurl

/// libcurl's handle of one transfer, with the lists that must live as long as it.
package final class Handle {
    let easy: UnsafeMutableRawPointer
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    init() {
        guard let easy = curl_easy_init() else { fatalError("libcurl has no memory for a handle") }
        self.easy = easy
    }

    deinit {
        curl_easy_cleanup(easy)
        for list in lists { curl_slist_free_all(list) }
    }

    package func set(_ option: CURLoption, _ value: Int) throws(TransferFailure) {
        try check(batonSetNumber(easy, option, value))
    }

    package func set(_ option: CURLoption, _ text: String) throws(TransferFailure) {
        try check(batonSetText(easy, option, text))
    }

    package func set(_ option: CURLoption, _ texts: [String]) throws(TransferFailure) {
        var list: UnsafeMutablePointer<curl_slist>?
        for text in texts { list = curl_slist_append(list, text) ?? list }
        guard let list else { return }
        lists.append(list)
        try check(batonSetList(easy, option, list))
    }

    package func set(body: [UInt8]) throws(TransferFailure) {
        try check(batonSetBody(easy, body, curl_off_t(body.count)))
    }

    func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer) throws(TransferFailure) {
        try check(batonSetPointer(easy, option, pointer))
    }

    func set(_ option: CURLoption, reader: BatonBytesCallback) throws(TransferFailure) {
        try check(batonSetReader(easy, option, reader))
    }

    func set(opener: curl_opensocket_callback) throws(TransferFailure) {
        try check(batonSetOpener(easy, opener))
    }

    func number(_ info: CURLINFO) -> Int { batonNumber(easy, info) }
    func microseconds(_ info: CURLINFO) -> Int { Int(batonTime(easy, info)) }

    private func check(_ code: CURLcode) throws(TransferFailure) {
        guard code == CURLE_OK else { throw TransferFailure(setting: code) }
    }
}
