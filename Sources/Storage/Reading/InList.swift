/// The list of an `IN` in a statement, as question marks and their values. Lists are filled up with
/// their last value, so that there are few statements to prepare.
enum InList {
    /// - Returns: nil for an empty list.
    static func of<Element>(_ list: [Element], _ value: (Element) -> SQLValue)
        -> (places: String, values: [SQLValue])?
    {
        guard let last = list.last else { return nil }
        var count = 1
        while count < list.count { count *= 2 }
        let filled = list.map(value) + Array(repeating: value(last), count: count - list.count)
        return (Array(repeating: "?", count: count).joined(separator: ", "), filled)
    }
}
