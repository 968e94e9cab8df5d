import Records
import Testing

/// How a record changes from release to release.
@Suite struct StoredRecordTests {
    private func read(_ text: String) throws -> Call { try JSONTape().read(Call.self, from: text) }

    private func problem(_ text: String) -> RecordProblem? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return error as? RecordProblem
        }
    }

    @Test func `what the first version wrote is read through every upcast`() throws {
        let call = try read(#"{"who":"Kim","length":"90"}"#)
        #expect(call == Call(caller: "Kim", seconds: 90, answered: true))
    }

    @Test func `what the second version wrote is read through the last upcast`() throws {
        let call = try read(#"{"v":2,"caller":"Kim","length":"90"}"#)
        #expect(call == Call(caller: "Kim", seconds: 90, answered: true))
    }

    @Test func `what is written says its version, and is read back`() throws {
        let json = JSONOutput()
        let call = Call(caller: "Kim", seconds: 5, answered: false)
        call.write(to: json)
        #expect(json.text == #"{"v":3,"caller":"Kim","seconds":5,"answered":false}"#)
        #expect(try read(json.text) == call)
    }

    @Test func `a member with a default may be missing`() throws {
        #expect(try read(#"{"v":3,"caller":"Kim","seconds":5}"#).answered)
    }

    @Test func `members may come in any order`() throws {
        let call = try read(#"{"answered":false,"seconds":5,"v":3,"caller":"Kim"}"#)
        #expect(call == Call(caller: "Kim", seconds: 5, answered: false))
    }

    @Test func `a member that must be there is missed by name`() {
        let problem = problem(#"{"v":3,"caller":"Kim"}"#)
        #expect(problem?.kind == .missing)
        #expect(problem?.field == "seconds")
        #expect(problem?.isNewer == false)
    }

    @Test(arguments: [
        #"{"v":3,"caller":"Kim","seconds":5,"pace":2}"#, #"{"v":3,"pace":2,"caller":"Kim"}"#,
    ])
    func `a member of a newer release is named as such`(_ text: String) {
        let problem = problem(text)
        #expect(problem?.kind == .newerMember)
        #expect(problem?.field == "pace")
    }

    @Test func `a newer version is named as such, whatever else it lacks`() {
        let problem = problem(#"{"v":4,"who":"Kim"}"#)
        #expect(problem?.isNewer == true)
    }

    @Test func `a part changes in its own versions, wherever it stands`() throws {
        let text = #"{"calls":[{"who":"Kim","length":"90"},{"v":3,"caller":"Lee","seconds":1}]}"#
        let day = try JSONTape().read(Day.self, from: text)
        #expect(day.calls.map(\.caller) == ["Kim", "Lee"])
        #expect(day.calls.map(\.seconds) == [90, 1])
    }

    @Test func `where the problem lies is said with its path`() {
        #expect(throws: RecordProblem.self) {
            do {
                let text = #"{"calls":[{"v":3,"caller":7,"seconds":1}]}"#
                _ = try JSONTape().read(Day.self, from: text)
            } catch {
                #expect("\(error)" == "calls.caller is not a text")
                throw error
            }
        }
    }

    @Test func `what tells of a person is blanked, and nothing else`() {
        let redaction = Redaction { "erased-\($0.count)" }
        let call = Call(caller: "Kim", seconds: 5, answered: false).redacted(redaction)
        #expect(call == Call(caller: "", seconds: 5, answered: false))
        let day = Day(calls: [call], browser: "abcdef").redacted(redaction)
        #expect(day.browser == "erased-6")
    }
}

private struct Call: StoredRecord, Equatable {
    var caller: String
    var seconds: Int
    var answered: Bool

    static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            caller: member.personal("caller", \.caller),
            seconds: member("seconds", \.seconds),
            answered: member("answered", \.answered, or: true))
    }

    static let upcasts: [Upcast] = [
        { members in members["caller"] = members.removeValue(forKey: "who") },
        { members in
            let length = members.removeValue(forKey: "length")?.text.flatMap { Double($0) }
            members["seconds"] = .number(length ?? 0)
        },
    ]
}

private struct Day: StoredRecord, Equatable {
    var calls: [Call]
    var browser: String?

    static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            calls: member("calls", \.calls, or: []),
            browser: member.pseudonym("browser", \.browser))
    }
}
