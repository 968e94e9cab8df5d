import Hummingbird

/// `/`: everybody begins where their work is.
enum HomePages {
    static let table = [
        PageRoute(.get, "/", .visit) { visit in .redirect(Menu.home(of: visit.role)) },
        PageRoute(.get, "/live", .visit) { visit in await LiveStream.response(visit) },
    ]
}
