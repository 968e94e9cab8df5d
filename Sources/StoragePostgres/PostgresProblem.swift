import LeadEngine

extension StoreProblem {
    /// What to do about an error of PostgreSQL.
    init(_ error: PostgresError, _ address: PostgresAddress) {
        let said = error.message.firstLine
        func has(_ words: String) -> Bool { error.message.contains(words) }
        let (kind, what): (Kind, String) =
            switch error.state {
            case _ where has("password authentication failed"), "28P01":
                (.other, "refuses the password. Check user and password in the database URL.")
            case _ where has("no password supplied"):
                (.other, "asks for a password. Write it into the database URL.")
            case _ where has("database \"") && has("does not exist"), "3D000":
                (.missing, "does not exist. Create it: createdb NAME.")
            case _ where has("role \"") && has("does not exist"), "28000":
                (.other, "does not let this user in (\(said)). Check the user in the URL.")
            case _ where has("could not translate host name"):
                (.unreachable, "cannot be found. Check the host in the database URL.")
            case _ where has("invalid integer value"):
                (.other, "has a port that is no number. Mend the database URL.")
            case PostgresError.unknownOutcome:
                (.unknownOutcome, "went away during a commit; no server tells what became of it.")
            case "53100":
                (.full, "has no space left on its disk. Free some space.")
            case _ where error.state.hasPrefix("58"):
                (.disk, "cannot read or write its disk (\(said)). Look at the server's log.")
            case "XX001", "XX002":
                (.damaged, "is damaged (\(said)). Restore a backup, or promote a standby.")
            case "42501":
                (.readOnly, "does not let this user do that (\(said)). Grant what is missing.")
            case "55P03":
                (.busy, "is held by another node for too long. Try again.")
            case _ where has("read-only"), "25006":
                (.unreachable, "has no server that takes writes. Promote one, or check the URL.")
            case _ where error.mayPass:
                (.unreachable, "does not answer (\(said)). Check that the server runs.")
            default: (.other, "says: \(said)")
            }
        self.init(kind: kind, message: "The PostgreSQL database \(address.place) \(what)")
    }
}
