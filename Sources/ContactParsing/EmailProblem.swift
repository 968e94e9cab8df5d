/// Why a text is not a mail address.
package enum EmailProblem: String, Error, CaseIterable, Codable, Sendable {
    case empty, missingAt, badLocalPart, localPartTooLong, badDomain, tooLong

    /// One or two sentences for the person who typed it: what is wrong and what to do.
    package var message: String {
        switch self {
        case .empty:
            "The mail address is empty. Write one, for example kim@example.com."
        case .missingAt:
            "The mail address has no @. Write it in full, for example kim@example.com."
        case .badLocalPart:
            "The part before the @ is empty or holds a character, blank or double dot that mail "
                + "does not allow. Check it for typing errors."
        case .localPartTooLong:
            "The part before the @ is longer than 64 characters. Check it for typing errors."
        case .badDomain:
            "The part after the @ is not a mail domain. Write it in full, for example example.com."
        case .tooLong:
            "The mail address is longer than 254 characters. Write one address only."
        }
    }
}
