import LeadEngine
import LeadRules
import Records

/// What stands around every page.
extension Visit {
    func frame(area: String, title: String, said: Said?) -> View {
        [
            "lang": words.language.rawValue, "title": title, "area": area,
            "theme": preferences.theme == .system ? nil : preferences.theme.rawValue,
            "key": session.formKey, "path": path, "now": now.milliseconds,
            "words": Self.scriptWords(words),
            "menu": Menu.view(of: self, area: area, badges: badges), "said": said?.view,
            "unseen": Badges.text(badges.unseen),
            "me": Views.person(me).with([
                "role": words["role.\(role.rawValue)"], "id": me.id.description,
            ]),
        ]
    }

    /// What the page's script needs to say.
    private static func scriptWords(_ words: Words) -> String {
        let keys = [
            "left", "over", "d", "h", "min", "s", "offline", "session", "signIn", "changed",
            "refresh", "restored", "copied", "close", "noResults", "confirm", "cancel", "sending",
            "failed",
        ]
        let texts = Dictionary(uniqueKeysWithValues: keys.map { ($0, words["script.\($0)"]) })
        return (try? JSONText.of(texts)) ?? "{}"
    }
}
