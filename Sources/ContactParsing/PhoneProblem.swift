/// Why a text is not a telephone number.
package enum PhoneProblem: String, Error, CaseIterable, Codable, Sendable {
    case notANumber, tooShort, tooLong
    /// Right in length, but no such number is given out in its country.
    case invalidForRegion
    /// Neither the number nor the default region says which country is meant.
    case unknownRegion

    /// One or two sentences for the person who typed it: what is wrong and what to do.
    package var message: String {
        switch self {
        case .notANumber:
            "This is not a phone number. Write digits, for example +82 10 1234 5678."
        case .tooShort:
            "The phone number is too short. Add the missing digits, with the area code."
        case .tooLong:
            "The phone number is too long. Write one number only and check for doubled digits."
        case .invalidForRegion:
            "No phone number of its country looks like this. Check the digits; for a number of "
                + "another country, put + and the country code in front."
        case .unknownRegion:
            "The country of the phone number is not known. Start it with + and a country code, "
                + "for example +82 10 1234 5678."
        }
    }
}
