#include "CPhoneNumber.h"

#include <cstring>
#include <string>

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

/// The library, silenced: its own logger would write to standard output.
const PhoneNumberUtil &numbering_plans() {
    static const PhoneNumberUtil &plans = [] () -> const PhoneNumberUtil & {
        PhoneNumberUtil *library = PhoneNumberUtil::GetInstance();
        library->SetLogger(new NullLogger());
        return *library;
    }();
    return plans;
}

CPhoneParsing refusal(PhoneNumberUtil::ErrorType error) {
    switch (error) {
    case PhoneNumberUtil::NO_PARSING_ERROR: return CPhoneParsingDone;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR: return CPhoneParsingUnknownRegion;
    case PhoneNumberUtil::NOT_A_NUMBER: return CPhoneParsingNotANumber;
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN: return CPhoneParsingTooShort;
    case PhoneNumberUtil::TOO_LONG_NSN: return CPhoneParsingTooLong;
    }
    return CPhoneParsingNotANumber;
}

CPhoneParsing refusal(PhoneNumberUtil::ValidationResult length) {
    switch (length) {
    case PhoneNumberUtil::IS_POSSIBLE: return CPhoneParsingDone;
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
    case PhoneNumberUtil::TOO_SHORT: return CPhoneParsingTooShort;
    case PhoneNumberUtil::TOO_LONG: return CPhoneParsingTooLong;
    case PhoneNumberUtil::INVALID_LENGTH: return CPhoneParsingInvalidForRegion;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE: return CPhoneParsingUnknownRegion;
    }
    return CPhoneParsingNotANumber;
}

/// Copies `text` with its terminating zero; false when it does not fit.
bool copy(const std::string &text, char *target, size_t capacity) {
    if (text.size() >= capacity) return false;
    std::memcpy(target, text.c_str(), text.size() + 1);
    return true;
}

CPhoneParsing parse(const std::string &text, const char *region, char *e164) {
    const PhoneNumberUtil &plans = numbering_plans();
    PhoneNumber number;
    if (auto problem = refusal(plans.Parse(text, region, &number))) return problem;
    if (auto problem = refusal(plans.IsPossibleNumberWithReason(number))) return problem;
    if (!plans.IsValidNumber(number)) return CPhoneParsingInvalidForRegion;
    std::string formatted;
    plans.Format(number, PhoneNumberUtil::E164, &formatted);
    return copy(formatted, e164, CPHONE_E164_CAPACITY) ? CPhoneParsingDone : CPhoneParsingTooLong;
}

CPhoneKind kind(const std::string &e164) {
    const PhoneNumberUtil &plans = numbering_plans();
    PhoneNumber number;
    if (plans.Parse(e164, "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR) {
        return CPhoneKindOther;
    }
    switch (plans.GetNumberType(number)) {
    case PhoneNumberUtil::MOBILE: return CPhoneKindMobile;
    case PhoneNumberUtil::FIXED_LINE: return CPhoneKindFixed;
    default: return CPhoneKindOther;
    }
}

std::string region(const std::string &e164) {
    const PhoneNumberUtil &plans = numbering_plans();
    PhoneNumber number;
    std::string code;
    if (plans.Parse(e164, "ZZ", &number) == PhoneNumberUtil::NO_PARSING_ERROR) {
        plans.GetRegionCodeForNumber(number, &code);
    }
    // "ZZ" is unknown; "001", which does not fit either, is a number of the whole world.
    return code == "ZZ" ? "" : code;
}

} // namespace

CPhoneParsing cphone_parse(const char *text, size_t length, const char *region, char *e164) {
    try {
        return parse(std::string(text, length), region, e164);
    } catch (...) {
        return CPhoneParsingNotANumber;
    }
}

CPhoneKind cphone_kind(const char *e164) {
    try {
        return kind(e164);
    } catch (...) {
        return CPhoneKindOther;
    }
}

void cphone_region(const char *e164, char *code) {
    code[0] = '\0';
    try {
        copy(region(e164), code, CPHONE_REGION_CAPACITY);
    } catch (...) {
        code[0] = '\0';
    }
}
