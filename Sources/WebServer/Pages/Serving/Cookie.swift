import Foundation
import HTTPTypes
import Hummingbird

/// A cookie that no script can read and no other site can use.
struct Cookie {
    static let session = "baton_session"
    static let language = "baton_language"
    /// What is said once on the next page.
    static let said = "baton_said"

    let name: String
    let value: String
    /// In seconds; 0 takes it away.
    let maxAge: Int

    init(_ name: String, _ value: String, maxAge: Int) {
        self.name = name
        self.value = value
        self.maxAge = maxAge
    }

    func field(secure: Bool) -> HTTPField {
        HTTPField(
            name: .setCookie,
            value: "\(name)=\(value); Path=/; Max-Age=\(maxAge); HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : ""))
    }

    static func read(_ headers: [String]) -> [String: String] {
        var cookies: [String: String] = [:]
        for pair in headers.joined(separator: ";").split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            if parts.count == 2, cookies[parts[0]] == nil { cookies[parts[0]] = parts[1] }
        }
        return cookies
    }
}

extension Response {
    /// 303: the form was taken, go on there.
    static func redirect(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}

extension Query {
    /// A text for use in an address.
    static func escaped(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "-._~/").union(.alphanumerics)
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
