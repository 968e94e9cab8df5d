import HTTPTypes
import Synchronization

/// Which methods there are at which address, to tell a wrong method from a wrong address.
final class RouteIndex: Sendable {
    private let routes = Mutex<[(method: HTTPRequest.Method, segments: [String])]>([])

    /// - Parameter path: with parameters in braces: `/api/v1/leads/{id}`.
    func add(_ method: HTTPRequest.Method, _ path: String) {
        routes.withLock { $0.append((method, Self.segments(path))) }
    }

    func methods(at path: String) -> [HTTPRequest.Method] {
        let segments = Self.segments(path)
        return routes.withLock { routes in
            let found = routes.filter { route in
                route.segments.count == segments.count
                    && zip(route.segments, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
            }
            // `playbooks/check` is its own address, though `playbooks/{version}` would take it, too.
            let named = found.map { route in route.segments.count { !$0.hasPrefix("{") } }
            return zip(found, named).filter { $1 == named.max() }.map(\.0.method)
        }
    }

    private static func segments(_ path: String) -> [String] {
        path.split(separator: "/").map(String.init)
    }
}
