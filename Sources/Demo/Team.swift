import LeadEngine
import LeadRules

/// The people of the demo workspace.
struct Team {
    var byEmail: [String: MemberID] = [:]
    var roleOf: [MemberID: Role] = [:]

    private struct Person {
        var name: String
        var mail: String
        var role: Role
        var team: String
        var calendar: String
        var language: String
        var backup: String?
        var manager: String?
    }

    /// Managers first and backups before those they stand in for, so that each can be named.
    private static let people = [
        Person(
            name: "Ingrid Vogel", mail: "ingrid", role: .cro, team: "", calendar: "berlin",
            language: "en"),
        Person(
            name: "Noh Eun-ji", mail: "eunji", role: .revops, team: "", calendar: "seoul",
            language: "ko"),
        Person(
            name: "Bae Sung-min", mail: "sungmin", role: .manager, team: "sales", calendar: "seoul",
            language: "ko"),
        Person(
            name: "Tanaka Yui", mail: "yui", role: .marketing, team: "marketing", calendar: "tokyo",
            language: "ja"),
        Person(
            name: "Clara Neumann", mail: "clara", role: .marketing, team: "marketing",
            calendar: "berlin", language: "en"),
        Person(
            name: "Kang Ji-woo", mail: "jiwoo", role: .sdr, team: "apac", calendar: "seoul",
            language: "ko", manager: "sungmin"),
        Person(
            name: "Sato Haruka", mail: "haruka", role: .sdr, team: "apac", calendar: "tokyo",
            language: "ja", backup: "jiwoo", manager: "sungmin"),
        Person(
            name: "Moon Ye-jin", mail: "yejin", role: .sdr, team: "apac", calendar: "seoul",
            language: "ko", backup: "haruka", manager: "sungmin"),
        Person(
            name: "Jonas Becker", mail: "jonas", role: .sdr, team: "emea", calendar: "berlin",
            language: "en", backup: "yejin", manager: "sungmin"),
        Person(
            name: "Lim Do-hyun", mail: "dohyun", role: .ae, team: "apac", calendar: "seoul",
            language: "ko", manager: "sungmin"),
        Person(
            name: "Han So-ra", mail: "sora", role: .ae, team: "apac", calendar: "seoul",
            language: "ko", backup: "dohyun", manager: "sungmin"),
        Person(
            name: "Suzuki Ren", mail: "ren", role: .ae, team: "apac", calendar: "tokyo",
            language: "ja", backup: "sora", manager: "sungmin"),
        Person(
            name: "Ito Misaki", mail: "misaki", role: .ae, team: "apac", calendar: "tokyo",
            language: "ja", backup: "ren", manager: "sungmin"),
        Person(
            name: "Lena Hoffmann", mail: "lena", role: .ae, team: "emea", calendar: "berlin",
            language: "en", manager: "sungmin"),
        Person(
            name: "Paul Richter", mail: "paul", role: .ae, team: "emea", calendar: "berlin",
            language: "en", backup: "lena", manager: "sungmin"),
        Person(
            name: "Oh Min-a", mail: "mina", role: .am, team: "customers", calendar: "seoul",
            language: "ko", manager: "sungmin"),
        Person(
            name: "Felix Braun", mail: "felix", role: .csm, team: "customers", calendar: "berlin",
            language: "en", manager: "sungmin"),
    ]

    /// Adds everybody.
    static func join(_ engine: Engine) async throws -> Team {
        var team = Team()
        for person in people {
            var profile = MemberProfile(
                name: person.name, email: person.mail + "@baton.example", role: person.role)
            profile.team = person.team
            profile.calendar = person.calendar
            profile.language = person.language
            profile.backup = person.backup.flatMap { team.byEmail[$0] }
            profile.manager = person.manager.flatMap { team.byEmail[$0] }
            // A small team, so that some leads have to wait.
            profile.cap = person.role == .sdr ? 18 : nil
            let id = try await engine.handle(AddMember(profile: profile), by: .system).answer
            team.byEmail[person.mail] = id
            team.roleOf[id] = person.role
        }
        return team
    }
}
