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
            routes.filter { route in
                route.segments.count == segments.count
                    && zip(route.segments, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
            }.map(\.method)
        }
    }

    private static func segments(_ path: String) -> [String] {
        path.split(separator: "/").map(String.init)
    }
}
