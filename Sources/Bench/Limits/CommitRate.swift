/// How many of the smallest commits the disk makes durable in a second, one after the other.
enum CommitRate {
    static func measure(in folder: TemporaryFolder) throws -> Figure {
        say("limits: commits")
        let bare = try BareSQLite(folder.path + "/commits.sqlite")
        try bare.run("CREATE TABLE counter (number INTEGER); INSERT INTO counter VALUES (0)")
        let start = ContinuousClock.now
        var commits = 0
        while start.duration(to: .now) < .seconds(2) {
            try bare.run("UPDATE counter SET number = number + 1")
            commits += 1
        }
        let seconds = start.duration(to: .now) / .seconds(1)
        return Figure(
            bench: "limits", name: "durable commits, one at a time",
            value: Double(commits) / seconds, unit: "/s")
    }
}
