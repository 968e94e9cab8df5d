import LeadRules
import Testing

@Suite struct WrittenNumberTests {
    @Test(arguments: [
        ("12.5", 12.5), ("1,234.56", 1_234.56), ("1 234", 1_234), ("１２", 12), ("１，２３４．５", 1_234.5),
        ("-3", -3), ("－3", -3), ("1e3", 1_000), ("1\u{A0}234.5", 1_234.5), ("0", 0),
    ])
    func `a number that can be read in one way is read`(text: String, number: Double) throws {
        #expect(try WrittenNumber.read(text, field: "amount") == number)
        #expect(Value.text(text).number == number)
    }

    @Test(arguments: [
        "12,5", "1.234,56", "1.234.567", "１２，５", "1,2345", "-12,5",
        "1,23", ",234", "1,2,345",
    ])
    func `what could be two numbers is refused, and told how to write it`(text: String) throws {
        let refused = try #require(
            refusal { _ = try WrittenNumber.read(text, field: "budget.amount") })
        let told = "'\(text)' can be read in two ways. Write it like 1234.56 or 1,234.56."
        #expect(refused.message == told)
        #expect(refused.problems.map(\.field) == ["budget.amount"])
    }

    @Test(arguments: ["abc", "12 EUR", "1e400", "inf", "v1.2", "-", "½"])
    func `what is no number is refused by its field`(text: String) throws {
        let refused = try #require(refusal { _ = try WrittenNumber.read(text, field: "amount") })
        #expect(refused.message == "'\(text)' is not a number. Write it like 1234.56.")
        #expect(refused.problems.map(\.field) == ["amount"])
    }

    @Test func `a whole number has no fraction`() throws {
        #expect(try WrittenNumber.readWhole("1,200", field: "cap") == 1_200)
        #expect(try WrittenNumber.readWhole("12.0", field: "cap") == 12)
        #expect(refusal { _ = try WrittenNumber.readWhole("0.5", field: "cap") }?.kind == .invalid)
        #expect(refusal { _ = try WrittenNumber.readWhole("1e30", field: "cap") }?.kind == .invalid)
    }
}
